/** The last hour of each agent's heartbeat age, from memory: one sample a second, the worst one of any span kept. */
import { etDate, marketAt, sessionsBetween } from '#lib/market/market.ts';
import type { History } from '#lib/wire/history.ts';
import type { HistoryQuery } from '#lib/wire/runtime.ts';

/** How far back the memory reaches, in milliseconds. */
export const HISTORY_SPAN_MS = 3_600_000;
const STEP_MS = 1_000;
const SLOTS = HISTORY_SPAN_MS / STEP_MS;

/** One number a second in a ring; NaN: not observed. */
class Ring {
  readonly #values = new Float32Array(SLOTS).fill(Number.NaN);
  readonly #seconds = new Float64Array(SLOTS).fill(-1);

  put(second: number, value: number | null): void {
    const slot = second % SLOTS;
    this.#values[slot] = value ?? Number.NaN;
    this.#seconds[slot] = second;
  }

  at(second: number): number | null {
    const slot = second % SLOTS;
    const value = this.#values[slot];
    return this.#seconds[slot] !== second || value === undefined || Number.isNaN(value) ? null : value;
  }
}

export class HeartbeatHistory {
  readonly #rings = new Map<string, Ring>();

  /** `ageSeconds`: null when the age was not observed at that moment. */
  record(agent: string, now: number, ageSeconds: number | null): void {
    const ring = this.#rings.get(agent) ?? new Ring();
    this.#rings.set(agent, ring);
    ring.put(Math.floor(now / STEP_MS), ageSeconds);
  }

  /** Samples from `from` to `to` folded into at most `points` spans; `max` is the worst of each, null if none was seen. */
  query(query: HistoryQuery, limitSeconds: number | null): History {
    const first = Math.floor(query.from / STEP_MS);
    const last = Math.floor(query.to / STEP_MS);
    const step = Math.max(1, Math.ceil((last - first + 1) / query.points));
    const points: History['points'] = [];
    for (let second = first; second <= last; second += step)
      points.push({
        at: new Date(second * STEP_MS).toISOString(),
        max: this.#worst(query.agent, second, Math.min(second + step, last + 1)),
      });
    return {
      agent: query.agent,
      series: query.series,
      from: new Date(query.from).toISOString(),
      to: new Date(query.to).toISOString(),
      limitSeconds,
      points,
      sessions: sessionSpans(query.from, query.to),
    };
  }

  #worst(agent: string, from: number, to: number): number | null {
    const ring = this.#rings.get(agent);
    if (ring === undefined) return null;
    let worst: number | null = null;
    for (let second = from; second < to; second++) {
      const value = ring.at(second);
      if (value !== null && (worst === null || value > worst)) worst = value;
    }
    return worst;
  }
}

/** The spans within `from`…`to` in which the market is open. */
function sessionSpans(from: number, to: number): History['sessions'] {
  return sessionsBetween(marketAt(from).date, etDate(to)).flatMap((session) => {
    const start = Math.max(from, Date.parse(session.open));
    const end = Math.min(to, Date.parse(session.close));
    return start < end ? [{ from: new Date(start).toISOString(), to: new Date(end).toISOString() }] : [];
  });
}
