/** Vocabulary of the faults for the practice mesh: agents, sources and expectations. */

import { WORKLOAD_KINDS } from '#lib/vocabulary.ts';
import { actionShown, agentsNotGood, all, blind, executionIs, notReady } from './expect.ts';
import type { Expectation } from './fault.ts';

export const FEED = 'marketdata-mcp-server';
export const STRATEGY = 'strategy-engine';
export const EXECUTOR = 'execution-agent';

/** Sources of the safety proofs. */
export const POLLS = WORKLOAD_KINDS.map((kind) => `poll/${kind}`);
export const SWITCHES = ['agenttrader-kill-switch', 'agenttrader-safety'].map(
  (name) => `poll/ConfigMap/trading-floor/${name}`,
);

/** Nothing of the cluster can be read: what every fault of that sort must lead to. */
export function clusterUnseen(words = /./): Expectation {
  return all(
    executionIs('unproven'),
    blind([...POLLS, ...SWITCHES], words),
    agentsNotGood(FEED, STRATEGY, EXECUTOR),
    notReady(),
    actionShown('console-blind'),
  );
}

/** After its switch was changed a process that took it at its start may hold another value: worth a word, and true. */
export const SWITCH_CHANGED = {
  verdicts: ['proof halt-processes'],
  why: 'processes that took the switch at their start may hold an older value',
};
