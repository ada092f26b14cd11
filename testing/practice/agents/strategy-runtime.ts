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

/** Why a strategy refuses to run, in the reason codes of its ops status. */
export type Refusal = 'MARKETDATA_STALE' | 'MARKETDATA_MISSING' | 'REQUIRED_FIELDS_MISSING';

const SUMMARIES: Readonly<Record<Refusal, string>> = {
  MARKETDATA_STALE: 'Refusing to run: market data is stale',
  MARKETDATA_MISSING: 'Refusing to run: market data cannot be reached',
  REQUIRED_FIELDS_MISSING: 'Refusing to run: the analytics store did not answer with the required fields',
};

/** A strategy proposes and never executes: with the kill switch off this is what keeps orders in. */
const NEVER_EXECUTES = 'EXECUTION_DISABLED';

interface MarketdataReading {
  readonly lastTickAt: number | undefined;
  readonly refusal: Refusal | undefined;
}

/** A strategy's conclusion from the marketdata heartbeat: anything but a 200 with ok=true is a hard stop. */
function readMarketdata(answer: AgentAnswer | undefined): MarketdataReading {
  if (answer === undefined) return { lastTickAt: undefined, refusal: 'MARKETDATA_MISSING' };
  const tick = Number(/"last_tick_epoch_seconds":\s*([\d.]+)/.exec(answer.body)?.[1]) * 1000;
  // A time that no calendar holds is none.
  const lastTickAt = Number.isNaN(new Date(tick).getTime()) ? undefined : tick;
  if (answer.status === 200 && /"ok":\s*true/.test(answer.body)) return { lastTickAt, refusal: undefined };
  return { lastTickAt, refusal: lastTickAt === undefined ? 'MARKETDATA_MISSING' : 'MARKETDATA_STALE' };
}

/** Form of `/ops/status` by build: newer ones in the richer form, older ones in the stable minimum. */
type StatusForm = 'rich' | 'minimum';

/** A strategy runtime (gamma, whale): a cycle each second, a proposal every few, none while market data is stale. */
export class StrategyRuntime implements Agent {
  readonly name: string;
  readonly workload: { namespace: string; name: string };
  readonly #form: StatusForm;
  readonly #mesh: Mesh;
  #refusing: Refusal | undefined;
  #ignoresGate = false;
  #cycles = 0;
  #skipped = 0;
  #proposals = 0;
  #lastCycleAt: number;
  #lastHeartbeatAt: number;
  #lastTickAt: number;

  constructor(name: string, form: StatusForm, mesh: Mesh) {
    this.name = name;
    this.workload = { namespace: 'trading-floor', name };
    this.#form = form;
    this.#mesh = mesh;
    this.#lastCycleAt = mesh.now();
    this.#lastHeartbeatAt = mesh.now();
    this.#lastTickAt = mesh.now();
  }

  reset(): void {
    this.#refusing = undefined;
    this.#ignoresGate = false;
    this.#lastTickAt = this.#mesh.now();
    this.#lastCycleAt = this.#mesh.now();
    this.#lastHeartbeatAt = this.#mesh.now();
  }

  /** It refuses for a reason of its own, and has for `secondsAgo`. */
  refuse(reason: Refusal, secondsAgo: number): void {
    this.#refusing = reason;
    this.#lastCycleAt = this.#mesh.now() - secondsAgo * 1000;
  }

  /** It says that it refuses on stale market data, and proposes with each cycle all the same. */
  ignoreGate(): void {
    this.#ignoresGate = true;
  }

  /** It has run no cycle and seen no tick for `secondsAgo`. */
  stoppedSince(secondsAgo: number): void {
    this.#lastCycleAt = this.#mesh.now() - secondsAgo * 1000;
    this.#lastTickAt = this.#lastCycleAt;
  }

  step(): void {
    this.#lastHeartbeatAt = this.#mesh.now();
    const { lastTickAt, refusal } = this.#refusal();
    if (lastTickAt !== undefined) this.#lastTickAt = lastTickAt;
    if (refusal !== undefined && !this.#ignoresGate) {
      this.#skipped += 1;
      return;
    }
    this.#cycles += 1;
    this.#lastCycleAt = this.#mesh.now();
    if (this.#ignoresGate || this.#cycles % 7 === 0) this.#proposals += 1;
  }

  answer(request: AgentRequest, pod: Pod | undefined): AgentAnswer {
    switch (request.path) {
      case '/health':
      case '/healthz':
        return json(200, { status: 'ok', service: this.name });
      case '/ops/status':
        return this.#form === 'rich' ? this.#richStatus(pod) : this.#minimumStatus(pod);
      case '/metrics':
      case '/ops/metrics':
        return this.#metrics(pod);
      default:
        return notFound();
    }
  }

  #refusal(): MarketdataReading {
    const reading = readMarketdata(this.#mesh.ask('marketdata-mcp-server', '/healthz'));
    return { lastTickAt: reading.lastTickAt, refusal: reading.refusal ?? this.#refusing };
  }

  #heartbeatAge(): number {
    return Math.max(0, this.#mesh.now() - this.#lastHeartbeatAt) / 1000;
  }

  #richStatus(pod: Pod | undefined): AgentAnswer {
    const { lastTickAt, refusal } = this.#refusal();
    const halted = haltedBy(this.#mesh.killSwitch(pod)) !== undefined;
    const reasons = refusal === undefined ? [] : [refusal];
    return json(200, {
      service_name: this.name,
      service_kind: 'strategy',
      repo_id: 'agent-trader-v2',
      git_sha: '54afffe',
      build_id: 'b1207',
      agent_identity: {
        agent_name: 'strategy-engine',
        agent_role: 'strategy_eval',
        agent_mode: envOf(pod, 'AGENT_MODE') ?? 'UNKNOWN',
      },
      status: {
        state: refusal === undefined ? 'OK' : 'HALTED',
        summary: refusal === undefined ? 'Healthy' : SUMMARIES[refusal],
        reason_codes: reasons,
        last_updated_utc: iso(this.#mesh.now()),
      },
      heartbeat: {
        last_heartbeat_utc: iso(this.#lastHeartbeatAt),
        age_seconds: this.#heartbeatAge(),
        ttl_seconds: 60,
      },
      marketdata: {
        last_tick_utc: lastTickAt === undefined ? null : iso(lastTickAt),
        last_bar_utc: null,
        stale_threshold_seconds: 120,
        is_fresh: refusal !== 'MARKETDATA_STALE' && refusal !== 'MARKETDATA_MISSING',
      },
      safety: {
        kill_switch: halted,
        safe_to_run_strategies: !halted && refusal === undefined,
        safe_to_execute_orders: false,
        gating_reasons: [halted ? 'KILL_SWITCH' : NEVER_EXECUTES, ...reasons],
      },
      endpoints: { healthz: '/healthz', heartbeat: null, metrics: '/metrics' },
    });
  }

  #minimumStatus(pod: Pod | undefined): AgentAnswer {
    return json(200, {
      uptime: this.#mesh.uptimeSeconds(pod),
      last_heartbeat: iso(this.#lastHeartbeatAt),
      data_freshness_seconds: Math.max(0, this.#mesh.now() - this.#lastTickAt) / 1000,
      build_sha: '3c9d1e0',
      agent_mode: envOf(pod, 'AGENT_MODE') ?? 'UNKNOWN',
      last_cycle_at: iso(this.#lastCycleAt),
      last_cycle_age_seconds: Math.max(0, this.#mesh.now() - this.#lastCycleAt) / 1000,
    });
  }

  #metrics(pod: Pod | undefined): AgentAnswer {
    const { refusal } = this.#refusal();
    const halted = haltedBy(this.#mesh.killSwitch(pod)) !== undefined;
    return metrics([
      '# TYPE heartbeat_age_seconds gauge',
      `heartbeat_age_seconds ${this.#heartbeatAge()}`,
      '# TYPE strategy_cycles_total counter',
      `strategy_cycles_total ${this.#cycles}`,
      '# TYPE strategy_cycles_skipped_total counter',
      `strategy_cycles_skipped_total ${this.#skipped}`,
      '# TYPE order_proposals_total counter',
      `order_proposals_total ${this.#proposals}`,
      '# TYPE safety_halted_total counter',
      `safety_halted_total ${halted || refusal !== undefined ? 1 : 0}`,
      '# TYPE errors_total counter',
      'errors_total{component="strategy"} 0',
    ]);
  }
}
