/** Scope of one agent: specs of its workloads, pods and service, and reasons for unavailable parts. */

import type { ProbeResult } from '#lib/evaluate/agents/probes/probe-result.ts';
import type { Availability } from '#lib/evaluate/base/availability.ts';
import {
  jointAvailability,
  limitMs,
  pollAvailability,
  subjectAvailability,
} from '#lib/evaluate/base/availability.ts';
import type { ExecutorMemory } from '#lib/evaluate/base/executor-memory.ts';
import { isRef, livePods, podOrigin, type World, workloadsOf } from '#lib/evaluate/base/input.ts';
import type { ContainerSpec } from '#lib/facts/fact.ts';
import { freshness } from '#lib/facts/freshness.ts';
import { entryOf } from '#lib/facts/ledger.ts';
import type { AgentPlan } from '#lib/plan/schema.ts';
import type { Message } from '#lib/status/message.ts';
import { say } from './say.ts';

/** A spec that runs the agent, or would. */
export interface Spec {
  /** As people find it, e.g. `StatefulSet pilot`, `Pod pilot-0`. */
  where: string;
  /** The owner of this spec: a pod repeats its workload's spec. */
  origin: string;
  namespace: string;
  kind: string;
  /** Wanted or running: a workload at zero has a spec to check all the same. */
  active: boolean;
  /** False if only the environment is known, as of a Cloud Run service. */
  whole: boolean;
  containers: readonly ContainerSpec[];
}

export interface AgentScope {
  world: World;
  agent: AgentPlan;
  specs: readonly Spec[];
  /** Reasons for specs that are unavailable. */
  gaps: readonly Message[];
  /** The agent is optional and does not exist; null if it is used. */
  unused: Message | null;
  /** Start of the read that the specs rest on, epoch ms. */
  readAt: number | null;
  readings: readonly ProbeResult[];
  /** What evaluation remembers of executors. */
  executors: ExecutorMemory;
}

/** `readings`: current probe results, as the roster evaluates them. */
export function scopeOf(
  world: World,
  agent: AgentPlan,
  readings: readonly ProbeResult[],
  executors: ExecutorMemory,
): AgentScope {
  const base = { world, agent, readings, executors };
  if (agent.workloads.length > 0) return { ...base, ...inCluster(world, agent) };
  if (agent.cloudRun !== undefined) return { ...base, ...onCloudRun(world, agent.cloudRun.service) };
  const why =
    agent.workloadUndeclared === undefined
      ? say('scope-nowhere')
      : say('quoted', { words: agent.workloadUndeclared });
  return { ...base, specs: [], gaps: [why], unused: null, readAt: null };
}

type Sighted = Pick<AgentScope, 'specs' | 'gaps' | 'unused' | 'readAt'>;

function inCluster(world: World, agent: AgentPlan): Sighted {
  const specs = [...workloadSpecs(world, agent), ...podSpecs(world, agent)];
  const sight = clusterSight(world, agent);
  if (!sight.available) return { specs, gaps: [sight.why], unused: null, readAt: sight.at };
  const missing = agent.workloads
    .filter((ref) => !specs.some((spec) => isRef(world.plan, ref, { ...spec, name: nameOf(spec) })))
    .map((ref) => `${ref.kind} ${ref.name}`);
  // No API server stores such a spec; if one arrives anyway, no rule is met by it.
  const empty = specs
    .filter((spec) => spec.containers.length === 0)
    .map((spec) => say('scope-empty', { spec: spec.where }));
  if (!agent.optional)
    return {
      specs,
      gaps: [...missing.map((workload) => say('scope-missing', { workload })), ...empty],
      unused: null,
      readAt: sight.at,
    };
  const unused = specs.length > 0 ? null : say('scope-unused', { workloads: missing });
  return { specs, gaps: empty, unused, readAt: sight.at };
}

/** The name of the workload that a spec stands for. */
function nameOf(spec: Spec): string {
  return spec.origin.slice(spec.kind.length + 1);
}

/** Availability of its workload kinds and pods, in the namespaces of the plan. */
function clusterSight(world: World, agent: AgentPlan): Availability {
  const own = agent.workloads.flatMap((ref) => (ref.namespace === undefined ? [] : [ref.namespace]));
  const scope = [...new Set([...world.plan.mesh.namespaces, ...own])];
  const kinds = new Set([...agent.workloads.map((ref) => ref.kind), 'Pod']);
  return jointAvailability([...kinds].map((kind) => pollAvailability(world, kind, scope)));
}

function workloadSpecs(world: World, agent: AgentPlan): Spec[] {
  return workloadsOf(world, agent)
    .filter((w) => w.finished === null)
    .map(({ kind, namespace, name, containers, desired, actual }) => ({
      where: `${kind} ${name}`,
      origin: `${kind} ${name}`,
      namespace,
      kind,
      active: desired > 0 || actual > 0,
      whole: true,
      containers,
    }));
}

function podSpecs(world: World, agent: AgentPlan): Spec[] {
  return livePods(world).flatMap((pod) => {
    const origin = podOrigin(pod);
    if (!agent.workloads.some((ref) => isRef(world.plan, ref, origin))) return [];
    const { kind, name, namespace } = origin;
    const { containers } = pod;
    return [
      {
        where: `Pod ${pod.name}`,
        origin: `${kind} ${name}`,
        namespace,
        kind,
        active: true,
        whole: true,
        containers,
      },
    ];
  });
}

function onCloudRun(world: World, service: string): Sighted {
  const sight = subjectAvailability(world, `cloud-run/${service}`);
  const entry = entryOf(world.ledger, 'cloud-run', `CloudRun/${service}`);
  const nothing = { specs: [], unused: null, readAt: sight.at };
  if (entry === undefined) return { ...nothing, gaps: [say('scope-cloud-run-unread', { service })] };
  if (!sight.available) return { ...nothing, gaps: [sight.why] };
  const { value, observedAt } = entry.fact;
  if (freshness(observedAt, world.now, limitMs(world)) !== 'fresh')
    return { ...nothing, gaps: [say('scope-cloud-run-old', { service })] };
  if (value === null) return { ...nothing, gaps: [say('scope-cloud-run-missing', { service })] };
  const where = `Cloud Run service ${service}`;
  const container: ContainerSpec = {
    name: service,
    image: '',
    role: 'main',
    command: [],
    args: [],
    environment: value.environment,
    environmentFrom: [],
    mounts: [],
    probes: { liveness: null, readiness: null, startup: null },
    resources: { requests: [], limits: [] },
  };
  const active = value.scaling !== 'manual' || value.manualInstances !== 0;
  const spec = { where, origin: where, namespace: '', kind: 'Cloud Run', active, whole: false };
  return { specs: [{ ...spec, containers: [container] }], gaps: [], unused: null, readAt: observedAt };
}
