/** The first two proofs, each by itself: what makes it bad or unknown, whom it names, and by which evidence. */

import { expect, test } from 'vitest';
import { braked, executionOf, proofOf } from '#testing/samples/execution-case.ts';
import { containerState, endedState, pod, workload } from '#testing/samples/facts.ts';
import type { Fact, PodValue, WorkloadValue } from '../../facts/fact.ts';

const crane = (value: Partial<WorkloadValue>): Fact =>
  workload('crane', { desired: 0, actual: 0, ready: 0, containers: [braked()], ...value });
const byImage = [braked({ image: 'r/crane:1' })];
const suspect = { labels: { team: 'crane' }, containers: [braked()] };
const itsPod = (value: Partial<PodValue>): Fact =>
  pod('crane-x', 'crane', { containers: [braked()], ...value });

function told(id: 'executors-scaled' | 'executor-pods', facts: readonly Fact[]) {
  const said = executionOf(facts);
  const { code, value, evidence } = proofOf(said, id);
  const culprits = said.culprits.filter(({ proof }) => proof === id);
  return {
    code,
    value,
    evidence: evidence.map((e) => `${e.path}: ${e.value}`),
    culprits: culprits.map((c) => `${c.name} ${c.verdict}`),
  };
}

test.each<[string, Fact[], ReturnType<typeof told>]>([
  [
    'one that is wanted and does not run yet',
    [crane({ desired: 1 })],
    {
      code: 'executors-wanted',
      value: '1 wanted, 0 running',
      evidence: ['replicas: 1 wanted, 0 running'],
      culprits: ['crane bad'],
    },
  ],
  [
    'one that still runs, and another by its image',
    [crane({ actual: 1 }), workload('x', { containers: byImage })],
    {
      code: 'executors-wanted',
      value: '1 wanted, 2 running',
      evidence: [
        'signs: an executor by image=crane',
        'replicas: 0 wanted, 1 running',
        'replicas: 1 wanted, 1 running',
      ],
      culprits: ['crane bad', 'x bad'],
    },
  ],
  [
    'one that is wanted, beside a suspect that does not decide',
    [crane({ desired: 1 }), workload('y', suspect)],
    {
      code: 'executors-wanted',
      value: '1 wanted, 0 running',
      evidence: [
        'signs: may be an executor by label team=crane, in a mesh namespace',
        'replicas: 1 wanted, 0 running',
      ],
      culprits: ['crane bad'],
    },
  ],
  [
    'a status of an older spec',
    [crane({ lagging: true })],
    {
      code: 'unclear',
      value: 'unknown',
      evidence: ['replicas: its status is of an older spec', 'replicas: 0 wanted, 0 running'],
      culprits: ['crane unknown'],
    },
  ],
  [
    'a suspect, and not the pods of one',
    [workload('y', suspect), pod('z-1', 'z', suspect)],
    {
      code: 'suspects',
      value: '1 suspect',
      evidence: [
        'signs: may be an executor by label team=crane, in a mesh namespace',
        'replicas: 0 wanted, 0 running',
      ],
      culprits: ['y unknown'],
    },
  ],
])('what is wanted: %s', (_what, facts, expected) => {
  expect(told('executors-scaled', facts)).toEqual(expected);
});

test.each<[string, Fact[], ReturnType<typeof told>]>([
  [
    'one that ends, and one of another workload by its image',
    [itsPod({ terminating: true }), pod('x-1', 'x', { containers: byImage })],
    {
      code: 'executor-pods-exist',
      value: '2 pods, 1 terminating',
      evidence: ['signs: an executor by image=crane', 'pod: Running, terminating', 'pod: Running'],
      culprits: ['crane bad', 'x bad'],
    },
  ],
  [
    'one of which a container runs on in a final phase',
    [itsPod({ phase: 'Succeeded', states: [endedState(), containerState({ name: 'b' })] })],
    {
      code: 'executor-pods-exist',
      value: '1 pod',
      evidence: ['pod: Succeeded, a container runs'],
      culprits: ['crane bad'],
    },
  ],
  [
    'one that waits',
    [itsPod({ phase: 'Pending', states: [containerState({ state: 'waiting' })] })],
    { code: 'executor-pods-exist', value: '1 pod', evidence: ['pod: Pending'], culprits: ['crane bad'] },
  ],
  [
    'a suspect, and not a workload that is one',
    [pod('z-1', 'z', suspect), workload('y', suspect)],
    {
      code: 'suspects',
      value: '1 suspect',
      evidence: [
        'signs: may be an executor by label team=crane, in a mesh namespace',
        'pods: none of an executor',
      ],
      culprits: ['z unknown'],
    },
  ],
  [
    'none',
    [],
    {
      code: 'executor-pods-none',
      value: 'none, none terminating',
      evidence: ['pods: none of an executor'],
      culprits: [],
    },
  ],
])('pods: %s', (_what, facts, expected) => {
  expect(told('executor-pods', facts)).toEqual(expected);
});

test('one under another kind is the agent whose name it bears', () => {
  const said = executionOf([workload('harbour-crane', { kind: 'StatefulSet', containers: [braked()] })]);
  expect(said.culprits).toMatchObject([{ agent: 'crane', name: 'harbour-crane', verdict: 'bad' }]);
});
