import { type Agent, type AgentAnswer, type AgentRequest, iso, json, type Mesh, notFound } from './agent.ts';

/** Poll interval of congressional-ingest for disclosures. */
const POLL_SECONDS = 60;

/** congressional-ingest on Cloud Run. */
export class CongressionalIngest implements Agent {
  readonly name = 'congressional-ingest';
  readonly #mesh: Mesh;
  #lastPollAt: number;

  constructor(mesh: Mesh) {
    this.#mesh = mesh;
    this.#lastPollAt = mesh.now();
  }

  reset(): void {
    this.#lastPollAt = this.#mesh.now();
  }

  step(): void {
    if (this.#mesh.now() - this.#lastPollAt >= POLL_SECONDS * 1000) this.#lastPollAt = this.#mesh.now();
  }

  answer(request: AgentRequest): AgentAnswer {
    if (request.path !== '/health') return notFound();
    return json(200, {
      status: 'ok',
      service: this.name,
      ts: iso(this.#mesh.now()),
      stats: { last_poll_at: iso(this.#lastPollAt), poll_interval_seconds: POLL_SECONDS },
    });
  }
}
