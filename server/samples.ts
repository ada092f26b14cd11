/** Samples of each agent, each second. Null: not determinable now. */

import { answerLimitMs } from '#lib/plan/probe-interval.ts';
import type { AgentPlan, Plan } from '#lib/plan/schema.ts';
import type { AgentPosture, Posture } from '#lib/posture.ts';
import { enabledName, seriesName } from '#store/series-names.ts';
import type { Samples } from '#store/series-store.ts';

type Measured = Posture['measured']['agents'][string];

export function samplesOf(plan: Plan, posture: Posture, now: number): Samples {
  const values = plan.agents.flatMap((planned): Samples['values'][number][] => {
    const agent = posture.agents.find((a) => a.name === planned.name);
    if (agent === undefined) return [];
    const fresh = freshOf(planned, posture.measured.agents[planned.name], now);
    const age = ageOf(fresh, now);
    const latency = fresh?.latencyMs ?? null;
    return [
      [seriesName('heartbeat_age_seconds', agent.name), age],
      [seriesName('up', agent.name), upOf(agent, age)],
      ...(planned.slo.clock === 'while-enabled'
        ? [[enabledName(agent.name), enabledOf(agent)] as const]
        : []),
      [seriesName('restarts', agent.name), agent.pods.restarts],
      [seriesName('ready_replicas', agent.name), agent.pods.ready],
      [seriesName('probe_latency_seconds', agent.name), latency === null ? null : latency / 1000],
    ];
  });
  return { at: now, values };
}

/** The measured value, while its answer still counts. */
function freshOf(planned: AgentPlan, measured: Measured | undefined, now: number): Measured | null {
  const [probe] = planned.probes;
  if (measured === undefined || probe === undefined || measured.observedAt === null) return null;
  return now - Date.parse(measured.observedAt) <= answerLimitMs(planned, probe) ? measured : null;
}

function ageOf(fresh: Measured | null, now: number): number | null {
  return fresh === null || fresh.lastBeatAt === null ? null : (now - Date.parse(fresh.lastBeatAt)) / 1000;
}

/**
 * Up or down, as the plan's SLO counts it: up by a proof of now, and by its heartbeat too if it has one. A young beat alone
 * proves nothing: it may be of the future, or of an agent that is stale by its own word. What beats and is halted as planned
 * is up. Unknown is neither, nor is expected off without a beat, nor an old beat while none is wanted.
 */
function upOf({ verdict, heartbeatLimitSeconds: limit }: AgentPosture, age: number | null): number | null {
  if (verdict === 'bad') return 0;
  const beats = limit !== null && age !== null && age <= limit;
  const proven = verdict === 'good' || verdict === 'attention';
  const up = limit === null ? proven : beats && (proven || verdict === 'expected-off');
  return up ? 1 : null;
}

function enabledOf({ verdict }: AgentPosture): number | null {
  if (verdict === 'unknown') return null;
  return verdict === 'expected-off' || verdict === 'not-applicable' ? 0 : 1;
}
