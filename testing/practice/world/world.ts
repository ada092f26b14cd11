import type { Agent, AgentAnswer, Mesh } from '../agents/agent.ts';
import { BUILDS } from '../agents/misbehaviour/builds.ts';
import { CONTENT } from '../agents/misbehaviour/content.ts';
import { type Agents, createAgents } from '../agents/registry.ts';
import type { SwitchSource } from '../agents/switch-reader.ts';
import type { PracticeClock } from './clock.ts';
import { CloudRun } from './cloud-run.ts';
import { EventRecorder } from './events.ts';
import type { Fate } from './fate.ts';
import type { Pod } from './kinds.ts';
import { fileIn, type MapsAtStart } from './mounted.ts';
import { workloadOf } from './naming.ts';
import { isRunning } from './pod-state.ts';
import { Store } from './store.ts';

/** The kubelet's memory of a pod: time of binding, and its status written by others or not. */
export interface PodRun {
  scheduledAt: number;
  podIP: string;
  /** When the pod goes away, in practice time; set when it begins to terminate. */
  goneAt?: number;
  /** Until when its containers could not start for want of a ConfigMap or Secret, in practice time. */
  heldUntil?: number;
  /** Environment of its first container at the start; it never changes after that. */
  environment?: Readonly<Record<string, string>>;
  /** The ConfigMaps of its volumes as they were at the start, by name. */
  maps?: MapsAtStart;
}

/** A manifest in a node's own folder: its kubelet runs it, whatever the API server knows. */
export interface Manifest {
  readonly node: string;
  readonly namespace: string;
  readonly name: string;
  readonly spec: Pod['spec'];
}

/** The kill switch's names: as a variable, and with `_FILE` of the variable that names a file. */
const SWITCH_NAMES = ['EXECUTION_HALTED', 'EXEC_KILL_SWITCH'];

/** The API server's treatment of watches; a fault that tests and benchmarks set. */
export type WatchBehaviour = 'normal' | 'drop' | 'gone' | 'silent';

/**
 * The practice world: the objects of the cluster, the agents that run in and beside it, and the faults in force.
 * It only holds; `Runner` makes time pass in it.
 */
export class World implements Mesh {
  readonly clock: PracticeClock;
  readonly store: Store;
  readonly events: EventRecorder;
  readonly cloudRun = new CloudRun();
  readonly agents: Agents;
  /** Fates of containers in a drill, by `namespace/workload`. */
  readonly fates = new Map<string, Fate>();
  /** Misbehaviour by agent name, or of one pod by `namespace/pod` (see agents/misbehaviour). */
  readonly faults = new Map<string, string>();
  /** Images that the registry does not have. */
  readonly missingImages = new Set<string>();
  /** Images whose tag was pushed again, and when (practice ms): nodes pull the new one for pods that come later. */
  readonly pushedAgain = new Map<string, number>();
  /** A network policy keeps the API server from dialling pods; the kubelets ask them all the same. */
  podsCutOff = false;
  /** Resources, by plural, that the viewer may no longer read: RBAC that somebody narrowed. */
  readonly forbidden = new Set<string>();
  readonly runs = new Map<string, PodRun>();
  /** Pods whose status a client has written through the status subresource: the kubelet leaves them alone. */
  readonly pinned = new Set<string>();
  /** Nodes whose kubelet and network to the API server are gone, and since when (practice ms). */
  readonly silentNodes = new Map<string, number>();
  /** Pods whose object is gone while their process runs on, by uid. */
  readonly orphans = new Map<string, Pod>();
  /** Owners whose last pod a quota refused, by uid. */
  readonly refused = new Set<string>();
  /** Static pods. */
  manifests: Manifest[] = [];
  /** What a drill does later, in practice time. */
  plans: { readonly at: number; readonly act: () => void }[] = [];
  /** True while a drill begins: what is made now has been there for hours. */
  settling = false;
  /** The key that the execution agents are configured with; without one they do not offer `/state`. */
  executionKey: string | undefined;
  watches: WatchBehaviour = 'normal';
  drill = 'calm';

  constructor(clock: PracticeClock, firstVersion: number) {
    this.clock = clock;
    this.store = new Store(firstVersion);
    this.events = new EventRecorder(this.store, clock);
    this.agents = createAgents(this);
  }

  now(): number {
    return this.clock.now();
  }

  ask(agentName: string, path: string): AgentAnswer | undefined {
    const agent = this.agent(agentName);
    if (agent === undefined) return undefined;
    const pod = this.podOf(agent);
    if (agent.workload !== undefined && pod === undefined) return undefined;
    return this.answerOf(agent, pod, path);
  }

  /** An agent's answer to another program, or to a probe; undefined when it does not arrive. */
  answerOf(agent: Agent, pod: Pod | undefined, path: string): AgentAnswer | undefined {
    const answer = agent.answer({ method: 'GET', path, headers: {} }, pod);
    const fault = this.faultOf(agent, pod) ?? 'normal';
    return fault === 'normal' || fault in BUILDS ? answer : CONTENT[fault]?.(answer);
  }

  /** The misbehaviour of an agent's program in a pod: the pod's own before that of all. */
  faultOf(agent: Agent, pod: Pod | undefined): string | undefined {
    const own =
      pod === undefined ? undefined : this.faults.get(`${pod.metadata.namespace}/${pod.metadata.name}`);
    return own ?? this.faults.get(agent.name);
  }

  killSwitch(pod: Pod | undefined): SwitchSource[] {
    const run = pod === undefined ? undefined : this.runs.get(pod.metadata.uid);
    if (pod === undefined || run === undefined) return [];
    const { environment = {}, maps = {} } = run;
    const variables = SWITCH_NAMES.map((at): SwitchSource => ({ way: 'env', at, text: environment[at] }));
    const paths = SWITCH_NAMES.flatMap((name) => environment[`${name}_FILE`] ?? []);
    const files = paths.map(
      (at): SwitchSource => ({ way: 'file', at, text: fileIn(this.store, pod, at, maps) }),
    );
    return [...variables, ...files];
  }

  uptimeSeconds(pod: Pod | undefined): number {
    const startedAt = pod?.status.containerStatuses[0]?.state?.running?.startedAt;
    return startedAt === undefined ? 0 : Math.max(0, (this.now() - Date.parse(startedAt)) / 1000);
  }

  agent(name: string): Agent | undefined {
    return this.agents.all.find((agent) => agent.name === name);
  }

  /** The program in a pod's container; undefined when the practice mesh has none for its workload. */
  agentIn(pod: Pod): Agent | undefined {
    const name = workloadOf(pod);
    return this.agents.all.find(
      (a) => a.workload?.name === name && a.workload.namespace === pod.metadata.namespace,
    );
  }

  /** A pod without an object in which an agent's program runs on. */
  orphanOf(agent: Agent): Pod | undefined {
    return [...this.orphans.values()].find((pod) => this.agentIn(pod) === agent);
  }

  /** Acts some time from now, unless another drill begins before. */
  later(ms: number, act: () => void): void {
    this.plans.push({ at: this.now() + ms, act });
  }

  /** A pod in which an agent's program runs now. */
  podOf(agent: Agent): Pod | undefined {
    const workload = agent.workload;
    if (workload === undefined) return undefined;
    return this.store
      .list('Pod', workload.namespace)
      .find((pod) => workloadOf(pod) === workload.name && isRunning(pod));
  }
}
