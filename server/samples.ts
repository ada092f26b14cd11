/** Samples of each agent, each second. Null: not determinable now. */

import { type Up, upOf } from '#lib/evaluate/agents/up.ts';
import { answerLimitMs, DEFAULT_LIMIT_SECONDS } from '#lib/plan/probe-interval.ts';
import type { AgentPlan, Plan } from '#lib/plan/schema.ts';
import type { AgentPosture, Posture } from '#lib/posture.ts';
import { enabledName, seriesName } from '#store/series-names.ts';
import type { Samples } from '#store/series-store.ts';

type Measured = Posture['measured']['agents'][string];

const UP_SAMPLE: Readonly<Record<Up, number | null>> = { up: 1, down: 0, unknown: null, 'not-asked': null };
/** Whether this time counts for its SLO at all. */
const ENABLED_SAMPLE: Readonly<Record<Up, number | null>> = { up: 1, down: 1, unknown: null, 'not-asked': 0 };

export function samplesOf(plan: Plan, posture: Posture, now: number): Samples {
  const values = plan.agents.flatMap((planned): Samples['values'][number][] => {
    const agent = posture.agents.find((a) => a.name === planned.name);
    if (agent === undefined) return [];
    const fresh = freshOf(planned, agent, posture.measured.agents[planned.name], now);
    const up = upOf(agent);
    const latency = fresh?.latencyMs ?? null;
    return [
      [seriesName('heartbeat_age_seconds', agent.name), ageOf(fresh, now)],
      [seriesName('up', agent.name), UP_SAMPLE[up]],
      ...(planned.slo.clock === 'none' ? [] : [[enabledName(agent.name), ENABLED_SAMPLE[up]] as const]),
      [seriesName('restarts', agent.name), agent.pods.restarts],
      [seriesName('ready_replicas', agent.name), agent.pods.ready],
      [seriesName('probe_latency_seconds', agent.name), latency === null ? null : latency / 1000],
    ];
  });
  return { at: now, values };
}

/** The measured value, while its answer still counts. */
function freshOf(
  planned: AgentPlan,
  { heartbeatLimitSeconds }: AgentPosture,
  measured: Measured | undefined,
  now: number,
): Measured | null {
  const [probe] = planned.probes;
  if (measured === undefined || probe === undefined || measured.observedAt === null) return null;
  const { everySeconds = 0, observedAt } = measured;
  const limitSeconds = heartbeatLimitSeconds ?? DEFAULT_LIMIT_SECONDS;
  const limitMs = answerLimitMs(planned, probe, { everySeconds, limitSeconds });
  return now - Date.parse(observedAt) <= limitMs ? measured : null;
}

function ageOf(fresh: Measured | null, now: number): number | null {
  return fresh === null || fresh.lastBeatAt === null ? null : (now - Date.parse(fresh.lastBeatAt)) / 1000;
}
