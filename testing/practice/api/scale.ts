import { z } from 'zod';
import type { Json } from '../world/json.ts';
import { type Kinds, type KubeObject, parseObject } from '../world/kinds.ts';
import type { World } from '../world/world.ts';
import { existing } from './change.ts';
import { applyPatch } from './patch.ts';
import type { Target } from './path.ts';
import { conflict, invalid, unknownPath } from './status.ts';

const SCALABLE = ['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController', 'Rollout'] as const;
type ScalableKind = (typeof SCALABLE)[number];
type Scalable = Kinds[ScalableKind];

const wantedSchema = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string().optional() }).prefault({}),
  spec: z.looseObject({ replicas: z.number().int().min(0).default(0) }).prefault({}),
});

/** The `scale` subresource of a workload: what `kubectl scale` reads and writes. */
export function scaleOf(world: World, target: Target): Record<string, Json> {
  const { metadata, spec, status } = scalable(world, target);
  const labels = Object.entries(spec.selector?.matchLabels ?? spec.selector ?? {});
  const selector = labels.flatMap(([key, value]) => (typeof value === 'string' ? [`${key}=${value}`] : []));
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name: metadata.name,
      namespace: metadata.namespace ?? '',
      uid: metadata.uid,
      resourceVersion: metadata.resourceVersion,
      creationTimestamp: metadata.creationTimestamp,
    },
    spec: { replicas: spec.replicas },
    status: { replicas: status.replicas, selector: selector.join(',') },
  };
}

/** Writes the replicas of a workload from a PUT or PATCH of its scale. */
export function setScale(
  world: World,
  target: Target,
  contentType: string | undefined,
  body: Json,
): Record<string, Json> {
  const current = scalable(world, target);
  const wanted = wantedSchema.safeParse(
    contentType === undefined ? body : applyPatch(contentType, scaleOf(world, target), body),
  );
  if (!wanted.success)
    throw invalid(
      'Scale',
      current.metadata.name,
      'spec.replicas: Invalid value: must be a whole number, 0 or more',
    );
  const version = wanted.data.metadata.resourceVersion;
  if (version !== undefined && version !== '' && version !== current.metadata.resourceVersion)
    throw conflict(target.resource.plural, target.resource.group, current.metadata.name);
  const { replicas } = wanted.data.spec;
  if (replicas !== current.spec.replicas) write(world, current, replicas);
  return scaleOf(world, target);
}

function write(world: World, current: Scalable, replicas: number): void {
  const next = {
    ...current,
    metadata: { ...current.metadata, generation: (current.metadata.generation ?? 1) + 1 },
    spec: { ...current.spec, replicas },
  };
  const kind = kindOf(current);
  world.store.put(kind, parseObject(kind, next));
}

function kindOf(object: KubeObject): ScalableKind {
  const kind = SCALABLE.find((name) => name === object.kind);
  if (kind === undefined) throw unknownPath();
  return kind;
}

function scalable(world: World, target: Target): Scalable {
  const object = existing(world, target);
  return parseObject(kindOf(object), object);
}
