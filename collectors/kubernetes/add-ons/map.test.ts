import { describe, expect, test } from 'vitest';
import { factSchema } from '#lib/facts/fact.ts';
import { RAW_ADD_ONS } from '#testing/collectors/add-ons.ts';
import type { MapContext } from '../mappers/map-context.ts';
import { ADD_ON_KINDS, servedBy } from './kinds.ts';

const CONTEXT: MapContext = {
  keptValue: (_name, value) => value,
  isSwitch: () => false,
  executorsIn: () => [],
  configKeys: () => [],
};
const IDENTITY = { name: 'web', namespace: 'floor', uid: 'u', resourceVersion: '7' };

function kindOf(name: string) {
  const kind = ADD_ON_KINDS.find((k) => k.name === name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind;
}

function map(kind: string, object: Record<string, unknown>) {
  const { metadata = {}, ...rest } = object;
  return kindOf(kind).map({ ...rest, metadata: { ...Object(metadata), ...IDENTITY } }, CONTEXT);
}

test('each kind of the table has an object here', () => {
  const workloads = ADD_ON_KINDS.filter(({ fact }) => fact === 'workload').map(({ name }) => name);
  expect(new Set(RAW_ADD_ONS.map(({ kind }) => kind))).toEqual(new Set(workloads));
  expect(new Set(ADD_ON_KINDS.map(({ name }) => name)).size).toBe(ADD_ON_KINDS.length);
});

test.each(RAW_ADD_ONS.map((raw) => [raw.kind, raw.what, raw] as const))(
  '%s %s',
  (kind, _what, { object, is }) => {
    const seen = map(kind, object);
    const fact = { subject: 's', observedAt: 1, source: 'test', ...seen };
    expect(factSchema.safeParse(fact).error).toBeUndefined();
    if (seen.kind !== 'workload') throw new Error('unreachable');
    const { images, ...rest } = is;
    expect({ startsBy: undefined, ...seen.value }).toMatchObject({ ...IDENTITY, kind, ...rest });
    expect(seen.value.containers.map(({ image }) => image)).toEqual(images);
  },
);

describe('an object that cannot be judged is malformed', () => {
  const template = { spec: { containers: [{ name: 'a', image: 'i:1' }] } };
  test.each<[string, string, Record<string, unknown>]>([
    ['no template and no reference', 'Rollout.argoproj.io', { spec: { replicas: 1 } }],
    ['no spec', 'Rollout.argoproj.io', {}],
    ['a template without containers', 'Rollout.argoproj.io', { spec: { template: { spec: {} } } }],
    ['a template that is a text', 'Rollout.argoproj.io', { spec: { template: 'web' } }],
    ['a count that is a text', 'Rollout.argoproj.io', { spec: { replicas: '1', template } }],
    ['a count below 0', 'CloneSet.apps.kruise.io', { spec: { replicas: -1, template } }],
    [
      'a switch that is a text',
      'Workflow.argoproj.io',
      { spec: { suspend: 'true', templates: [{ container: {} }] } },
    ],
    [
      'a phase that is a number',
      'Workflow.argoproj.io',
      { spec: { templates: [{ suspend: {} }] }, status: { phase: 1 } },
    ],
    ['a list that is none', 'JobSet.jobset.x-k8s.io', { spec: { replicatedJobs: { a: 1 } } }],
    ['a reference without a name', 'Rollout.argoproj.io', { spec: { workloadRef: { kind: 'Deployment' } } }],
    ['an autoscaler without a target', 'ScaledObject.keda.sh', { spec: {} }],
  ])('%s', (_rule, kind, object) => {
    expect(() => map(kind, object)).toThrow();
  });
});

describe('an autoscaler that raises from 0', () => {
  const target = { name: 'web' };
  const paused = (annotations: Record<string, string>) => ({
    metadata: { annotations },
    spec: { scaleTargetRef: target },
  });
  const scaled = (value: object) => ({
    target: { kind: 'Deployment', name: 'web' },
    min: 0,
    max: 100,
    ...value,
  });
  test.each<[string, string, Record<string, unknown>, object]>([
    ['by default', 'ScaledObject.keda.sh', { spec: { scaleTargetRef: target } }, {}],
    [
      'of a Rollout',
      'ScaledObject.keda.sh',
      {
        spec: {
          scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
          minReplicaCount: 1,
          maxReplicaCount: 4,
        },
      },
      { target: { kind: 'Rollout.argoproj.io', name: 'web' }, min: 1, max: 4 },
    ],
    [
      'by requests',
      'HTTPScaledObject.http.keda.sh',
      {
        spec: {
          scaleTargetRef: { ...target, kind: 'Deployment', apiVersion: 'apps/v1' },
          replicas: { max: 2 },
        },
      },
      { max: 2 },
    ],
    ['paused', 'ScaledObject.keda.sh', paused({ 'autoscaling.keda.sh/paused': 'true' }), {}],
    ['paused at 0', 'ScaledObject.keda.sh', paused({ 'autoscaling.keda.sh/paused-replicas': '0' }), {}],
  ])('%s', (_rule, kind, object, value) => {
    expect(map(kind, object)).toMatchObject({ kind: 'autoscaler', value: { keda: true, ...scaled(value) } });
  });
});

test('a kind is read at its served versions, those first that the table knows', () => {
  const roots = servedBy(kindOf('StatefulSet.apps.kruise.io'), ['v2', 'v1alpha1', 'v1beta1']).roots;
  expect(roots).toEqual(['v1beta1', 'v1alpha1', 'v2'].map((version) => `/apis/apps.kruise.io/${version}`));
});
