/** Every rule that the plan's contracts are checked by: one file and one line each, in the order in which they are shown. */

import type { ConformanceRule } from './rule.ts';
import { answersByContract } from './rules/answers-by-contract.ts';
import { brokerCredentials } from './rules/broker-credentials.ts';
import { credentialsFromSecrets } from './rules/credentials-from-secrets.ts';
import { dryRun } from './rules/dry-run.ts';
import { executionDisabled } from './rules/execution-disabled.ts';
import { executorOff } from './rules/executor-off.ts';
import { gateBypass } from './rules/gate-bypass.ts';
import { heartbeatFresh } from './rules/heartbeat-fresh.ts';
import { imagePinned } from './rules/image-pinned.ts';
import { killSwitchMounted } from './rules/kill-switch-mounted.ts';
import { livenessNotFreshness } from './rules/liveness-not-freshness.ts';
import { modeNotLive } from './rules/mode-not-live.ts';
import { recommendedProbes } from './rules/recommended-probes.ts';
import { refusesWhenStale } from './rules/refuses-when-stale.ts';
import { resources } from './rules/resources.ts';
import { staleAnswers503 } from './rules/stale-answers-503.ts';

export const CONFORMANCE_RULES: readonly ConformanceRule[] = [
  executorOff,
  modeNotLive,
  executionDisabled,
  dryRun,
  killSwitchMounted,
  gateBypass,
  refusesWhenStale,
  staleAnswers503,
  heartbeatFresh,
  answersByContract,
  brokerCredentials,
  credentialsFromSecrets,
  recommendedProbes,
  livenessNotFreshness,
  imagePinned,
  resources,
];
