/**
 * A producer of market data that is down, or that answers without a heartbeat, shows no fresh tick. For those who need
 * its ticks that is as stale (plan, Safety invariants: stale or unreachable marketdata is a hard stop). What stays
 * unknown is what the console itself cannot see.
 */

import { entriesOf } from '../../facts/ledger.ts';
import { agentSaid } from '../../messages/status/agent.ts';
import { probeSaid } from '../../messages/status/probe.ts';
import { text } from '../../messages/text.ts';
import { type ProbePlan, targetName } from '../../plan/schema.ts';
import type { Message } from '../../status/message.ts';
import { familyOf, type ProbeFamily } from '../../status/probe.ts';
import type { Evidence } from '../../status/status.ts';
import type { EvaluatedAgent } from '../agents/agent.ts';
import type { ProbeResult } from '../agents/probes/probe-result.ts';
import { evidence } from '../base/evidence.ts';
import { podOrigin, type World } from '../base/input.ts';
import { isLive } from '../base/live.ts';
import { feedExpectation } from '../base/market-day.ts';
import { podAvailability } from './pod-failures.ts';

/** Why an agent shows no fresh tick. */
interface Silence {
  agent: EvaluatedAgent;
  said: Message;
  /** By the evidence itself, epoch ms. */
  since: number | null;
  evidence: Evidence;
}

const CALM: readonly ProbeFamily[] = ['good', 'quiet'];

/** The silences of an agent by its heartbeats; none where ticks are not wanted, or one of its heartbeats is well. */
export function silencesOf(
  world: World,
  agent: EvaluatedAgent,
  beats: readonly ProbeResult[],
  rule: string,
): Silence[] {
  if (feedExpectation(world).kind !== 'wanted' || beats.some((r) => CALM.includes(familyOf(r)))) return [];
  return beats.flatMap((r): Silence[] => {
    if (isDown(world, agent, r)) {
      const said = agentSaid(agent);
      const at = podAvailability(world).at;
      return [
        {
          agent,
          said,
          since: agent.since,
          evidence: evidence('pods', text(said), agent.plan.name, at, rule),
        },
      ];
    }
    if (!showsNone(world, agent, r)) return [];
    const said = probeSaid(r);
    const told = evidence(r.probe.path, text(said), r.instance, r.answeredAt, rule);
    return [{ agent, said, since: r.since, evidence: told }];
  });
}

/** True if the cluster shows that nothing of it can answer: no pod is there and ready. */
function isDown(world: World, { pods }: EvaluatedAgent, { probe }: ProbeResult): boolean {
  if (probe.target.via !== 'workload' || !podAvailability(world).available) return false;
  const asked = targetName(probe.target);
  return !pods.some((pod) => pod.ready && isLive(world, pod) && podOrigin(pod).name === asked);
}

/** True if what was asked fails, answers something else than a heartbeat, or has been out of reach for long. */
function showsNone(world: World, agent: EvaluatedAgent, r: ProbeResult): boolean {
  if (r.verdict === 'bad') return true;
  if (familyOf(r) === 'unproven') return !r.counts;
  return r.code === 'out-of-reach' && isLongOut(world, agent, r);
}

/** Lost looks of the console itself are over by then. */
const LONG_MS = 30_000;

/** For long, by its last answer, while others are reached by the same way: then the way is open. */
function isLongOut(world: World, { plan }: EvaluatedAgent, { answeredAt, probe }: ProbeResult): boolean {
  if (answeredAt === null || world.now - answeredAt <= LONG_MS) return false;
  if (probe.target.via === 'workload' && !podAvailability(world).available) return false;
  const others = othersAskedBy(world, plan.name, probe.target.via);
  return others.size === 0 || answeredLately(world, others);
}

/** The subjects of the probes of other agents that go the same way. */
function othersAskedBy(world: World, name: string, via: ProbePlan['target']['via']): Set<string> {
  const alike = world.plan.agents
    .filter((a) => a.name !== name)
    .flatMap((a) => a.probes.filter((p) => p.target.via === via).map((p) => `${a.name}/${p.id}`));
  const asked = entriesOf(world.ledger, 'probe').filter(
    ({ fact: { value } }) =>
      value !== null && value.outcome !== 'not-configured' && alike.includes(`${value.agent}/${value.probe}`),
  );
  return new Set(asked.map(({ fact }) => fact.subject));
}

function answeredLately(world: World, subjects: ReadonlySet<string>): boolean {
  return entriesOf(world.ledger, 'answer').some(
    ({ fact }) => fact.value !== null && subjects.has(fact.subject) && world.now - fact.observedAt <= LONG_MS,
  );
}
