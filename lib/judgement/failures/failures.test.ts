import { describe, expect, test } from 'vitest';
import type { Fact } from '../../ledger/fact.ts';
import type { FailureState, Verdict } from '../../vocabulary.ts';
import {
  attempt,
  blind,
  calmFacts,
  NOW,
  pod,
  SEEN,
  sight,
  status,
  tick,
  waitingPod,
} from '../sample/facts.ts';
import { judged } from '../sample/judged.ts';

const oom = { code: 137, reason: 'OOMKilled', message: null, at: SEEN };
const node = (pressures: string[]): Fact => ({
  subject: 'Node/n1',
  kind: 'node',
  observedAt: SEEN,
  source: 'test',
  value: { name: 'n1', uid: 'u', resourceVersion: '1', ready: true, pressures },
});

/** A pod whose container runs now and ended before. */
const between = (restarts: number, code: number, at: number): Fact =>
  pod('pilot-0', 'pilot', {
    states: [
      {
        name: 'm',
        ready: true,
        restarts,
        state: 'running',
        reason: null,
        message: null,
        startedAt: null,
        lastExit: { code, reason: 'Error', message: null, at },
      },
    ],
  });

const cases: [string, string, Fact[], FailureState, Verdict][] = [
  ['a fresh feed: absent', 'feed-stale', [], 'absent', 'good'],
  [
    'a stale feed: present',
    'feed-stale',
    tick({ lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94, ok: false, status: 503 }),
    'present',
    'bad',
  ],
  [
    'a feed that does not answer: cannot tell',
    'feed-stale',
    [attempt('feed', 'beat', 'pier/feed-1', 'unparsable', 502, NOW - 10)],
    'cannot-tell',
    'unknown',
  ],
  ['a runtime that runs: absent', 'pilot-halted', [], 'absent', 'good'],
  [
    'a runtime that refuses on stale data: present and expected',
    'pilot-halted',
    status({ state: 'HALTED', reasonCodes: ['MARKETDATA_STALE'] }),
    'present',
    'attention',
  ],
  [
    'a runtime halted for another reason: present',
    'pilot-halted',
    status({ state: 'HALTED', reasonCodes: ['X'] }),
    'present',
    'bad',
  ],
  [
    'a runtime that does not answer: cannot tell',
    'pilot-halted',
    [attempt('pilot', 'status', 'pier/pilot-0', 'unparsable', 200, NOW - 10)],
    'cannot-tell',
    'unknown',
  ],
  ['no crash in sight: absent', 'crash', [], 'absent', 'good'],
  [
    'CrashLoopBackOff: present',
    'crash',
    [waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')],
    'present',
    'bad',
  ],
  ['pods out of sight: cannot tell a crash', 'crash', [blind('sweep/Pod')], 'cannot-tell', 'unknown'],
  [
    'a crash that was last seen stays present when sight is lost',
    'crash',
    [waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff'), blind('sweep/Pod')],
    'present',
    'bad',
  ],
  ['a pod that runs between two crashes: present', 'crash', [between(3, 1, SEEN - 1_000)], 'present', 'bad'],
  ['one restart is no loop', 'crash', [between(1, 1, SEEN - 1_000)], 'absent', 'good'],
  ['an old crash is history', 'crash', [between(3, 1, SEEN - 601_000)], 'absent', 'good'],
  ['a clean exit is no crash', 'crash', [between(3, 0, SEEN - 1_000)], 'absent', 'good'],
  [
    'a crash outside the mesh is not ours',
    'crash',
    [pod('x', 'x', { namespace: 'elsewhere' })],
    'absent',
    'good',
  ],
  [
    'ImagePullBackOff: present',
    'pull',
    [waitingPod('pilot-0', 'pilot', 'ImagePullBackOff')],
    'present',
    'bad',
  ],
  [
    'InvalidImageName: present',
    'pull',
    [waitingPod('pilot-0', 'pilot', 'InvalidImageName')],
    'present',
    'bad',
  ],
  ['no pressure: absent', 'pressure', [node([])], 'absent', 'good'],
  [
    'an unschedulable pod: present',
    'pressure',
    [pod('pilot-1', 'pilot', { phase: 'Pending', unschedulable: '0/2 nodes' })],
    'present',
    'bad',
  ],
  [
    'an OOM kill: present',
    'pressure',
    [
      pod('pilot-0', 'pilot', {
        states: [
          {
            name: 'm',
            ready: true,
            restarts: 1,
            state: 'running',
            reason: null,
            message: null,
            startedAt: null,
            lastExit: oom,
          },
        ],
      }),
    ],
    'present',
    'bad',
  ],
  ['a node under pressure: present', 'pressure', [node(['MemoryPressure'])], 'present', 'bad'],
  [
    'nodes out of sight: cannot tell pressure',
    'pressure',
    [sight('watch/Node', { state: 'blind', reason: '403' })],
    'cannot-tell',
    'unknown',
  ],
];

describe('failure modes', () => {
  test.each(cases)('%s', (_rule, id, disturbance, state, verdict) => {
    const failure = judged([...calmFacts(), ...disturbance]).failures.find((f) => f.id === id);
    expect(failure).toMatchObject({ state, verdict });
    if (state === 'present') expect(failure?.evidence.length).toBeGreaterThan(0);
    if (state === 'cannot-tell') expect(failure?.because).not.toBe('');
  });

  test('nothing known: every failure mode cannot be told', () => {
    expect(new Set(judged([]).failures.map((f) => f.state))).toEqual(new Set(['cannot-tell']));
  });
});
