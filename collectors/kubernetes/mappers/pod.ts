import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import { imagePath } from '#lib/evaluate/execution/recognition/phrases.ts';
import type { ContainerSpec, ContainerState, PodValue } from '#lib/facts/fact.ts';
import { kindName } from '#lib/facts/kind-name.ts';
import { conditionsSchema } from './conditions.ts';
import { containersOf, podSpecSchema } from './containers.ts';
import { ranOf } from './image-id.ts';
import type { MapContext } from './map-context.ts';
import {
  annotationsOf,
  countSchema,
  identityOf,
  instantOf,
  type Metadata,
  metadataSchema,
  ownerOf,
  timeSchema,
} from './object-meta.ts';

const text = z.string().nullish();
const terminatedSchema = z.object({
  exitCode: z.int().nullish(),
  reason: text,
  message: text,
  startedAt: timeSchema,
  finishedAt: timeSchema,
});
const stateSchema = z.object({
  waiting: z.object({ reason: text, message: text }).nullish(),
  running: z.object({ startedAt: timeSchema }).nullish(),
  terminated: terminatedSchema.nullish(),
});
const containerStatusSchema = z.object({
  name: z.string(),
  image: text,
  imageID: text,
  containerID: text,
  ready: z.boolean().nullish(),
  restartCount: countSchema,
  state: stateSchema.nullish(),
  lastState: stateSchema.nullish(),
});
type ContainerStatus = z.infer<typeof containerStatusSchema>;
const statusesSchema = z.array(containerStatusSchema).nullish();

const podSchema = z.object({
  metadata: metadataSchema,
  spec: podSpecSchema,
  status: z.object({
    phase: z.string().default('Unknown'),
    reason: text,
    podIP: text,
    conditions: conditionsSchema,
    initContainerStatuses: statusesSchema,
    containerStatuses: statusesSchema,
    ephemeralContainerStatuses: statusesSchema,
  }),
});
type Pod = z.infer<typeof podSchema>;

const MAX_MESSAGE = 400;
/** The API server's own default. */
const DEFAULT_GRACE_SECONDS = 30;

/** v1 Pod. @throws z.ZodError when malformed. */
export function mapPod(raw: unknown, context: MapContext): PodValue {
  const { metadata, spec, status } = podSchema.parse(raw);
  const statuses = [
    status.containerStatuses,
    status.initContainerStatuses,
    status.ephemeralContainerStatuses,
  ].flatMap((list) => list ?? []);
  return {
    ...identityOf(metadata),
    labels: metadata.labels ?? {},
    annotations: annotationsOf(metadata),
    owner: ownerOf(metadata),
    workload: workloadOf(metadata),
    createdAt: instantOf(metadata.creationTimestamp),
    phase: status.phase,
    reason: status.reason ?? null,
    terminating: Boolean(metadata.deletionTimestamp),
    ...timesOf(metadata, status),
    ready: status.conditions?.some((c) => c.type === 'Ready' && c.status === 'True') ?? false,
    node: spec.nodeName || null,
    graceSeconds: graceOf(metadata, spec),
    ip: status.podIP || null,
    unschedulable: unschedulableOf(status),
    // What its values are is compared by its workload.
    containers: containersOf(spec, { ...context, mark: undefined }).map((c) => ({
      ...c,
      ...ranImage(c, statuses, context),
    })),
    states: statuses.map(stateOf),
  };
}

/** Under which names the node knows the image that a container runs: the spec may name it by digest or by a mirror. */
function ranImage(
  { name, traces = [] }: ContainerSpec,
  all: readonly ContainerStatus[],
  context: MapContext,
): Pick<ContainerSpec, 'traces'> {
  const images = all.filter((s) => s.name === name).flatMap(({ image, imageID }) => [image, imageID]);
  const named = images.flatMap((image) => context.executorsIn(imagePath(image ?? '')));
  if (named.length === 0) return {};
  return { traces: [...new Set([...traces, ...named.map((executor) => `image that runs=${executor}`)])] };
}

/** Of the spec's and the deletion's period the longer: a forced deletion leaves the containers theirs. */
function graceOf(metadata: Metadata, spec: Pod['spec']): number {
  const own = spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
  return Math.max(own, metadata.deletionGracePeriodSeconds ?? 0);
}
/** The labels in which controllers note the hash of a pod template, and the kind that each of them is of. */
const HASHES = { 'pod-template-hash': 'Deployment', 'rollouts-pod-template-hash': 'Rollout.argoproj.io' };

/**
 * A ReplicaSet's name is its Deployment's name and the hash of its pod template, by the Deployment controller's rule,
 * and an Argo Rollout's likewise. So a pod's workload is known before its ReplicaSet has been read.
 */
function workloadOf(metadata: Metadata): PodValue['workload'] {
  const owner = ownerOf(metadata);
  if (owner === null) return null;
  for (const [label, kind] of Object.entries(HASHES)) {
    const suffix = `-${metadata.labels?.[label] ?? ''}`;
    if (owner.kind === 'ReplicaSet' && suffix !== '-' && owner.name.endsWith(suffix))
      return { kind, name: owner.name.slice(0, -suffix.length) };
  }
  return { kind: kindName(owner.group, owner.kind), name: owner.name };
}

/** The API server sets the time of deletion to the end of its grace period. */
function timesOf(
  { deletionTimestamp }: Metadata,
  { conditions }: Pod['status'],
): Pick<PodValue, 'endsBy' | 'scheduledAt'> {
  const endsBy = instantOf(deletionTimestamp);
  const scheduled = conditions?.find((c) => c.type === 'PodScheduled' && c.status === 'True');
  const scheduledAt = instantOf(scheduled?.lastTransitionTime);
  return { ...(endsBy !== null && { endsBy }), ...(scheduledAt !== null && { scheduledAt }) };
}

function unschedulableOf(status: Pod['status']): string | null {
  const refused = status.conditions?.find((c) => c.type === 'PodScheduled' && c.status === 'False');
  if (!refused || refused.reason === 'SchedulingGated') return null;
  return clean(refused.message) ?? refused.reason ?? 'not scheduled';
}

function stateOf(status: ContainerStatus): ContainerState {
  const { waiting, running, terminated } = status.state ?? {};
  const exit = terminated ?? status.lastState?.terminated;
  return {
    name: status.name,
    ready: status.ready ?? false,
    restarts: status.restartCount ?? 0,
    state: running ? 'running' : waiting ? 'waiting' : terminated ? 'terminated' : 'unknown',
    reason: waiting?.reason ?? terminated?.reason ?? null,
    message: clean(waiting?.message ?? terminated?.message),
    startedAt: instantOf(running?.startedAt),
    lastExit: exit
      ? {
          code: exit.exitCode ?? null,
          reason: exit.reason ?? null,
          message: clean(exit.message),
          at: instantOf(exit.finishedAt),
          startedAt: instantOf(exit.startedAt),
        }
      : null,
    ...ranOf(status.imageID, status.containerID),
  };
}

/** Messages contain the output of a program that died: redacted, one line. */
function clean(message: string | null | undefined): string | null {
  return message ? cleanText(message, MAX_MESSAGE) : null;
}
