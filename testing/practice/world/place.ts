import { type KindName, type Kinds, type Metadata, parseObject } from './kinds.ts';
import { newMetadata } from './new-object.ts';
import type { World } from './world.ts';

/** Puts a new object, as somebody with a manifest does. */
export function place<K extends KindName>(
  world: World,
  kind: K,
  apiVersion: string,
  metadata: Partial<Metadata> & { name: string },
  rest: object,
): Kinds[K] {
  const made = newMetadata({ generation: 1, ...metadata }, world.clock.stamp());
  const wire = kind === 'CustomResource' ? {} : { kind };
  return world.store.put(kind, parseObject(kind, { apiVersion, ...wire, metadata: made, ...rest }));
}

/** The pod template of an executor of the plan. */
export function executorTemplate(world: World) {
  const executor = world.store.get('Deployment', 'trading-floor', 'execution-agent');
  if (executor === undefined) throw new Error('the calm world has no execution-agent');
  return structuredClone(executor.spec.template);
}

/** The spec of a workload that keeps pods of one template. */
export function replicatedSpec(template: ReturnType<typeof executorTemplate>, replicas = 1) {
  return { replicas, selector: { matchLabels: template.metadata.labels ?? {} }, template };
}

/** A template that has nothing of the mesh: no switch, no mode, no labels but its name. */
export function plainTemplate(name: string, image: string) {
  const metadata = { labels: { app: name } };
  return { metadata, spec: { containers: [{ name, image }] } };
}
