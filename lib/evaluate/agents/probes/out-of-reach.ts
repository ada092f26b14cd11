/**
 * The way to the pods is at fault, and not they: nobody answers, and the kubelet, which asks from its node, finds them
 * Ready. A network policy that keeps the API server from dialling pods looks so. What nobody answers is unknown then,
 * with one cause, and not bad.
 */

import { entriesOf, entryOf } from '../../../facts/ledger.ts';
import { instanceOf, isHeard } from '../../../facts/probed.ts';
import { say } from '../../../messages/say.ts';
import { probeReason } from '../../../messages/status/probe.ts';
import type { AgentPlan, ProbePlan } from '../../../plan/schema.ts';
import type { Message } from '../../../status/message.ts';
import { familyOf, type ProbeCode } from '../../../status/probe.ts';
import { pollAvailability } from '../../base/availability.ts';
import type { Pod, World } from '../../base/input.ts';
import { isSilent } from '../../base/nodes.ts';
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
  workload: string;
  probes: readonly ProbePlan[];
}

/** All probe results by agent; those of pods that nobody reaches from here say so. */
export function withOutOfReach(
  world: World,
  results: ReadonlyMap<string, readonly ProbeResult[]>,
): ReadonlyMap<string, readonly ProbeResult[]> {
  // That they are Ready must be known now.
  if (!pollAvailability(world, 'Pod', world.plan.mesh.namespaces).available) return results;
  const probed = world.plan.agents.flatMap(probedOf).filter((one) => isAsked(world, one));
  const silent = probed.filter((one) => isSilentAndReady(world, one));
  if (silent.length < LEAST || silent.length < SHARE * probed.length) return results;
  const count = { silent: silent.length, of: probed.length, seconds: SILENT_SECONDS };
  const found = result('pods-out-of-reach', { reason: say('probe-out-of-reach', count) });
  const lost = new Set(silent.flatMap(({ probes }) => probes));
  const told = (r: ProbeResult) =>
    lost.has(r.probe) && UNANSWERED.includes(r.code) ? { ...r, ...found } : r;
  return new Map([...results].map(([agent, list]) => [agent, list.map(told)]));
}

/** The one cause, if the way from here is at fault, whoever it hides. */
export function outOfReachCause(agents: readonly { results: readonly ProbeResult[] }[]): Message | null {
  const lost = agents.flatMap(({ results }) => results).find((r) => familyOf(r) === 'out-of-reach');
  return lost === undefined ? null : probeReason(lost);
}

const UNANSWERED: readonly ProbeCode[] = ['no-answer', 'out-of-reach', 'lapsed', 'not-asked'];

function probedOf(agent: AgentPlan): Probed[] {
  const inPods = agent.probes.flatMap((probe) =>
    probe.target.via === 'workload' ? [{ probe, workload: probe.target.workload }] : [],
  );
  return [...Map.groupBy(inPods, ({ workload }) => workload)].map(([workload, own]) => ({
    agent,
    workload,
    probes: own.map(({ probe }) => probe),
  }));
}

function isAsked(world: World, { agent, probes }: Probed): boolean {
  return probes.some((probe) => attemptsOf(world, agent, probe).length > 0);
}

/** Every pod of it was asked of late, none answered anything, and each is Ready because a probe of the kubelet says so. */
function isSilentAndReady(world: World, { agent, probes }: Probed): boolean {
  const pods = new Map(
    probes.flatMap((probe) =>
      probedPods(world, agent, probe).map((pod) => [instanceOf(pod), { pod, probe }]),
    ),
  );
  const attempts = probes.flatMap((probe) => attemptsOf(world, agent, probe));
  const asked = new Set(attempts.filter((a) => isRecent(world, a.observedAt)).map((a) => a.value?.instance));
  const services = probes.flatMap((probe) => serviceInstance(world, agent, probe) ?? []);
  const byService = services.some((service) => asked.has(service));
  return (
    pods.size > 0 &&
    !attempts.some((attempt) => wasHeard(world, attempt)) &&
    [...pods].every(
      ([instance, { pod, probe }]) => (byService || asked.has(instance)) && isVouched(world, pod, probe),
    )
  );
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
