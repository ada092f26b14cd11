import { z } from 'zod';
import type { Json } from '../world/json.ts';
import {
  type Deployment,
  type KubeObject,
  parseObject,
  type ReplicaSet,
  type StatefulSet,
} from '../world/kinds.ts';
import type { World } from '../world/world.ts';
import { existing } from './change.ts';
import { applyPatch } from './patch.ts';
import type { Target } from './path.ts';
import { conflict, invalid, unknownPath } from './status.ts';

type Scalable = Deployment | ReplicaSet | StatefulSet;

const wantedSchema = z.looseObject({
  metadata: z.looseObject({ resourceVersion: z.string().optional() }).prefault({}),
  spec: z.looseObject({ replicas: z.number().int().min(0).default(0) }).prefault({}),
});

/** The `scale` subresource of a workload: what `kubectl scale` reads and writes. */
export function scaleOf(world: World, target: Target): Record<string, Json> {
  const { metadata, spec, status } = scalable(world, target);
  const selector = Object.entries(spec.selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
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
  world.store.put(kindOf(current), next);
}

function kindOf(object: KubeObject): 'Deployment' | 'ReplicaSet' | 'StatefulSet' {
  if (object.kind === 'Deployment' || object.kind === 'ReplicaSet' || object.kind === 'StatefulSet')
    return object.kind;
  throw unknownPath();
}

function scalable(world: World, target: Target): Scalable {
  const object = existing(world, target);
  return parseObject(kindOf(object), object);
}
