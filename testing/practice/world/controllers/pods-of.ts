import type { PodTemplate } from '../kind-parts.ts';
import type { KubeObject, Metadata, Pod } from '../kinds.ts';
import { controlledBy, controls, newMetadata } from '../new-object.ts';
import { isRunning } from '../pod-state.ts';
import { stoppedStatus } from '../pod-status.ts';
import type { World } from '../world.ts';
import { birth } from './birth.ts';
import { quotaRefusal } from './quota.ts';

/** The pods that a controller made, terminating ones included. */
export function podsOf(world: World, owner: KubeObject): Pod[] {
  return world.store.list('Pod', owner.metadata.namespace).filter((pod) => controls(owner, pod));
}

/** Pods that count towards a controller's replicas. */
export function living(pods: readonly Pod[]): Pod[] {
  return pods.filter(
    (pod) =>
      pod.metadata.deletionTimestamp === undefined && !['Succeeded', 'Failed'].includes(pod.status.phase),
  );
}

/** Makes a pod from a template, unless a quota refuses it; the kubelet takes it from there. */
export function makePod(
  world: World,
  owner: KubeObject,
  template: PodTemplate,
  metadata: Partial<Metadata> & { name: string },
): void {
  const pod: Pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: newMetadata(
      {
        ...(template.metadata.annotations === undefined
          ? {}
          : { annotations: template.metadata.annotations }),
        namespace: owner.metadata.namespace,
        ownerReferences: controlledBy(owner),
        ...metadata,
        labels: { ...template.metadata.labels, ...metadata.labels },
      },
      birth(world),
    ),
    spec: {
      restartPolicy: 'Always',
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      serviceAccountName: 'default',
      schedulerName: 'default-scheduler',
      ...template.spec,
    },
    status: { phase: 'Pending', conditions: [], containerStatuses: [] },
  };
  const refusal = quotaRefusal(world, pod);
  if (refusal === undefined) {
    world.store.put('Pod', pod);
    tell(world, owner, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
    world.refused.delete(owner.metadata.uid);
  } else if (!world.refused.has(owner.metadata.uid)) {
    tell(world, owner, 'Warning', 'FailedCreate', `Error creating: ${refusal}`);
    world.refused.add(owner.metadata.uid);
  }
}

function tell(
  world: World,
  owner: KubeObject,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  const component = `${owner.kind.toLowerCase()}-controller`;
  if (!world.settling) world.events.record(owner, { type, reason, message, component });
}

/** True if a finalizer holds a deleted object. */
export function isHeld({ metadata }: KubeObject): boolean {
  return (metadata.finalizers ?? []).length > 0;
}

/** Lets a pod go as a kubelet does: it reports the end of each container, and then the object goes. */
export function letGo(world: World, pod: Pod): void {
  if (world.silentNodes.has(pod.spec.nodeName ?? '')) {
    drop(world, pod);
    return;
  }
  const last = world.store.update('Pod', pod, (draft) => {
    draft.status = stoppedStatus(pod, world.now());
  });
  world.store.remove('Pod', last);
}

/** Removes a pod's object, whatever its containers do: where its node is silent nobody stops them. */
export function drop(world: World, pod: Pod): void {
  if (world.silentNodes.has(pod.spec.nodeName ?? '') && isRunning(pod))
    world.orphans.set(pod.metadata.uid, pod);
  world.store.remove('Pod', pod);
}

/** Begins a pod's end: it stays, Terminating, until the kubelet lets it go. */
export function terminate(
  world: World,
  pod: Pod,
  graceSeconds = pod.spec.terminationGracePeriodSeconds ?? 30,
): void {
  const atOnce = graceSeconds === 0 || pod.spec.nodeName === undefined;
  if (world.settling) {
    letGo(world, pod);
    return;
  }
  if (atOnce && !isHeld(pod)) {
    drop(world, pod);
    return;
  }
  world.store.update('Pod', pod, (draft) => {
    draft.metadata.deletionTimestamp ??= world.clock.stamp(-graceSeconds);
    draft.metadata.deletionGracePeriodSeconds ??= graceSeconds;
  });
}
