import type { PodTemplate } from './kind-parts.ts';
import type { Kinds } from './kinds.ts';
import type { World } from './world.ts';

type Rolled = 'Deployment' | 'StatefulSet';

/** Names one workload that rolls out its template. */
export interface WorkloadRef {
  readonly kind: Rolled;
  readonly namespace: string;
  readonly name: string;
}

/** Changes the pod template of a workload as an upgrade does; its controller rolls it out. Unknown ones are left. */
export function changeTemplate(
  world: World,
  ref: WorkloadRef,
  change: (spec: PodTemplate['spec']) => void,
): void {
  changeSpec(world, ref, (spec) => change(spec.template.spec));
}

/** Scales a workload as a person does. */
export function scaleTo(world: World, ref: WorkloadRef, replicas: number): void {
  changeSpec(world, ref, (spec) => {
    spec.replicas = replicas;
  });
}

/** Sets variables of every container of a template, in the place of those of the same name. */
export function setVariables(spec: PodTemplate['spec'], variables: Readonly<Record<string, string>>): void {
  for (const container of spec.containers) {
    const others = (container.env ?? []).filter((entry) => !(entry.name in variables));
    container.env = [...others, ...Object.entries(variables).map(([name, value]) => ({ name, value }))];
  }
}

function changeSpec(world: World, ref: WorkloadRef, change: (spec: Kinds[Rolled]['spec']) => void): void {
  const workload = world.store.get(ref.kind, ref.namespace, ref.name);
  if (workload === undefined) return;
  world.store.update<Rolled>(ref.kind, workload, (draft) => {
    change(draft.spec);
    draft.metadata.generation = (draft.metadata.generation ?? 1) + 1;
  });
}
