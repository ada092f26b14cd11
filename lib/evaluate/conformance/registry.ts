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

/** A rule with what it means if it is broken. */
export interface ClassedRule extends ConformanceRule {
  /** `safety`: broken is bad. `hygiene`: broken is worth attention at most, and is counted. */
  class: 'safety' | 'hygiene';
  /**
   * The severity of the action if it is broken: `agent`, that of the agent, where a line of its contract names the rule;
   * null: the agent's row tells of it.
   */
  severity: 'P0' | 'agent' | null;
  /** What else tells of it, so that it is told once. */
  toldBy: 'modes' | 'mounts' | 'gate' | 'stale-claim' | null;
}

const hygiene = (rule: ConformanceRule): ClassedRule => ({
  ...rule,
  class: 'hygiene',
  severity: null,
  toldBy: null,
});

const safety = (
  rule: ConformanceRule,
  severity: ClassedRule['severity'],
  toldBy: ClassedRule['toldBy'] = null,
): ClassedRule => ({ ...rule, class: 'safety', severity, toldBy });

/** The one table of classes: what touches execution or the broker is a P0, and states are told by the agent's row. */
export const CONFORMANCE_RULES: readonly ClassedRule[] = [
  safety(executorOff, null),
  safety(modeNotLive, 'P0', 'modes'),
  safety(executionDisabled, 'P0', 'modes'),
  safety(dryRun, 'P0', 'modes'),
  safety(killSwitchMounted, 'agent', 'mounts'),
  safety(gateBypass, 'P0', 'gate'),
  safety(refusesWhenStale, 'P0', 'stale-claim'),
  safety(staleAnswers503, 'P0', 'stale-claim'),
  safety(heartbeatFresh, null),
  safety(answersByContract, null),
  safety(brokerCredentials, 'P0'),
  safety(credentialsFromSecrets, 'agent'),
  hygiene(recommendedProbes),
  hygiene(livenessNotFreshness),
  hygiene(imagePinned),
  hygiene(resources),
];
