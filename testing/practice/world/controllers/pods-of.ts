import type { KubeObject, Metadata, Pod, PodTemplate } from '../kinds.ts';
import { controlledBy, controls, newMetadata } from '../new-object.ts';
import type { World } from '../world.ts';
import { birth } from './birth.ts';

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

/** Makes a pod from a template; the kubelet takes it from there. */
export function makePod(
  world: World,
  owner: KubeObject,
  template: PodTemplate,
  metadata: Partial<Metadata> & { name: string },
): Pod {
  const pod = world.store.put('Pod', {
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
  });
  if (!world.settling)
    world.events.record(owner, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${pod.metadata.name}`,
      component: `${owner.kind.toLowerCase()}-controller`,
    });
  return pod;
}

/** True if a finalizer holds a deleted object. */
export function isHeld({ metadata }: KubeObject): boolean {
  return (metadata.finalizers ?? []).length > 0;
}

/** Lets a pod go as a kubelet does: it reports the end of each container, and then the object goes. */
export function letGo(world: World, pod: Pod): void {
  const finishedAt = world.clock.stamp();
  const ended = { terminated: { exitCode: 0, reason: 'Completed', finishedAt } };
  const last = world.store.update('Pod', pod, ({ spec, status }) => {
    const reported = new Map(status.containerStatuses.map((container) => [container.name, container]));
    status.phase = 'Succeeded';
    status.containerStatuses = spec.containers.map(({ name }) => {
      const before = reported.get(name);
      const state = before?.state?.terminated === undefined ? ended : before.state;
      return { restartCount: 0, ...before, name, ready: false, state };
    });
  });
  world.store.remove('Pod', last);
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
    world.store.remove('Pod', pod);
    return;
  }
  world.store.update('Pod', pod, (draft) => {
    draft.metadata.deletionTimestamp ??= world.clock.stamp(-graceSeconds);
    draft.metadata.deletionGracePeriodSeconds ??= graceSeconds;
  });
}
