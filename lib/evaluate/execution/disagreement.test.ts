import { describe, expect, test } from 'vitest';
import { executionOf, proofOf as proofIn } from '#testing/samples/execution-case.ts';
import { blind, NOW, pod, workload } from '#testing/samples/facts.ts';
import { type DisagreementValue, type Fact, factSchema } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';

const proofOf = (id: string, facts: Fact[]) => proofIn(executionOf(facts), id);
const MARK = {
  watch: say('object-replicas', { desired: 0, actual: 0 }),
  poll: say('object-gone'),
};
const BOTH = 'the watch says 0 wanted, 0 running, the poll says not there';

function differ(value: Partial<DisagreementValue> & { kind: string; name: string }): Fact {
  const namespace = value.namespace ?? 'pier';
  const fact: Fact = {
    subject: `${value.kind}/${namespace}/${value.name}`,
    kind: 'disagreement',
    observedAt: NOW - 400,
    source: 'agreement',
    value: { ...MARK, namespace, workload: null, pod: null, ...value },
  };
  expect(factSchema.safeParse(fact).success).toBe(true);
  return fact;
}
const aboutWorkload = (fact: Fact): Fact => {
  if (fact.kind !== 'workload' || fact.value === null) throw new Error('a workload is wanted');
  const { kind, name, namespace } = fact.value;
  return differ({ kind, name, namespace, workload: fact.value });
};
const aboutPod = (fact: Fact): Fact => {
  if (fact.kind !== 'pod' || fact.value === null) throw new Error('a pod is wanted');
  const { name, namespace } = fact.value;
  return differ({ kind: 'Pod', name, namespace, pod: fact.value });
};
/** `Deployment crane, pier`, as evidence names it. */
const pathOf = (where: string) => where.replace(/^(\S+) (\S+), (\S+)$/, '$1 $3/$2');
const over = (fact: Fact): Fact => ({ ...fact, value: null });
const CRANE = workload('crane', { desired: 0, actual: 0, ready: 0 });
const OFF = { desired: 0, actual: 0, ready: 0 };

describe('a disagreement about an object that a proof depends on keeps it from holding', () => {
  test.each<[string, Fact, string, string]>([
    ['replicas of the executor', aboutWorkload(CRANE), 'executors-scaled', 'Deployment crane, pier'],
    [
      'those of a copy elsewhere',
      aboutWorkload(workload('crane', { ...OFF, namespace: 'elsewhere' })),
      'executors-scaled',
      'Deployment crane, elsewhere',
    ],
    [
      'those of a job',
      aboutWorkload(workload('crane', { ...OFF, kind: 'Job' })),
      'executors-scaled',
      'Job crane, pier',
    ],
    [
      'those of a ReplicaSet that nobody owns',
      aboutWorkload(workload('crane', { ...OFF, kind: 'ReplicaSet' })),
      'executors-scaled',
      'ReplicaSet crane, pier',
    ],
    ['a pod of the executor', aboutPod(pod('crane-x', 'crane')), 'executor-pods', 'Pod crane-x, pier'],
    [
      'a pod that may be one',
      aboutPod(pod('x-1', 'x', { labels: { 'app.kubernetes.io/instance': 'crane' } })),
      'executor-pods',
      'Pod x-1, pier',
    ],
    ['a kill switch', differ({ kind: 'ConfigMap', name: 'brake' }), 'halt-switches', 'ConfigMap brake, pier'],
    [
      'the other one',
      differ({ kind: 'ConfigMap', name: 'second' }),
      'halt-switches',
      'ConfigMap second, pier',
    ],
  ])('%s', (_, fact, id, where) => {
    const said = proofOf(id, [fact]);
    expect(said).toMatchObject({ verdict: 'unknown', value: 'unknown', detail: `${where}: ${BOTH}` });
    expect(said.evidence[0]).toMatchObject({ path: 'disagreement', value: BOTH, subject: pathOf(where) });
    expect(executionOf([fact]).outcome).toBe('unproven');
  });

  test('each of several is named, as far as a line goes', () => {
    const facts = ['a', 'b', 'c'].map((name) => aboutPod(pod(`crane-${name}`, 'crane')));
    const said = proofOf('executor-pods', facts);
    expect(said.detail).toBe(`Pod crane-a, pier: ${BOTH}; Pod crane-b, pier: ${BOTH} and 1 more`);
    expect(said.evidence.filter((e) => e.path === 'disagreement')).toHaveLength(3);
  });
});

describe('a disagreement affects nothing else', () => {
  test.each<[string, Fact]>([
    ['about another workload', aboutWorkload(workload('feed'))],
    ['about another pod', aboutPod(pod('feed-1', 'feed'))],
    ['about a map that is no switch', differ({ kind: 'ConfigMap', name: 'other' })],
    [
      'about a map of the same name elsewhere',
      differ({ kind: 'ConfigMap', name: 'brake', namespace: 'elsewhere' }),
    ],
    ['about a finished pod of the executor', aboutPod(pod('crane-x', 'crane', { phase: 'Succeeded' }))],
    ['that is over', over(aboutWorkload(CRANE))],
  ])('%s', (_, fact) => {
    expect(executionOf([fact])).toEqual(executionOf([]));
  });

  test('a bad proof stays bad, with the disagreement beside it', () => {
    const facts = [workload('crane', { desired: 1 }), aboutWorkload(CRANE)];
    const said = proofOf('executors-scaled', facts);
    const alone = proofOf('executors-scaled', facts.slice(0, 1));
    expect({ ...said, evidence: [] }).toEqual({ ...alone, evidence: [] });
    expect(said.verdict).toBe('bad');
    expect(said.evidence.slice(1)).toEqual(alone.evidence);
    expect(executionOf(facts).outcome).toBe('not-off');
  });

  test('an unavailable proof stays unavailable', () => {
    const facts = [blind('poll/Deployment'), aboutWorkload(CRANE)];
    expect(proofOf('executors-scaled', facts).detail).toContain('connection refused');
  });
});
