/**
 * What a workload's own status tells, and if it may be believed. A count of ready pods is a summary: the conditions beside
 * it, the spec that it is of, and the pods themselves are the evidence.
 */

import { entryOf, valuesOf } from '../../facts/ledger.ts';
import { podEnd } from '../../facts/pod-end.ts';
import { say } from '../../messages/say.ts';
import type { AgentCode } from '../../status/agent.ts';
import type { Message } from '../../status/message.ts';
import { pollAvailability } from '../base/availability.ts';
import { type Pod, podOrigin, type Workload, type World } from '../base/input.ts';
import { ownersOf } from '../base/owners.ts';
import type { StateBuilder } from '../base/state.ts';

export interface WorkloadFinding {
  code: AgentCode;
  reason?: Message;
  since: number | null;
}

/** A controller takes up a spec within a moment. */
const BEHIND_MS = 10_000;
/** After this nothing seems to control the workload: it would not replace a pod either. */
const STANDS_MS = 5 * 60_000;
/** Pods and status travel separately, and differ for a moment whenever one of them changes. */
const APART_MS = 30_000;
const POLLS = 2;

const APART = 'apart:';
const BEHIND = 'behind:';

/** `read`: the console itself reads why its pods are not ready, and that answer has the verdict. */
export function workloadFindings(
  world: World,
  states: StateBuilder,
  w: Workload,
  read: boolean,
): WorkloadFinding[] {
  const behind = behindOf(world, states, w);
  const refused = conditionOf(w, 'ReplicaFailure', 'True', 'pods-refused');
  if (read) return [...refused, ...behind];
  return [...readiness(world, states, w), ...availability(w), ...refused, ...rollout(w), ...behind];
}

function readiness(world: World, states: StateBuilder, w: Workload): WorkloadFinding[] {
  const { ready, desired } = w;
  const workload = nameOf(w);
  if (desired === 0)
    return [{ code: 'scaled-to-zero', reason: say('agent-scaled-to-zero', { workload }), since: null }];
  if (ready < desired) {
    const reason = say('agent-ready', { workload, ready, desired });
    return [{ code: ready === 0 ? 'not-ready' : 'partly-ready', reason, since: null }];
  }
  return apartOf(world, states, w) ?? [{ code: 'good', since: null }];
}

/** Null unless its status calls more pods ready than the pods themselves do, and both have been read again since. */
function apartOf(world: World, states: StateBuilder, w: Workload): WorkloadFinding[] | null {
  const { ready, desired } = w;
  const behind = podsBehind(world, w);
  if (behind.length === 0 && !OWN_THEIR_PODS.includes(w.kind)) return null;
  const pods = behind.filter(isReady).length;
  if (pods >= Math.min(ready, desired)) return null;
  const key = `${APART}${pathOf(w)}`;
  const since = states.since(key, 'apart');
  const polled = [w.kind, 'Pod'].map((kind) => pollsSince(world, states, key, kind, since));
  if (world.now - since < APART_MS || polled.some((polls) => polls < POLLS)) return null;
  const reason = say('agent-pods-disagree', { workload: nameOf(w), ready, desired, pods });
  return [{ code: pods === 0 ? 'pods-disagree' : 'pods-fewer', reason, since }];
}

/** Kubernetes' own kinds: without a pod that is theirs, none of their pods is ready. An add-on may keep its otherwise. */
const OWN_THEIR_PODS: readonly string[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
];

/** How many polls of a kind have begun since; counted in the timer's own state. */
function pollsSince(world: World, states: StateBuilder, of: string, kind: string, since: number): number {
  const key = `${of}:${kind}`;
  const at = entryOf(world.ledger, 'source-status', `poll/${kind}`)?.fact.value?.lastSeenAt ?? null;
  const held = states.timer(key);
  const before = held !== undefined && held.since >= since ? held : { state: '0', since };
  const polls = Number(before.state);
  const next = at !== null && at > before.since ? { state: String(polls + 1), since: at } : before;
  states.hold(key, next.state, next.since);
  return Number(next.state);
}

/** The pods that it keeps: its own, and those of what it owns. */
function podsBehind(world: World, w: Workload): Pod[] {
  return podsIn(world, w.namespace).filter((pod) => {
    const origin = podOrigin(pod);
    return (
      pathOf(origin) === pathOf(w) || ownersOf(world, origin).some((owner) => pathOf(owner) === pathOf(w))
    );
  });
}

function podsIn(world: World, namespace: string): Pod[] {
  return valuesOf(world.ledger, 'pod').filter((pod) => pod.namespace === namespace);
}

/** By its condition and by its containers: the condition is a summary of them. */
function isReady(pod: Pod): boolean {
  const main = new Set(pod.containers.flatMap((c) => (c.role === 'main' ? [c.name] : [])));
  const unready = pod.states.some((s) => main.has(s.name) && !s.ready);
  return pod.ready && !pod.terminating && podEnd(pod) === 'runs' && !unready;
}

function availability(w: Workload): WorkloadFinding[] {
  return w.desired === 0 ? [] : conditionOf(w, 'Available', 'False', 'unavailable');
}

function rollout(w: Workload): WorkloadFinding[] {
  return w.desired === 0 ? [] : conditionOf(w, 'Progressing', 'False', 'rollout-stuck');
}

function conditionOf(w: Workload, type: string, status: string, code: AgentCode): WorkloadFinding[] {
  return (w.conditions ?? [])
    .filter((c) => c.type === type && c.status === status)
    .map(({ reason, message, since }) => ({
      code,
      reason: say('agent-condition', {
        workload: nameOf(w),
        condition: `${type} ${status}`,
        cause: reason,
        message,
      }),
      since,
    }));
}

function behindOf(world: World, states: StateBuilder, w: Workload): WorkloadFinding[] {
  if (w.lagging !== true) return [];
  const since = states.since(`${BEHIND}${pathOf(w)}`, 'behind');
  const lasts = world.now - since;
  if (lasts < BEHIND_MS) return [];
  const reason = say('agent-status-behind', { workload: nameOf(w), sinceAt: since });
  return [{ code: lasts < STANDS_MS ? 'status-behind' : 'status-stands', reason, since }];
}

/** The timers of workloads that are not read yet, as after a restart of the console. */
export function keepUnreadWorkloads(world: World, states: StateBuilder): void {
  states.keepAll((key) => {
    const [prefix, path = ''] = key.split(':');
    if (prefix === undefined || ![APART, BEHIND].includes(`${prefix}:`)) return false;
    const [kind = ''] = path.split('/');
    const unknown = entryOf(world.ledger, 'workload', path) === undefined;
    return unknown && !pollAvailability(world, kind, world.plan.mesh.namespaces).available;
  });
}

function nameOf({ kind, name }: { kind: string; name: string }): string {
  return `${kind} ${name}`;
}

function pathOf({ kind, namespace, name }: { kind: string; namespace: string; name: string }): string {
  return `${kind}/${namespace}/${name}`;
}
