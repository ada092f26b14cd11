/** Scope of one agent: specs of its workloads, pods and service, and reasons for unavailable parts. */

import type { CloudRunValue, ContainerSpec } from '../../facts/fact.ts';
import type { AgentPlan } from '../../plan/schema.ts';
import type { Message } from '../../status/message.ts';
import type { ProbeResult } from '../agents/probes/probe-result.ts';
import type { Availability } from '../base/availability.ts';
import { jointAvailability, pollAvailability } from '../base/availability.ts';
import type { ExecutorMemory } from '../base/executor-memory.ts';
import { isRef, podOrigin, type World, workloadsOf } from '../base/input.ts';
import { livePods } from '../base/live.ts';
import { CLOUD_RUN_NAMES, cloudAvailability, cloudRunOf } from '../execution/cloud-search.ts';
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
  if (agent.cloudRun !== undefined) return { ...base, ...onCloudRun(world, agent, agent.cloudRun) };
  const why =
    agent.workloadUndeclared === undefined
      ? say('scope-nowhere')
      : say('quoted', { words: agent.workloadUndeclared });
  return { ...base, specs: [], gaps: [why], unused: null, readAt: null };
}

/** Why one more instance may be there that nobody asks: pods are not read. */
export function instanceGaps({ world, readings }: Pick<AgentScope, 'world' | 'readings'>): Message[] {
  const availability = pollAvailability(world, 'Pod', world.plan.mesh.namespaces);
  const inPods = readings.some(({ probe }) => probe.target.via === 'workload');
  return inPods && !availability.available ? [availability.why] : [];
}

type SpecsSeen = Pick<AgentScope, 'specs' | 'gaps' | 'unused' | 'readAt'>;

function inCluster(world: World, agent: AgentPlan): SpecsSeen {
  const specs = [...workloadSpecs(world, agent), ...podSpecs(world, agent)];
  const availability = clusterAvailability(world, agent);
  if (!availability.available)
    return { specs, gaps: [availability.why], unused: null, readAt: availability.at };
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
      readAt: availability.at,
    };
  const unused = specs.length > 0 ? null : say('scope-unused', { workloads: missing });
  return { specs, gaps: empty, unused, readAt: availability.at };
}

/** The name of the workload that a spec stands for. */
function nameOf(spec: Spec): string {
  return spec.origin.slice(spec.kind.length + 1);
}

/** Availability of its workload kinds and pods, in the namespaces of the plan. */
function clusterAvailability(world: World, agent: AgentPlan): Availability {
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

/** What the plan names on Cloud Run, in every region that has it. */
function onCloudRun(world: World, agent: AgentPlan, named: NonNullable<AgentPlan['cloudRun']>): SpecsSeen {
  const searched = cloudAvailability(world);
  const nothing = { specs: [], unused: null, readAt: searched.at };
  if (!searched.available) return { ...nothing, gaps: [searched.why] };
  const values = cloudRunOf(world, agent);
  const service = named.service ?? named.job ?? named.workerPool ?? '';
  if (values.length === 0) return { ...nothing, gaps: [say('scope-cloud-run-missing', { service })] };
  const gaps = values.flatMap(({ gap }) => gap ?? []);
  return { specs: values.map(cloudRunSpec), gaps, unused: null, readAt: searched.at };
}

function cloudRunSpec({ kind, name, scaling, manualInstances, containers }: CloudRunValue): Spec {
  const where = `${CLOUD_RUN_NAMES[kind]} ${name}`;
  const active = scaling !== 'manual' || manualInstances !== 0;
  return { where, origin: where, namespace: '', kind: 'Cloud Run', active, whole: false, containers };
}
