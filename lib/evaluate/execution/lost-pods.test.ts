/** An executor's pod that left the API: it may run on until something shows that it has ended. */

import { describe, expect, test } from 'vitest';
import { cranePod, gone, lived, n1, type Step, settledBy } from '#testing/samples/executor-life.ts';
import { blind, NOW, pod } from '#testing/samples/facts.ts';
import type { Fact, PodValue } from '../../facts/fact.ts';

const SECOND = 1_000;
const HOUR = 3_600;
const isoAt = (after: number) => new Date(NOW + after * SECOND).toISOString();
const SILENT = n1({ ready: null });
const then = (after: number, ...facts: Step['facts']): Step => ({ after, facts });
const force = then(1, gone(1));
const fromSilent = then(1, SILENT, gone(1));
const settles = (plan: Step['plan']): Step[] => [fromSilent, { after: 61, facts: [], ...(plan && { plan }) }];
/** A pod that only its owner makes an executor's, and its owner as it is then. */
const hook = (of: string, value: Partial<PodValue> = {}) => pod('hook-x', of, value);
const relabelled = (value: Partial<PodValue> = {}) => hook('other', { resourceVersion: '11', ...value });
const UNCLEAR = { phase: 'Failed', reason: 'NodeLost', states: [] };
const refused = { phase: 'Failed', reason: 'UnexpectedAdmissionError', states: [], resourceVersion: '11' };
const ending = { phase: 'Failed', terminating: true, resourceVersion: '11' };
const SHUT_DOWN = { ready: null, taints: ['node.kubernetes.io/out-of-service'] };

test.each<[string, Step[]]>([
  ['its end was shown by its deletion', [then(1, gone(1, true))]],
  ['its end was shown before', [then(1, cranePod(ending)), then(2, gone(2, true))]],
  ['its end is shown late', [force, then(2, gone(2, true))]],
  ['its grace period and a minute are over on a Ready node', [force, then(92)]],
  [
    'its node is back for longer than that',
    [fromSilent, then(600, n1({ readySince: NOW + 500 * SECOND }, 600))],
  ],
  ['a person shut its node down', [fromSilent, then(2, n1(SHUT_DOWN, 2))]],
  ['a person settled it', settles(settledBy())],
  ['a person settled its uid', settles(settledBy({ uid: 'u-crane-x', pod: 'pier/crane-x' }))],
  ['a person settled its node', settles(settledBy({ pod: '*' }))],
])('proves nothing once %s', (_rule, steps) => {
  const { verdict, outcome, memory } = lived(steps);
  expect([verdict, outcome, memory.pods]).toEqual(['good', 'proven-off', []]);
});

const READY = 'which is Ready; settled by 10:16:31 ET';
const IS_SILENT = 'which is silent';

test.each<[string, Step[], string]>([
  ['by force from a Ready node', [force], READY],
  ['a second before that is settled', [force, then(91)], READY],
  [
    'with a long grace period',
    [then(0, cranePod({ graceSeconds: 600 })), force, then(300)],
    'which is Ready; settled by 10:26:01 ET',
  ],
  ['from a silent node, however long ago', [fromSilent, then(24 * HOUR)], IS_SILENT],
  ['from a node that is not ready', [then(1, n1({ ready: false }), gone(1))], IS_SILENT],
  [
    'from an unreachable node',
    [then(1, n1({ taints: ['node.kubernetes.io/unreachable'] }), gone(1))],
    IS_SILENT,
  ],
  ['with its Node object', [then(1, n1(null), gone(1)), then(HOUR)], 'whose Node object is gone'],
  [
    'and another Node has its name',
    [then(1, n1(null), gone(1)), then(HOUR, n1({ uid: 'new' }, 2))],
    'which was replaced',
  ],
  [
    'and its node has just come back',
    [fromSilent, then(600, n1({ readySince: NOW + 590 * SECOND }, 600))],
    'which is Ready; settled by 10:26:20 ET',
  ],
  [
    'and its node is back since nobody knows when',
    [fromSilent, then(600, n1({ readySince: null }, 600))],
    'which is Ready; settled by 10:26:30 ET',
  ],
  ['while nodes cannot be read', [force, then(HOUR, blind('watch/Node'))], 'which cannot be read'],
  [
    'for another one of its name',
    [then(1, cranePod({ uid: 'next', phase: 'Succeeded', resourceVersion: '20' }))],
    READY,
  ],
  ['while the console was away', [{ ...then(1), restart: true }], READY],
  [
    'before the console started again',
    [fromSilent, { ...then(600, n1({ ready: null }, 600)), restart: true }],
    IS_SILENT,
  ],
  ['that a person settled at another node', settles(settledBy({ node: 'n2' })), IS_SILENT],
  ['that a person settled by another uid', settles(settledBy({ uid: 'u' })), IS_SILENT],
  ['that a person settled before it went', settles(settledBy({ at: isoAt(0) })), IS_SILENT],
  [
    'after its grace period was cut short',
    [
      then(0, cranePod({ graceSeconds: 600 })),
      then(0.5, cranePod({ graceSeconds: 0, resourceVersion: '11' })),
      force,
    ],
    'which is Ready; settled by 10:26:01 ET',
  ],
  [
    'while the end of another one of its name is shown',
    [force, then(2, { ...gone(2, true), goneUid: 'next' })],
    READY,
  ],
  [
    'and its end was unclear already',
    [then(0, cranePod({ ...UNCLEAR, resourceVersion: '11' })), force],
    READY,
  ],
  ['or its states, which its node refused after it had run', [then(1, cranePod(refused))], READY],
])('may run on when it left %s', (_rule, steps, why) => {
  const { verdict, detail, outcome } = lived(steps);
  expect([verdict, outcome]).toEqual(['unknown', 'unproven']);
  expect(detail).toBe(`crane-x, pier: gone 10:15:01 ET without an end; may run on at node n1, ${why}`);
});

describe('the memory', () => {
  test.each<[string, Fact[], Step[], unknown[]]>([
    ['follows one that runs on as no executor’s', [hook('crane')], [then(1, relabelled())], [null]],
    [
      'follows that one until it is gone',
      [hook('crane')],
      [then(1, relabelled()), then(2, SILENT, gone(2, false, 'hook-x'))],
      [NOW + 2 * SECOND],
    ],
    ['has no such one once it has ended', [hook('crane')], [then(1, relabelled({ phase: 'Succeeded' }))], []],
    ['follows one whose end is unclear', [cranePod(UNCLEAR)], [], [null]],
    ['has no pod of others whose end is unclear', [pod('tidy-x', 'tidy', UNCLEAR)], [], []],
    ['has none that has ended', [cranePod({ phase: 'Succeeded' })], [], []],
  ])('%s', (_rule, first, steps, goneAt) => {
    expect(lived(steps, first).memory.pods.map((pod) => pod.goneAt)).toEqual(goneAt);
  });

  test('dates what went by when that was seen, and not by when it was evaluated', () => {
    expect(lived([then(5, SILENT, gone(1))]).memory.pods).toMatchObject([{ goneAt: NOW + SECOND }]);
    const next = cranePod({ uid: 'next', phase: 'Succeeded', resourceVersion: '20' });
    expect(lived([then(5, SILENT, next)]).memory.pods).toMatchObject([{ goneAt: NOW + 5 * SECOND }]);
  });

  test('drops the oldest of more than 200 that went, and adds to what it dropped before', () => {
    const named = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => `crane-${String(from + i).padStart(3, '0')}`);
    const come = (names: string[]) => names.map((name) => pod(name, 'crane'));
    const go = (after: number, names: string[]) =>
      then(after, SILENT, ...names.map((name) => gone(after, false, name)));
    const all = [go(1, named(0, 150)), then(2, ...come(named(150, 220))), go(3, named(150, 220))];
    const { memory } = lived(all, come(named(0, 150)));
    expect(memory.dropped).toEqual({ count: 20, at: NOW + 3 * SECOND });
    expect(memory.pods.map(({ name }) => name)).toEqual(named(20, 220));
    const more = lived(
      [...all, then(4, ...come(named(220, 225))), go(5, named(220, 225))],
      come(named(0, 150)),
    );
    expect(more.memory.dropped).toEqual({ count: 25, at: NOW + 5 * SECOND });
  });

  test('drops none of 200 that are there', () => {
    const pods = Array.from({ length: 200 }, (_, i) => pod(`crane-${i}`, 'crane'));
    expect(lived([], pods).memory).toMatchObject({ dropped: null, pods: { length: 200 } });
  });

  test('has no pod without a node: it ran nowhere', () => {
    const pending = cranePod({ node: null, phase: 'Pending', states: [] });
    expect(lived([force], [pending]).outcome).toBe('proven-off');
  });

  test('calls none gone while pods cannot be read', () => {
    const { code, memory } = lived([{ ...then(1, blind('poll/Pod')), restart: true }]);
    expect(code).toBe('unseen');
    expect(memory.pods).toMatchObject([{ name: 'crane-x', goneAt: null }]);
  });

  test('takes back one that is there again', () => {
    const again = { ...cranePod({ resourceVersion: '12' }), observedAt: NOW + 2 * SECOND };
    const { outcome, code, memory } = lived([force, then(2, again)]);
    expect([outcome, code]).toEqual(['not-off', 'executor-pods-exist']);
    expect(memory.pods).toMatchObject([{ goneAt: null }]);
  });

  test('has room for 200; of those without it counts how many, until a person settles them', () => {
    const names = Array.from({ length: 230 }, (_, i) => `crane-${i}`);
    const first = names.map((name) => pod(name, 'crane'));
    const leave = then(1, SILENT, ...names.map((name) => gone(1, false, name)));
    const { verdict, memory } = lived([leave], first);
    expect([verdict, memory.pods.length, memory.dropped?.count]).toEqual(['unknown', 200, 30]);
    const settled = (plan: Step['plan']) => lived([leave, { ...then(61), ...(plan && { plan }) }], first);
    expect(settled(settledBy({ pod: '*' }))).toMatchObject({
      verdict: 'unknown',
      detail: '30 more pods: gone without an end, and no longer listed',
    });
    expect(settled(settledBy({ pod: '*', node: '*' })).verdict).toBe('good');
  });
});
