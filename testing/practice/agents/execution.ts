import type { Pod } from '../world/kinds.ts';
import {
  type Agent,
  type AgentAnswer,
  type AgentRequest,
  envOf,
  iso,
  json,
  type Mesh,
  notFound,
  readFlag,
} from './agent.ts';
import { haltedBy } from './switch-reader.ts';

const KEY_HEADER = 'x-exec-agent-key';

/** The broker execution API: `/state` wants the key, and is not there if none is configured. */
export class Execution implements Agent {
  readonly name: string;
  readonly workload: { namespace: string; name: string };
  readonly #mesh: Mesh;

  constructor(name: string, namespace: string, mesh: Mesh) {
    this.name = name;
    this.workload = { namespace, name };
    this.#mesh = mesh;
  }

  reset(): void {}

  answer(request: AgentRequest, pod: Pod | undefined): AgentAnswer {
    if (request.path === '/health') return json(200, { status: 'ok', service: 'execution-engine' });
    if (request.path !== '/state' || this.#mesh.executionKey === undefined) return notFound();
    if (request.headers[KEY_HEADER] !== this.#mesh.executionKey) return json(401, { detail: 'invalid key' });
    return this.#state(pod);
  }

  /** Halted while its kill switch is, and READY else: what it would route to a broker still needs LIVE. */
  #state(pod: Pod | undefined): AgentAnswer {
    const startedAt = this.#mesh.now() - this.#mesh.uptimeSeconds(pod) * 1000;
    const sources = this.#mesh.killSwitch(pod);
    const halting = haltedBy(sources);
    const by = halting ?? sources.at(-1);
    return json(200, {
      agent_id: pod?.metadata.name ?? this.name,
      state: halting !== undefined ? 'HALTED' : 'READY',
      last_transition_at: iso(startedAt),
      error_count: 0,
      restart_not_before: null,
      last_error: null,
      agent_mode: envOf(pod, 'AGENT_MODE') ?? 'OFF',
      engine_dry_run: readFlag(envOf(pod, 'EXEC_DRY_RUN')) ?? true,
      kill_switch_enabled: halting !== undefined,
      kill_switch_source: by === undefined ? null : `${by.way}:${by.at}`,
      marketdata_heartbeat: this.#heartbeat(),
    });
  }

  #heartbeat(): object {
    const answer = this.#mesh.ask('marketdata-mcp-server', '/healthz');
    const tick = Number(/"last_tick_epoch_seconds":([\d.]+)/.exec(answer?.body ?? '')?.[1]) * 1000;
    const at = Number.isNaN(new Date(tick).getTime()) ? null : tick;
    const age = at === null ? null : Math.max(0, this.#mesh.now() - at) / 1000;
    return {
      path: 'ops/market_ingest',
      exists: at !== null,
      last_heartbeat_at: at === null ? null : iso(at),
      age_seconds: age,
      is_stale: age === null || age > 120,
      status: null,
      stale_threshold_seconds: 120,
    };
  }
}
