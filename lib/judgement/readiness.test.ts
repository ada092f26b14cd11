import { expect, test } from 'vitest';
import type { Fact, PodValue } from '../ledger/fact.ts';
import type { Verdict } from '../vocabulary.ts';
import { calmFacts, container, pod, tick, workload } from './sample/facts.ts';
import { judged } from './sample/judged.ts';

const OPEN = Date.parse('2026-11-20T15:15:00Z');
/** The sample's facts again, observed at another time. */
const at = (facts: readonly Fact[], now: number): Fact[] =>
  facts.map((fact) => {
    const moved = { ...fact, observedAt: now - 500 };
    return moved.kind === 'sight' && moved.value !== null
      ? { ...moved, value: { ...moved.value, lastSeenAt: now - 500 } }
      : moved;
  });

const probes = (path: string) => ({ liveness: null, startup: null, readiness: { path, port: '80' } });
const state = { restarts: 0, reason: null, message: null, startedAt: null, lastExit: null };
const unready = (path: string, value: Partial<PodValue> = {}) => [
  workload('feed', { ready: 0 }),
  pod('feed-1', 'feed', {
    ready: false,
    containers: [container({ probes: probes(path) })],
    states: [{ ...state, name: 'main', ready: false, state: 'running' }],
    ...value,
  }),
];

const CLOSED = Date.parse('2026-11-27T18:05:00Z');
const quiet = (now: number) =>
  tick({ ok: false, status: 503, lastTickAt: now - 300_000, reportedAgeSeconds: 300 }, now - 500);
const died = { ...state, name: 'main', ready: false, state: 'waiting' as const, reason: 'ContainerCreating' };

const cases: [string, number, Fact[], Verdict, string][] = [
  [
    'after a half-day’s close, not ready by the heartbeat itself: calm',
    CLOSED,
    [...unready('/healthz'), ...quiet(CLOSED)],
    'expected-off',
    'Quiet, market closed',
  ],
  [
    'the same while the market is open: stale, not “not ready”',
    OPEN,
    [...unready('/healthz'), ...quiet(OPEN)],
    'bad',
    'Stale',
  ],
  [
    'not ready by another path: not ready, whatever the session',
    CLOSED,
    [...unready('/ready'), ...quiet(CLOSED)],
    'bad',
    'Not ready',
  ],
  [
    'a process that does not run is not calm',
    CLOSED,
    [...unready('/healthz', { states: [died] }), ...quiet(CLOSED)],
    'bad',
    'Not ready',
  ],
  [
    'a pod fewer than wanted is not calm',
    CLOSED,
    [...unready('/healthz'), workload('feed', { desired: 2, ready: 0 }), ...quiet(CLOSED)],
    'bad',
    'Not ready',
  ],
  [
    'a good answer against the kubelet’s word: not ready',
    OPEN,
    [...unready('/healthz'), ...tick({ lastTickAt: OPEN - 1_000 }, OPEN - 500)],
    'bad',
    'Not ready',
  ],
];

test.each(cases)('%s', (_rule, now, facts, verdict, words) => {
  const feed = judged(at([...calmFacts(), ...facts], now), now).agents.find((a) => a.name === 'feed');
  expect([feed?.verdict, feed?.state]).toEqual([verdict, words]);
});
