/** Answers of healthy agents, raw. Their clocks may be slightly off; that is no fault. */

import type { JsonObject } from '../practice/world/json.ts';
import type { Reply, Stage } from './stage.ts';

const answered = (json: JsonObject): Reply => ({ status: 200, json });

/** Producers' clocks run ahead or behind by less than this in calm, in milliseconds. */
const CALM_SKEW_MS = 1_500;

/** A time a little before the answer, as `testing/pipeline/times.ts` writes it. */
const ago = (ms: number, format = ''): string => `<${ms > 0 ? '-' : '+'}${Math.abs(ms) / 1000}s${format}>`;

export function readyState(stage: Stage): {
  beat: Reply;
  status: Reply;
  health: (service: string) => Reply;
  store: Reply;
} {
  const { random } = stage;
  const skew = random.int(-CALM_SKEW_MS, CALM_SKEW_MS);
  const lag = random.int(50, 2_500);
  const closed = stage.session() === 'closed';
  const state = random.pick(
    closed ? (['OK', 'HALTED', 'MARKET_CLOSED'] as const) : (['OK', 'HALTED'] as const),
  );
  const minimal = random.chance(0.15);
  const time = ago(lag - skew);
  return {
    beat: answered(tick(ago(lag - skew, ' epoch'), lag)),
    status: answered(minimal ? minimalStatus(time) : richStatus(state, time, lag)),
    health: (service) => answered({ status: 'ok', service }),
    store: answered({ fields: { ts: { timestampValue: time } } }),
  };
}

function tick(lastTick: string, ageMs: number): JsonObject {
  return {
    service: 'feed',
    ok: true,
    last_tick_epoch_seconds: lastTick,
    age_seconds: ageMs / 1000,
    max_age_seconds: 60,
    forced_stale: false,
  };
}

/** Halted by the kill switch is the safe posture while the switch is on, and calm. */
function richStatus(state: string, time: string, ageMs: number): JsonObject {
  const reasons = state === 'HALTED' ? ['KILL_SWITCH'] : [];
  return {
    service_name: 'pilot',
    status: { state, summary: '', reason_codes: reasons },
    heartbeat: { last_heartbeat_utc: time, age_seconds: ageMs / 1000, ttl_seconds: 60 },
    agent_identity: { agent_name: 'pilot', agent_mode: 'EVAL' },
    safety: { kill_switch: true, safe_to_execute_orders: false, gating_reasons: reasons },
    marketdata: { is_fresh: true, last_tick_utc: time, stale_threshold_seconds: 60 },
  };
}

function minimalStatus(time: string): JsonObject {
  return {
    uptime: 4711,
    agent_mode: 'EVAL',
    build_sha: '0f1e2d3',
    last_heartbeat: time,
    last_cycle_at: time,
    data_freshness_seconds: 2.4,
  };
}
