/** An agent that must be off and is no executor: it is looked for among all that could run it, whatever its kind. */

import type { CloudRunValue } from '../../facts/fact.ts';
import { valuesOf } from '../../facts/ledger.ts';
import { say } from '../../messages/say.ts';
import type { AgentPlan, ProbeKind } from '../../plan/schema.ts';
import type { AgentCode } from '../../status/agent.ts';
import type { Message } from '../../status/message.ts';
import { isRef, type Pod, podOrigin, type Workload, type World } from '../base/input.ts';
import { isLive } from '../base/live.ts';
import { ownersOf } from '../base/owners.ts';
import type { ProbeResult } from './probes/probe-result.ts';

interface Named {
  kind: string;
  namespace: string;
  name: string;
}

interface OffParts {
  pods: Pod[];
  workloads: Workload[];
}

/** Its pods and workloads: by the plan's entry, by what that owns, and by its name alone. */
export function offParts(world: World, agent: AgentPlan): OffParts {
  const isIts = (object: Named): boolean =>
    [object, ...ownersOf(world, object)].some(
      (o) => agent.workloads.some((ref) => isRef(world.plan, ref, o)) || bearsName(world, agent, o),
    );
  return {
    workloads: valuesOf(world.ledger, 'workload').filter((w) => w.kind !== 'ReplicaSet' && isIts(w)),
    pods: valuesOf(world.ledger, 'pod').filter((pod) => isIts(podOrigin(pod)) || isBare(world, agent, pod)),
  };
}

function namesOf({ name, aliases, workloads }: AgentPlan): string[] {
  return [...new Set([name, ...aliases, ...workloads.map((w) => w.name)])];
}

function bearsName({ plan }: World, agent: AgentPlan, { namespace, name }: Named): boolean {
  return plan.mesh.namespaces.includes(namespace) && namesOf(agent).includes(name);
}

/** A pod that somebody started by hand, such as `research-runner-debug`. */
function isBare({ plan }: World, agent: AgentPlan, { namespace, name, owner }: Pod): boolean {
  if (owner !== null || !plan.mesh.namespaces.includes(namespace)) return false;
  return namesOf(agent).some((its) => name === its || name.startsWith(`${its}-`));
}

interface OffSign {
  code: AgentCode;
  reason: Message;
}

/** Others answer for these: that a heartbeat is kept shows no process. */
const KEPT_ELSEWHERE: readonly ProbeKind[] = ['config-heartbeat', 'firestore-heartbeat'];

/** What shows that it is not off, the surest first. */
export function offSigns(
  world: World,
  {
    pods,
    workloads,
    results,
    cloudRun,
  }: OffParts & { results: readonly ProbeResult[]; cloudRun: readonly CloudRunValue[] },
): OffSign[] {
  const live = pods.filter((pod) => isLive(world, pod)).map(({ name }) => name);
  const answering = results.filter((r) => r.counts && !KEPT_ELSEWHERE.includes(r.probe.kind));
  return [
    ...(live.length === 0 ? [] : [notOff(say('agent-not-off-pods', { pods: live }))]),
    ...workloads.flatMap(wantedSign),
    ...answering.map((r) => notOff(say('agent-not-off-answers', { of: r.instance }))),
    ...cloudRun.flatMap(cloudSign),
  ];
}

function notOff(reason: Message): OffSign {
  return { code: 'not-off', reason };
}

/** A CronJob is wanted while it is not suspended; it runs only while a Job of it does. */
function wantedSign({ kind, name, desired, actual }: Workload): OffSign[] {
  const workload = `${kind} ${name}`;
  if (actual > 0 || (desired > 0 && kind !== 'CronJob'))
    return [notOff(say('agent-not-off-workload', { workload, desired, actual }))];
  return desired > 0 ? [{ code: 'off-scheduled', reason: say('agent-off-scheduled', { workload }) }] : [];
}

/** A service that scales by requests starts by itself, but is not known to run. */
function cloudSign({ name, lastRun, manualInstances, minInstances }: CloudRunValue): OffSign[] {
  const runs = lastRun === 'running' || (manualInstances ?? 0) > 0 || (minInstances ?? 0) > 0;
  return runs ? [notOff(say('agent-not-off-cloud', { name }))] : [];
}
