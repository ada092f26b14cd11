/** The forms in which a thing with signs stands in a cluster or on Cloud Run: workload, pod, chain of owners, service. */

import { groupOf } from '#lib/facts/kind-name.ts';
import type { RawObject } from '../../pipeline/raw-object.ts';
import type { Choices } from '../random.ts';
import type { Draw, Drawn, Entry, Raw } from './draw.ts';
import { KINDS, type WorkloadKind } from './kinds.ts';
import { neutralName } from './names.ts';
import { type Identity, podOf, type State, type Template, workloadOf } from './objects.ts';
import { cloudRunOf, neutralTemplate } from './template.ts';

/** A thing before it is made. */
export interface Sketch {
  identity: Identity;
  template: Template;
}

export const STATES: Choices<{ id: State }> = [
  { id: 'running' },
  { id: 'running' },
  { id: 'wanted' },
  { id: 'terminating' },
  { id: 'zero' },
];

type Made = Pick<Drawn, 'objects' | 'cloudRun' | 'polls' | 'names'> & {
  /** True if it runs, is wanted, or may start without a person. */
  active: boolean;
};

interface Form extends Entry {
  make: (draw: Draw, sketch: Sketch) => Made;
}

const nameOf = ({ metadata }: RawObject): string => metadata.name;

/** Objects of the cluster; `of`: the kinds whose polls show them. */
function inCluster(objects: RawObject[], of: readonly string[], active = true): Made {
  const polls = [...new Set(of)].map((kind) => `poll/${kind}`);
  return { objects, cloudRun: [], polls, names: objects.map(nameOf), active };
}

function aWorkload(draw: Draw, { identity, template }: Sketch): Made {
  const kind: WorkloadKind = draw.take('kind', KINDS);
  const state = draw.take('state', STATES).id;
  const objects = workloadOf(kind, identity, template, state);
  const pods = objects.some((o) => o.kind === 'Pod');
  const wanted = state === 'running' || state === 'wanted' || kind.startsItself === true;
  const active = kind.startsNothing !== true && (wanted || pods);
  return inCluster(objects, [kind.id, ...(pods ? ['Pod'] : [])], active);
}

/** Owners whose kinds no table has, or that are not there any more, and none at all. */
export const OWNERS: Choices<{ id: string; apiVersion: string; kind: string } | { id: 'nobody' }> = [
  { id: 'nobody' },
  { id: 'static pod', apiVersion: 'v1', kind: 'Node' },
  { id: 'Tekton', apiVersion: 'tekton.dev/v1', kind: 'TaskRun' },
  { id: 'Spark', apiVersion: 'sparkoperator.k8s.io/v1beta2', kind: 'SparkApplication' },
  { id: 'Flink', apiVersion: 'flink.apache.org/v1beta1', kind: 'FlinkDeployment' },
  { id: 'KubeVirt', apiVersion: 'kubevirt.io/v1', kind: 'VirtualMachineInstance' },
  { id: 'deleted ReplicaSet', apiVersion: 'apps/v1', kind: 'ReplicaSet' },
];

export const PHASES: Choices<{ id: string; phase: string; terminating?: true }> = [
  { id: 'Running', phase: 'Running' },
  { id: 'Pending', phase: 'Pending' },
  { id: 'Unknown', phase: 'Unknown' },
  { id: 'terminating', phase: 'Running', terminating: true },
];

/** Kubelets mirror a static pod under its own name with their node's behind it. */
function aPod(draw: Draw, { identity, template }: Sketch): Made {
  draw.taken.set('kind', 'Pod');
  const found = draw.take('owner', OWNERS);
  const { phase, terminating = false } = draw.take('phase', PHASES);
  const isStatic = found.id === 'static pod';
  const name = isStatic ? `${identity.name}-node-a` : identity.name;
  const owner =
    'kind' in found
      ? { apiVersion: found.apiVersion, kind: found.kind, name: isStatic ? 'node-a' : neutralName(draw) }
      : undefined;
  const pod = podOf({ ...identity, name, owner: identity.owner ?? owner }, template, { terminating });
  return inCluster([{ ...pod, status: { ...Object(pod.status), phase } }], ['Pod']);
}

/** `kubectl debug` adds a container to a pod that has other ones. */
function aDebugContainer(draw: Draw, { identity, template }: Sketch): Made {
  draw.taken.set('kind', 'Pod');
  const [main, ...containers] = template.containers;
  const calm = { name: 'quiet', image: 'alpine:3' };
  const ephemeralContainers = main === undefined ? [] : [main];
  const debug = { ...template, containers: [calm, ...containers], ephemeralContainers };
  return inCluster([podOf(identity, debug)], ['Pod']);
}

/** What an executor owns is one: plain pods of a plain object, under an executor at zero. */
function aChain(draw: Draw, { identity, template }: Sketch): Made {
  const drawn = draw.take('kind', KINDS);
  const [deployment] = KINDS;
  // A template owns nothing.
  const top = drawn.startsNothing ? deployment : drawn;
  draw.taken.set('kind', top.id);
  const { namespace } = identity;
  const [middle, pod] = [`${neutralName(draw)}-m`, `${neutralName(draw)}-p`];
  const owner = { apiVersion: top.apiVersion, kind: top.kind, name: identity.name, controller: true };
  const plain = neutralTemplate(draw);
  const [, , replicaSet] = KINDS;
  if (replicaSet === undefined) throw new Error('no kind to stand between');
  const between = workloadOf(replicaSet, { name: middle, namespace, owner }, plain, 'terminating').slice(
    0,
    1,
  );
  const own = { apiVersion: replicaSet.apiVersion, kind: replicaSet.kind, name: middle };
  return inCluster(
    [
      ...workloadOf(top, identity, template, 'zero'),
      ...between,
      podOf({ name: pod, namespace, owner: own }, plain),
    ],
    [top.id, replicaSet.id, 'Pod'],
  );
}

const LIFTS: Choices<{ apiVersion: string; kind: string; bounds: (max: number) => Raw }> = [
  {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    bounds: (maxReplicaCount) => ({ minReplicaCount: 0, maxReplicaCount }),
  },
  {
    apiVersion: 'http.keda.sh/v1alpha1',
    kind: 'HTTPScaledObject',
    bounds: (max) => ({ replicas: { min: 0, max } }),
  },
];

/** Scaled to zero, under an autoscaler that raises from zero. */
function aLiftedWorkload(draw: Draw, { identity, template }: Sketch): Made {
  const [deployment, statefulSet = deployment] = KINDS;
  const kind = draw.random.pick([deployment, statefulSet]);
  draw.taken.set('kind', kind.id);
  const { apiVersion, kind: lift, bounds } = draw.random.pick(LIFTS);
  const scaler: RawObject = {
    apiVersion,
    kind: lift,
    metadata: {
      name: neutralName(draw),
      namespace: identity.namespace,
      uid: 'uid-scaler',
      resourceVersion: '7',
    },
    spec: {
      scaleTargetRef: { apiVersion: kind.apiVersion, kind: kind.kind, name: identity.name },
      ...bounds(draw.random.int(1, 9)),
    },
  };
  return inCluster(
    [...workloadOf(kind, identity, template, 'zero'), scaler],
    [kind.id, `${lift}.${groupOf(apiVersion)}`],
  );
}

/** A Rollout takes its template from a Deployment at zero. */
function aBorrowedTemplate(draw: Draw, { identity, template }: Sketch): Made {
  const [deployment] = KINDS;
  const { namespace } = identity;
  draw.taken.set('kind', 'Rollout.argoproj.io');
  const name = neutralName(draw);
  const rollout: RawObject = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name, namespace, uid: `uid-${name}`, resourceVersion: '7' },
    spec: {
      replicas: 1,
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: identity.name },
    },
    status: {},
  };
  return inCluster(
    [...workloadOf(deployment, identity, template, 'zero'), rollout],
    ['Deployment', 'Rollout.argoproj.io'],
  );
}

function onCloudRun(draw: Draw, { identity, template }: Sketch): Made {
  const name = identity.name.replaceAll('.', '-');
  const [main = { name: 'main', image: 'alpine' }] = template.containers;
  const labels = { ...template.labels, ...identity.labels };
  draw.taken.set('kind', 'Cloud Run');
  const cloudRun = [cloudRunOf(draw, name, labels, main)];
  return { objects: [], cloudRun, names: [name], polls: ['cloud-run'], active: true };
}

/** Forms that can hold every part of a pod's spec, and the owner of an object. */
export const WHOLE_FORMS: Choices<Form> = [
  { id: 'workload', make: aWorkload },
  { id: 'pod', make: aPod },
];

/** The one whose weight is greatest stands here more than once. */
export const FORMS: Choices<Form> = [
  ...WHOLE_FORMS,
  { id: 'workload', make: aWorkload },
  { id: 'workload', make: aWorkload },
  { id: 'debug container', make: aDebugContainer },
  { id: 'chain of owners', make: aChain },
  { id: 'lifted from zero', make: aLiftedWorkload },
  { id: 'borrowed template', make: aBorrowedTemplate },
  { id: 'Cloud Run', make: onCloudRun },
];
