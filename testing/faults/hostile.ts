/** A fault of one agent: it answers with something of the practice mesh's register of misbehaviour. */

import { setFault } from './control.ts';
import { agentSays, agentsNotGood, all, never } from './expect.ts';
import type { Expectation, Fault } from './fault.ts';
import { FEED } from './mesh-words.ts';

/** `words`: what its row must give for a reason. */
export function hostile(
  behaviour: string,
  title: string,
  words: RegExp,
  ...more: readonly Expectation[]
): Fault {
  return {
    title: `market data ${title}`,
    group: 'agents',
    interval: 'probe',
    expect: all(agentsNotGood(FEED), agentSays(FEED, words), freshnessUnproven, ...more),
    cause: ({ mesh }) => setFault(mesh, FEED, behaviour),
    end: ({ mesh }) => setFault(mesh, FEED, 'normal'),
  };
}

/** Answers of a feed without evidence: its data may be stale. */
const freshnessUnproven = never(({ posture }) =>
  (posture?.failures ?? [])
    .filter((f) => f.id === 'marketdata-stale' && f.verdict === 'good')
    .map((f) => `failure ${f.id} ${f.code}`),
);
