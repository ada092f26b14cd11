/** Ordinary workloads of ordinary clusters, as manifests, with the objects that their controllers make of them. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { objectSchema, type RawObject } from '../pipeline/raw-object.ts';

const FOLDER = join(import.meta.dirname, 'stock');

/** The hash of each Deployment's only template. */
const HASH = '5d9c7';

const templateSchema = z.object({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
  spec: z.looseObject({ containers: z.array(z.looseObject({ name: z.string() })) }),
});
const workloadSchema = objectSchema.extend({
  spec: z.looseObject({
    template: templateSchema.optional(),
    jobTemplate: z.object({ spec: z.object({ template: templateSchema }) }).optional(),
  }),
});
type Workload = z.infer<typeof workloadSchema>;

/** Every manifest of the folder. */
export function stockWorkloads(): Workload[] {
  return readdirSync(FOLDER).flatMap((file) =>
    parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8')).map((document) =>
      workloadSchema.parse(document.toJS()),
    ),
  );
}

/** The workload as it runs, with one pod; `namespace`: instead of its own. */
export function running(workload: Workload, namespace = workload.metadata.namespace ?? ''): RawObject[] {
  const { kind, metadata, spec } = workload;
  const status = {
    replicas: 1,
    readyReplicas: 1,
    active: 1,
    desiredNumberScheduled: 1,
    currentNumberScheduled: 1,
    numberReady: 1,
  };
  const own: RawObject = {
    ...workload,
    metadata: { ...metadata, namespace },
    ...(kind === 'CronJob' ? {} : { status }),
  };
  if (spec.template === undefined) return [own];
  if (kind !== 'Deployment') return [own, podOf(own, spec.template)];
  const made = { name: `${metadata.name}-${HASH}`, namespace, ownerReferences: [ownerOf(own)] };
  const replicaSet: RawObject = { ...own, kind: 'ReplicaSet', metadata: made };
  const labels = { ...spec.template.metadata.labels, 'pod-template-hash': HASH };
  return [own, replicaSet, podOf(replicaSet, { ...spec.template, metadata: { labels } })];
}

function ownerOf({ apiVersion, kind, metadata }: RawObject) {
  return { apiVersion, kind, name: metadata.name, uid: `uid-${metadata.name}`, controller: true };
}

function podOf(owner: RawObject, { metadata, spec }: z.infer<typeof templateSchema>): RawObject {
  const { name, namespace } = owner.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name: `${name}-x7k2p`, namespace, ownerReferences: [ownerOf(owner)] },
    spec: { nodeName: 'practice-node-a', ...spec },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: spec.containers.map((container) => ({
        name: container.name,
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: '2026-11-01T00:00:00Z' } },
      })),
    },
  };
}
