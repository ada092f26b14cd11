import { describe, expect, test } from 'vitest';
import { evaluated } from '#testing/samples/evaluated.ts';
import { calmFacts, container, pod, tick, workload } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { renderedAgent } from '#testing/samples/rendered.ts';
import type { Fact, PodValue } from '../../facts/fact.ts';
import type { Verdict } from '../../vocabulary.ts';
import type { Pod, Workload } from '../base/input.ts';
import type { ProbeResult } from './probes/probe-result.ts';
import { readinessIsRead } from './readiness.ts';

const OPEN = Date.parse('2026-11-20T15:15:00Z');
/** The sample's facts again, observed at another time. */
const at = (facts: readonly Fact[], now: number): Fact[] =>
  facts.map((fact) => {
    const moved = { ...fact, observedAt: now - 500 };
    return moved.kind === 'source-status' && moved.value !== null
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
  const feed = renderedAgent(evaluated(at([...calmFacts(), ...facts], now), now), 'feed');
  expect([feed?.verdict, feed?.state]).toEqual([verdict, words]);
});

describe('the console itself reads what keeps a workload’s pods from being ready', () => {
  const FEED = SAMPLE_PLAN.agents.find((a) => a.name === 'feed');
  const value = <T>({ value: held }: { value: T | null }): T => {
    if (held === null) throw new Error('no object');
    return held;
  };
  const wanted = (desired: number): Workload => {
    const fact = workload('feed', { desired });
    if (fact.kind !== 'workload') throw new Error('no workload');
    return value(fact);
  };
  const podNamed = (name: string, more: Partial<PodValue> = {}, of = 'feed'): Pod => {
    const fact = pod(name, of, {
      ready: false,
      containers: [container({ probes: probes('/healthz') })],
      states: [{ ...state, name: 'main', ready: false, state: 'running' }],
      ...more,
    });
    if (fact.kind !== 'pod') throw new Error('no pod');
    return value(fact);
  };
  /** The console's probe result for a pod's heartbeat. */
  const readOf = (instance: string, more: Partial<ProbeResult> = {}): ProbeResult => {
    const probe = FEED?.probes[0];
    if (probe === undefined) throw new Error('no probe');
    return {
      verdict: 'expected-off',
      code: 'quiet',
      params: {},
      since: null,
      probe,
      instance,
      status: 503,
      latencyMs: 3,
      answer: null,
      answeredAt: null,
      counts: true,
      beatAt: null,
      limitSeconds: 60,
      ...more,
    };
  };
  const one = readOf('pier/feed-1');
  const two = readOf('pier/feed-2');
  const side = container({ name: 'side' });
  const sideAsked = (port: string | null, path = '/healthz') =>
    container({
      name: 'side',
      probes: { liveness: null, startup: null, readiness: { path: port === null ? null : path, port } },
    });
  const main = container({ probes: probes('/healthz') });
  const up = (name: string, ready: boolean) => ({ ...state, name, ready, state: 'running' as const });

  const rows: [string, boolean, number, Pod[], ProbeResult[]][] = [
    ['its one pod is', true, 1, [podNamed('feed-1')], [one]],
    ['no pod is there', false, 0, [], [one]],
    ['every pod is ready', false, 1, [podNamed('feed-1', { ready: true })], [one]],
    ['each of two pods is', true, 2, [podNamed('feed-1'), podNamed('feed-2')], [one, two]],
    [
      'one of two is, the other is ready',
      true,
      2,
      [podNamed('feed-1'), podNamed('feed-2', { ready: true })],
      [one],
    ],
    ['one of two is, the other is not', false, 2, [podNamed('feed-1'), podNamed('feed-2')], [one]],
    ['the second of two is, the first is not', false, 2, [podNamed('feed-1'), podNamed('feed-2')], [two]],
    [
      'a pod on its way out is none of those wanted',
      false,
      2,
      [podNamed('feed-1'), podNamed('feed-2', { terminating: true })],
      [one, two],
    ],
    [
      'a pod on its way out matters to nobody',
      true,
      1,
      [podNamed('feed-1'), podNamed('feed-2', { terminating: true })],
      [one],
    ],
    [
      'a pod of another name matters to nobody',
      true,
      1,
      [podNamed('feed-1'), podNamed('crane-1', {}, 'crane')],
      [one],
    ],
    [
      'a pod of another name is none of those wanted',
      false,
      2,
      [podNamed('feed-1'), podNamed('feed-2', {}, 'crane')],
      [one, two],
    ],
    [
      'a pod of another kind is none of those wanted',
      false,
      2,
      [podNamed('feed-1'), podNamed('feed-2', { workload: { kind: 'StatefulSet', name: 'feed' } })],
      [one, two],
    ],
    [
      'a pod elsewhere is none of those wanted',
      false,
      2,
      [podNamed('feed-1'), podNamed('feed-2', { namespace: 'quay' })],
      [one, readOf('quay/feed-2')],
    ],
    ['only another pod’s heartbeat was read', false, 1, [podNamed('feed-1')], [two]],
    [
      'its heartbeat was read too long ago',
      false,
      1,
      [podNamed('feed-1')],
      [readOf('pier/feed-1', { counts: false })],
    ],
    ['its heartbeat is good', false, 1, [podNamed('feed-1')], [readOf('pier/feed-1', { verdict: 'good' })]],
    [
      'every container is ready, and the pod is not',
      false,
      1,
      [podNamed('feed-1', { states: [up('main', true)] })],
      [one],
    ],
    [
      'the container that is not ready is, whatever else runs',
      true,
      1,
      [podNamed('feed-1', { containers: [side, main], states: [up('side', true), up('main', false)] })],
      [one],
    ],
    [
      'one container that is not ready is asked nothing',
      false,
      1,
      [podNamed('feed-1', { containers: [main, side], states: [up('main', false), up('side', false)] })],
      [one],
    ],
    [
      'a side container that is not ready answers at the same path of another port',
      false,
      1,
      [
        podNamed('feed-1', {
          containers: [main, sideAsked('9090')],
          states: [up('main', false), up('side', false)],
        }),
      ],
      [one],
    ],
    [
      'a side container alone is not ready, at the same path of another port',
      false,
      1,
      [
        podNamed('feed-1', {
          containers: [main, sideAsked('9090')],
          states: [up('main', true), up('side', false)],
        }),
      ],
      [one],
    ],
    [
      'a side container is asked by a command',
      false,
      1,
      [
        podNamed('feed-1', {
          containers: [main, sideAsked(null)],
          states: [up('main', false), up('side', false)],
        }),
      ],
      [one],
    ],
    [
      'a container that nobody declared',
      false,
      1,
      [podNamed('feed-1', { containers: [main], states: [up('other', false)] })],
      [one],
    ],
  ];
  test.each(rows)('%s: %s', (_rule, expected, desired, pods, results) => {
    expect(readinessIsRead(wanted(desired), pods, results)).toBe(expected);
  });
});
