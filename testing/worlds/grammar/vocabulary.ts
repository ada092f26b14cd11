/** The words of a mesh that the grammar speaks of: those of the simulated plan and those of the shipped one. */

import { readFileSync } from 'node:fs';
import type { Plan } from '#lib/plan/schema.ts';
import { parsePlan } from '#server/plan-file.ts';
import { HOME, OUTSIDE, QUARRY_ON_CLOUD_RUN, SECOND_NAMESPACE } from '../plan.ts';
import type { Choices } from '../random.ts';

/** A halt switch; `byFile`: its programs read it from a file too, so that two readers may differ. */
interface SwitchWords {
  namespace: string;
  configMap: string;
  key: string;
  byFile: boolean;
}

export interface Vocabulary {
  id: string;
  plan: Plan;
  /** Names of executors, in kebab case. */
  names: Choices<string>;
  /** Names that only programs and modules bear. */
  modules: readonly string[];
  /** Names that only paths of images bear. */
  images?: readonly string[];
  /** True if its plan lists what is none and what is known, so that draws of these are made too. */
  isWide?: true;
  inside: Choices<string>;
  outside: Choices<string>;
  /** Another agent of the roster: an image of its name is one of the mesh. */
  agent: string;
  /** The folder of the registry that the mesh's images are in. */
  folder: string;
  brokerVariable: string;
  brokerSecret: string;
  mode: { variable: string; live: Choices<string>; safe: Choices<string> };
  dryRun: Choices<string>;
  enables: Choices<string>;
  gates: Choices<{ variable: string; opens: string }>;
  switches: readonly [SwitchWords, SwitchWords];
  /** Names that resemble an executor's and have none of its whole words in a row. */
  lookalikes: Choices<string>;
}

export const QUARRY_WORDS: Vocabulary = {
  id: 'quarry',
  plan: QUARRY_ON_CLOUD_RUN,
  names: ['crane', 'derrick'],
  modules: [],
  inside: [HOME, SECOND_NAMESPACE],
  outside: [OUTSIDE, 'default', 'kube-system'],
  agent: 'pilot',
  folder: 'registry.quarry.example/mesh',
  brokerVariable: 'BROKER_KEY',
  brokerSecret: 'broker',
  mode: { variable: 'MODE', live: ['LIVE', 'EXECUTE'], safe: ['OFF', 'OBSERVE', 'EVAL', 'PAPER'] },
  dryRun: ['DRY'],
  enables: ['ENABLED'],
  gates: [{ variable: 'UNLOCK', opens: 'on' }],
  switches: [
    { namespace: HOME, configMap: 'brake', key: 'HALTED', byFile: true },
    { namespace: HOME, configMap: 'second', key: 'STOP', byFile: false },
  ],
  lookalikes: ['cranberry', 'cranial-scan', 'cranefly', 'crain', 'derrickson', 'dereck', 'c-rane'],
};

function shippedPlan(): Plan {
  const found = parsePlan(readFileSync('plan/agent-mesh.yaml', 'utf8'));
  if (!found.ok) throw new Error('the shipped plan is not valid');
  return found.plan;
}

export const SHIPPED_WORDS: Vocabulary = {
  id: 'shipped',
  plan: shippedPlan(),
  names: ['execution-agent', 'execution-engine', 'cloudrun-consumer'],
  modules: ['execution-service'],
  inside: ['trading-floor', 'agenttrader'],
  outside: ['default', 'kube-system', 'batch-jobs'],
  agent: 'strategy-engine',
  folder: 'us-docker.pkg.dev/desk/mesh',
  brokerVariable: 'APCA_API_KEY_ID',
  brokerSecret: 'alpaca-creds',
  mode: { variable: 'AGENT_MODE', live: ['LIVE', 'EXECUTE'], safe: ['OFF', 'OBSERVE', 'EVAL', 'PAPER'] },
  dryRun: ['DRY_RUN', 'EXEC_DRY_RUN'],
  enables: ['EXECUTION_AGENT_ENABLED', 'BROKER_EXECUTION_ENABLED'],
  gates: [
    { variable: 'EXECUTION_ENABLED', opens: 'on' },
    { variable: 'EXECUTION_CONFIRM', opens: '1' },
    { variable: 'EXEC_GUARD_UNLOCK', opens: 'true' },
    { variable: 'TRADING_MODE', opens: 'live' },
    { variable: 'APCA_API_BASE_URL', opens: 'https://api.alpaca.markets' },
  ],
  switches: [
    {
      namespace: 'trading-floor',
      configMap: 'agenttrader-kill-switch',
      key: 'EXECUTION_HALTED',
      byFile: true,
    },
    { namespace: 'trading-floor', configMap: 'agenttrader-safety', key: 'KILL_SWITCH', byFile: false },
  ],
  lookalikes: [
    'executive-report',
    'reorder-worker',
    'workflow-execution-controller',
    'job-executor',
    'execution-time-exporter',
    'execution',
    'agent-execution',
    'execution-policy-agent',
    'executionary-agency',
    'search-engine',
  ],
};
