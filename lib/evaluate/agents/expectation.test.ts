import { describe, expect, test } from 'vitest';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { AgentPlan } from '../../plan/schema.ts';
import { SESSION_STATES } from '../../vocabulary.ts';
import { expectationOf, runWindow, type Situation } from './expectation.ts';

function agent(name: string, change: Partial<AgentPlan> = {}): AgentPlan {
  const found = SAMPLE_PLAN.agents.find((a) => a.name === name);
  if (found === undefined) throw new Error(`no agent ${name}`);
  return { ...found, ...change };
}

const open: Situation = { session: 'open', feed: { kind: 'wanted' }, halt: 'halted', limitSeconds: 30 };
const closed: Situation = {
  ...open,
  session: 'closed',
  feed: { kind: 'quiet', state: say('feed-quiet-closed') },
};
const stopped: Situation = { ...open, feed: { kind: 'halted', words: say('market-halt', { level: 1 }) } };
const document = {
  id: 'd',
  kind: 'firestore-heartbeat' as const,
  path: '/d',
  target: { via: 'url' as const, urlEnv: 'D' },
};
const health = { ...document, id: 'h', kind: 'process-health' as const };

describe('the expectation of an agent', () => {
  test.each<[string, AgentPlan, Situation, string]>([
    ['an executor', agent('crane'), open, 'Off: 0 wanted, 0 running'],
    ['an executor at night', agent('crane'), closed, 'Off: 0 wanted, 0 running'],
    ['a feed in a session', agent('feed'), open, 'Runs; ticks within 30 s'],
    ['a feed at night', agent('feed'), closed, 'Runs; answers; old ticks are calm'],
    ['a feed in a halt', agent('feed'), stopped, 'Runs; answers; market-wide halt level 1 declared'],
    [
      'a runtime',
      agent('pilot'),
      open,
      'Runs; beats within 30 s; halts on stale data and by the kill switch',
    ],
    [
      'a runtime whose switch is off',
      agent('pilot'),
      { ...open, halt: 'allowed' },
      'Runs; beats within 30 s; halts on stale data',
    ],
    ['a runtime at night', agent('pilot'), closed, 'Runs; beats within 30 s; may rest'],
    [
      'an optional one',
      agent('feed', { optional: true, probes: [] }),
      open,
      'Runs where it is used; every pod ready',
    ],
    ['a document', agent('feed', { probes: [document] }), open, 'Runs; answers, heartbeat within 30 s'],
    [
      'a document at night',
      agent('feed', { probes: [document] }),
      closed,
      'Runs; answers, an old heartbeat is calm',
    ],
    ['one that only answers', agent('feed', { probes: [health] }), open, 'Runs; answers'],
    [
      'one that answers twice',
      agent('feed', { probes: [health, { ...health, id: 'i' }] }),
      open,
      'Runs; answers 2 probes',
    ],
    [
      'one that may lack an endpoint',
      agent('feed', { probes: [health, { ...health, id: 'i', optional: true }] }),
      open,
      'Runs; answers',
    ],
    [
      'one that may lack every endpoint',
      agent('feed', { probes: [{ ...health, optional: true }] }),
      open,
      'Runs; every pod ready',
    ],
    [
      'one without a workload by the plan',
      agent('feed', { workloadUndeclared: 'x' }),
      open,
      'Runs; the plan does not say as what',
    ],
    ['one that people start', agent('scribe'), open, 'Idle; started by people'],
    ['a script', agent('scribe', { workloads: [] }), open, 'Started by people; no workload to see'],
    [
      'one that people start, and that only its answers show',
      agent('scribe', { workloads: [], probes: [health] }),
      open,
      'Idle; started by people',
    ],
    [
      'one with hours, outside of them',
      agent('scribe', { runsDuring: ['post-market', 'closed'] }),
      open,
      'Idle; started by people, only after the close or with the market closed',
    ],
    [
      'one with hours, in them',
      agent('scribe', { runsDuring: ['closed'] }),
      closed,
      'Idle, or running: started by people, in its hours',
    ],
    [
      'one with hours past the calendar',
      agent('scribe', { runsDuring: ['closed'] }),
      { ...open, session: 'unknown' },
      'Idle; whether its hours are now is not known',
    ],
  ])('%s', (_what, plan, situation, words) => {
    expect(text(expectationOf(plan, situation))).toBe(words);
  });

  test('hours are inside, outside or unknown, and any if the plan gives none', () => {
    const hours = agent('scribe', { runsDuring: ['closed', 'post-market'] });
    expect(SESSION_STATES.map((s) => [s, runWindow(hours, s)])).toEqual([
      ['pre-market', 'outside'],
      ['open', 'outside'],
      ['post-market', 'inside'],
      ['closed', 'inside'],
      ['unknown', 'unknown'],
    ]);
    expect(new Set(SESSION_STATES.map((s) => runWindow(agent('scribe'), s)))).toEqual(new Set(['any']));
  });
});
