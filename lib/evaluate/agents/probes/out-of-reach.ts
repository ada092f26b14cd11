/**
 * The way to the pods is at fault, and not they: nobody answers, and the kubelet, which asks from its node, finds them
 * Ready. A network policy that keeps the API server from dialling pods looks so. What nobody answers is unknown then,
 * with one cause, and not bad.
 */

import { entriesOf, entryOf } from '../../../facts/ledger.ts';
import { instanceOf, isHeard } from '../../../facts/probed.ts';
import { say } from '../../../messages/say.ts';
import { probeReason } from '../../../messages/status/probe.ts';
import { type AgentPlan, type ProbePlan, targetName } from '../../../plan/schema.ts';
import type { Message } from '../../../status/message.ts';
import { familyOf, type ProbeCode } from '../../../status/probe.ts';
import { pollAvailability } from '../../base/availability.ts';
import type { Pod, World } from '../../base/input.ts';
import { isSilent } from '../../base/nodes.ts';
import type { StateBuilder } from '../../base/state.ts';
import type { ProbeResult } from './probe-result.ts';
import { probedPods, serviceInstance } from './probed-pods.ts';
import { result } from './result.ts';

/** No answer over HTTP for this long; whatever an agent answers within it, it can be reached. */
const SILENT_SECONDS = 30;
/** Fewer may have failed together; each is then judged by itself. */
const LEAST = 3;
const SHARE = 0.8;

/** A workload of the roster that is asked at its pods: several may be one agent, and each is reached by itself. */
interface Probed {
  agent: AgentPlan;
  probes: readonly ProbePlan[];
}

/** What is known of the way to it. */
interface Reached {
  probes: readonly ProbePlan[];
  /** One of its pods answered something over HTTP of late. */
  heard: boolean;
  /** The instances that were asked of late, and whose pod is Ready because a probe of the kubelet says so. */
  ready: ReadonlySet<string>;
}

/** All probe results by agent; those of pods that nobody reaches from here say so. */
export function withOutOfReach(
  world: World,
  results: ReadonlyMap<string, readonly ProbeResult[]>,
  states: StateBuilder,
): ReadonlyMap<string, readonly ProbeResult[]> {
  // That they are Ready must be known now.
  if (!pollAvailability(world, 'Pod', world.plan.mesh.namespaces).available) {
    states.keep(KEY);
    return results;
  }
  const probed = world.plan.agents.flatMap(probedOf).flatMap((one) => reachedOf(world, one) ?? []);
  const silent = probed.filter(({ heard, ready }) => !heard && ready.size > 0);
  const closed = silent.length >= LEAST && silent.length >= SHARE * probed.length;
  const until = lastedUntil(closed, world.now, states);
  if (until === null) return results;
  const count = { silent: silent.length, of: probed.length, seconds: SILENT_SECONDS };
  const found = result('pods-out-of-reach', {
    reason: closed ? say('probe-out-of-reach', count) : say('probe-reach-again'),
  });
  const hidden = closed ? silent : probed;
  const isLost = (r: ProbeResult, agent: string) =>
    UNANSWERED.includes(r.code) &&
    hidden.some(({ probes, ready }) => probes.includes(r.probe) && ready.has(r.instance)) &&
    triedAt(world, agent, r) < until;
  return new Map(
    [...results].map(([agent, list]) => [
      agent,
      list.map((r) => (isLost(r, agent) ? { ...r, ...found } : r)),
    ]),
  );
}

const UNANSWERED: readonly ProbeCode[] = ['no-answer', 'out-of-reach', 'lapsed'];
const KEY = 'pods-out-of-reach';
/** Once the way is open again each is asked within this time; until then a question that was lost on it tells nothing. */
const ASKED_AGAIN_MS = 10_000;

/** Questions before this time say nothing of whom they were for; null if the way has been open. */
function lastedUntil(closed: boolean, now: number, states: StateBuilder): number | null {
  const before = states.timer(KEY);
  if (closed) {
    states.since(KEY, 'closed');
    return Number.POSITIVE_INFINITY;
  }
  const opened = before?.state === 'closed' ? now : (before?.since ?? Number.NEGATIVE_INFINITY);
  if (now - opened > ASKED_AGAIN_MS) return null;
  states.hold(KEY, 'open', opened);
  return opened;
}

function triedAt({ ledger }: World, agent: string, { probe, instance }: ProbeResult): number {
  const fact = entryOf(ledger, 'probe', `probe/${agent}/${probe.id}/${instance}`)?.fact;
  return fact?.observedAt ?? Number.NEGATIVE_INFINITY;
}

/** The one cause, if the way from here is at fault, whoever it hides. */
export function outOfReachCause(agents: readonly { results: readonly ProbeResult[] }[]): Message | null {
  const lost = agents.flatMap(({ results }) => results).find((r) => familyOf(r) === 'out-of-reach');
  return lost === undefined ? null : probeReason(lost);
}

function probedOf(agent: AgentPlan): Probed[] {
  const inPods = agent.probes.filter(({ target }) => target.via === 'workload');
  return [...Map.groupBy(inPods, ({ target }) => targetName(target)).values()].map((probes) => ({
    agent,
    probes,
  }));
}

/** Null where nothing is asked. */
function reachedOf(world: World, { agent, probes }: Probed): Reached | null {
  const attempts = probes.flatMap((probe) => attemptsOf(world, agent, probe));
  if (attempts.length === 0) return null;
  const asked = attempts.filter((a) => isRecent(world, a.observedAt)).flatMap((a) => a.value?.instance ?? []);
  const ready = probes.flatMap((probe) => {
    const pods = probedPods(world, agent, probe).filter((pod) => isVouched(world, pod, probe));
    return pods.length === 0 ? [] : [...pods.map(instanceOf), serviceInstance(world, agent, probe)];
  });
  return {
    probes,
    heard: attempts.some((attempt) => wasHeard(world, attempt)),
    ready: new Set(asked.filter((instance) => ready.includes(instance))),
  };
}

type Attempt = ReturnType<typeof attemptsOf>[number];

function attemptsOf(world: World, agent: AgentPlan, probe: ProbePlan) {
  return entriesOf(world.ledger, 'probe')
    .map(({ fact }) => fact)
    .filter(({ value }) => value?.agent === agent.name && value.probe === probe.id)
    .filter(({ value }) => value?.outcome !== 'not-configured');
}

function isRecent(world: World, at: number): boolean {
  return world.now - at <= SILENT_SECONDS * 1_000;
}

function wasHeard(world: World, { subject, observedAt, value }: Attempt): boolean {
  const answer = entryOf(world.ledger, 'answer', subject)?.fact;
  const times = [
    value?.heardAt ?? null,
    value !== null && isHeard(value) ? observedAt : null,
    answer?.value ? answer.observedAt : null,
  ];
  return times.some((at) => at !== null && isRecent(world, at));
}

/** Ready says nothing of a process that nothing asks, nor of a pod whose node is silent. */
function isVouched(world: World, { ready, node, containers }: Pod, { target }: ProbePlan): boolean {
  const main = containers.filter(({ role }) => role === 'main');
  const port = target.via === 'workload' ? String(target.port) : null;
  const asked = main.some(({ probes }) => probes.readiness !== null && probes.readiness.port === port);
  const every = main.length > 0 && main.every(({ probes }) => probes.readiness !== null);
  return ready && (asked || every) && !(node !== null && isSilent(world, node));
}
