import type { Pod } from '../world/kinds.ts';
import {
  type Agent,
  type AgentAnswer,
  type AgentRequest,
  envOf,
  iso,
  json,
  type Mesh,
  metrics,
  notFound,
} from './agent.ts';
import { haltedBy } from './switch-reader.ts';

/** Past this age the heartbeat answers 503 (marketdata health contract). */
const MAX_AGE_SECONDS = 60;

/** The quote stream behind marketdata-mcp-server: a tick each second or so while it flows. */
class QuoteStream {
  flowing = true;
  lastTickAt: number;
  ticks = 0;
  staleSeconds = 0;

  constructor(now: number) {
    this.lastTickAt = now;
  }

  step(now: number): void {
    if (this.flowing) {
      // Real quotes do not arrive on the second: up to 400 ms of jitter keeps ages from looking like a metronome.
      this.lastTickAt = now - Math.floor(Math.random() * 400);
      this.ticks += 1;
    } else if (now - this.lastTickAt > MAX_AGE_SECONDS * 1000) this.staleSeconds += 1;
  }
}

/** marketdata-mcp-server, as the marketdata health contract describes it. */
export class Marketdata implements Agent {
  readonly name = 'marketdata-mcp-server';
  readonly workload = { namespace: 'trading-floor', name: 'marketdata-mcp-server' };
  readonly #mesh: Mesh;
  #stream: QuoteStream;
  #clockAheadMs = 0;
  #callsAllOk = false;

  constructor(mesh: Mesh) {
    this.#mesh = mesh;
    this.#stream = new QuoteStream(mesh.now());
  }

  reset(): void {
    this.#clockAheadMs = 0;
    this.#callsAllOk = false;
    this.#stream = new QuoteStream(this.#mesh.now());
  }

  /** The feed breaks: no more ticks, and the last one was `secondsAgo`. */
  stopTicks(secondsAgo: number): void {
    this.#stream.flowing = false;
    this.#stream.lastTickAt = this.#now() - secondsAgo * 1000;
  }

  /** From now on it calls every tick fresh, however old: 200 and ok=true, with the age that the tick really has. */
  callAllOk(): void {
    this.#callsAllOk = true;
  }

  /** Its clock runs ahead of everybody else's: its ticks carry times that are still to come. */
  runAhead(seconds: number): void {
    this.#clockAheadMs = seconds * 1000;
    this.#stream.lastTickAt = this.#now();
  }

  step(): void {
    this.#stream.step(this.#now());
  }

  /** The time by its own clock, ms since the epoch. */
  #now(): number {
    return this.#mesh.now() + this.#clockAheadMs;
  }

  answer(request: AgentRequest, pod: Pod | undefined): AgentAnswer {
    switch (request.path) {
      case '/healthz':
        return this.#healthz();
      case '/health':
        return json(200, { status: 'ok', service: this.name });
      case '/heartbeat':
        return this.#heartbeat();
      case '/ops/status':
        return this.#opsStatus(pod);
      case '/metrics':
      case '/ops/metrics':
        return this.#metrics();
      default:
        return notFound();
    }
  }

  #ageSeconds(): number {
    return Math.max(0, Math.round(this.#now() - this.#stream.lastTickAt) / 1000);
  }

  #fresh(): boolean {
    return this.#callsAllOk || this.#ageSeconds() <= MAX_AGE_SECONDS;
  }

  #healthz(): AgentAnswer {
    return json(this.#fresh() ? 200 : 503, {
      service: this.name,
      last_tick_epoch_seconds: this.#stream.lastTickAt / 1000,
      age_seconds: this.#ageSeconds(),
      max_age_seconds: MAX_AGE_SECONDS,
      ok: this.#fresh(),
      forced_stale: false,
    });
  }

  #heartbeat(): AgentAnswer {
    return json(200, {
      status: 'ok',
      service: this.name,
      heartbeat: {
        age_seconds: this.#ageSeconds(),
        stale_threshold_seconds: MAX_AGE_SECONDS,
        is_stale: !this.#fresh(),
        last_observed_epoch_s: this.#stream.lastTickAt / 1000,
      },
    });
  }

  #opsStatus(pod: Pod | undefined): AgentAnswer {
    const now = this.#now();
    const fresh = this.#fresh();
    const halted = haltedBy(this.#mesh.killSwitch(pod), 'node') !== undefined;
    const reasons = fresh ? [] : ['MARKETDATA_STALE'];
    return json(200, {
      service_name: this.name,
      service_kind: 'marketdata',
      repo_id: 'agent-trader-v2',
      git_sha: '54afffe',
      build_id: 'b1207',
      agent_identity: {
        agent_name: this.name,
        agent_role: 'marketdata',
        agent_mode: envOf(pod, 'AGENT_MODE') ?? 'UNKNOWN',
      },
      status: {
        state: fresh ? 'OK' : 'DEGRADED',
        summary: fresh ? 'Healthy' : 'No ticks within the freshness limit',
        reason_codes: reasons,
        last_updated_utc: iso(now),
      },
      heartbeat: { last_heartbeat_utc: iso(now), age_seconds: 0, ttl_seconds: 60 },
      marketdata: {
        last_tick_utc: iso(this.#stream.lastTickAt),
        last_bar_utc: null,
        stale_threshold_seconds: MAX_AGE_SECONDS,
        is_fresh: fresh,
      },
      safety: {
        kill_switch: halted,
        safe_to_run_strategies: fresh && !halted,
        // It cannot execute, regardless of the kill switch.
        safe_to_execute_orders: false,
        gating_reasons: [halted ? 'KILL_SWITCH' : 'EXECUTION_DISABLED', ...reasons],
      },
      endpoints: { healthz: '/healthz', heartbeat: '/heartbeat', metrics: '/metrics' },
    });
  }

  #metrics(): AgentAnswer {
    return metrics([
      '# TYPE heartbeat_age_seconds gauge',
      `heartbeat_age_seconds ${this.#ageSeconds()}`,
      '# TYPE marketdata_ticks_total counter',
      `marketdata_ticks_total ${this.#stream.ticks}`,
      '# TYPE marketdata_stale_total counter',
      `marketdata_stale_total ${this.#stream.staleSeconds}`,
      '# TYPE messages_received_total counter',
      `messages_received_total{component="marketdata",stream="quotes"} ${this.#stream.ticks}`,
      '# TYPE reconnect_attempts_total counter',
      `reconnect_attempts_total{component="marketdata",stream="quotes"} ${Math.floor(this.#stream.staleSeconds / 5)}`,
      '# TYPE errors_total counter',
      'errors_total{component="marketdata"} 0',
    ]);
  }
}
