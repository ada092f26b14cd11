/** Every code of a status of the kind `failure`, with the verdict that follows from it. */

import type { Verdict } from '../vocabulary.ts';

export const FAILURE_VERDICTS = {
  absent: 'good',

  'agents-missing': 'bad',
  'agents-stopped': 'bad',
  /** They refuse to run on stale market data, as the plan requires. */
  'agents-refusing-as-planned': 'attention',
  'market-data-stale': 'bad',
  /** A market-wide halt would look the same. */
  'market-data-stale-or-halted': 'bad',
  'pods-crashing': 'bad',
  'images-not-pulled': 'bad',
  'resource-pressure': 'bad',
  /** Nobody knows what it is, and nothing shows that it does harm. */
  'workloads-undeclared': 'attention',
  'sources-unavailable': 'attention',
  /** Without the reads that the safety proofs depend on nobody may rely on this console at all. */
  'safety-sources-unavailable': 'bad',

  'not-looked-for': 'unknown',
  'out-of-sight': 'unknown',
  'nodes-out-of-sight': 'unknown',
  'sources-not-read': 'unknown',
  /** Outside the cluster, and without an answer. */
  'agents-not-seen': 'unknown',
  'no-agent-must-run': 'unknown',
  'agents-unclear': 'unknown',
  'no-agent-asked': 'unknown',
  'heartbeats-unclear': 'unknown',
  'no-heartbeat': 'unknown',
} as const satisfies Readonly<Record<string, Verdict>>;

export type FailureCode = keyof typeof FAILURE_VERDICTS;
