import { describe, expect, test } from 'vitest';
import { compare } from './compare.ts';
import type { Comparable } from './transitions.ts';

const base: Comparable = {
  execution: { outcome: 'proven-off', verdict: 'good', proofs: [] },
  agents: [
    {
      name: 'quotes',
      verdict: 'good',
      code: 'good',
      params: {},
      modesObserved: ['paper', 'live'],
      pods: { desired: 2, ready: 2, restarts: 0, place: null, list: [] },
      workloads: [
        { kind: 'Deployment', namespace: 'mesh', name: 'quotes', desired: 2, ready: 2, image: 'quotes:1' },
      ],
      probes: [],
    },
  ],
  failures: [],
  escalations: [],
  sources: [],
};
const agent = (change: Partial<Comparable['agents'][number]>): Comparable => ({
  ...base,
  agents: base.agents.map((a) => ({ ...a, ...change })),
});

describe('what changed between two postures', () => {
  test('a posture does not differ from itself', () =>
    expect(compare(base, structuredClone(base))).toEqual([]));
  test('the order in which modes were seen is no change', () =>
    expect(compare(base, agent({ modesObserved: ['live', 'paper'] }))).toEqual([]));
  test.each([
    ['verdict', agent({ verdict: 'unknown' }), 'good', 'unknown'],
    ['mode', agent({ modesObserved: [] }), 'live, paper', ''],
    [
      'pods',
      agent({ pods: { desired: 2, ready: null, restarts: 0, place: null, list: [] } }),
      '2 of 2 ready',
      'not known of 2 ready',
    ],
    ['image of Deployment mesh/quotes', agent({ workloads: [] }), 'quotes:1', null],
  ])('%s is told before and after', (field, after, was, is) =>
    expect(compare(base, after)).toEqual([
      { kind: 'agent', subject: 'quotes', field, before: was, after: is },
    ]),
  );
  test('an agent that was not there before has no value before', () => {
    const lines = compare({ ...base, agents: [] }, base);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((l) => l.before === null && l.subject === 'quotes')).toBe(true);
  });
  test('an agent that is gone has no value after, and never looks good', () =>
    expect(compare(base, { ...base, agents: [] }).every((l) => l.after === null)).toBe(true));
  test('execution is compared too', () =>
    expect(
      compare(base, { ...base, execution: { outcome: 'unproven', verdict: 'unknown', proofs: [] } }).map(
        (l) => l.field,
      ),
    ).toEqual(['outcome', 'verdict']));
});
