import { type Agent, type AgentAnswer, type AgentRequest, iso, json, type Mesh, notFound } from './agent.ts';

/** market-ingest-service on Cloud Run, and the heartbeat document that it writes to Firestore. */
export class MarketIngest implements Agent {
  readonly name = 'market-ingest-service';
  readonly #mesh: Mesh;
  #messages = 0;
  #startedAt: number;
  #lastMessageAt: number;

  constructor(mesh: Mesh) {
    this.#mesh = mesh;
    this.#startedAt = mesh.now();
    this.#lastMessageAt = mesh.now();
  }

  reset(): void {
    this.#lastMessageAt = this.#mesh.now();
    this.#startedAt = this.#mesh.now();
  }

  step(): void {
    this.#messages += 3;
    this.#lastMessageAt = this.#mesh.now();
  }

  answer(request: AgentRequest): AgentAnswer {
    switch (request.path) {
      case '/health':
        return json(200, {
          status: 'ok',
          service: 'market-ingest',
          stats: {
            messages_total: this.#messages,
            last_message_at: iso(this.#lastMessageAt),
            uptime_seconds: (this.#mesh.now() - this.#startedAt) / 1000,
          },
          ts: iso(this.#mesh.now()),
        });
      case '/readyz':
        return json(200, { status: 'ready' });
      case '/livez':
        return json(200, { status: 'alive' });
      default:
        return notFound();
    }
  }

  /** When the heartbeat document was last written, in milliseconds since the epoch. */
  heartbeatAt(): number {
    return this.#lastMessageAt;
  }
}
