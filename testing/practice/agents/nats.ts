import { type Agent, type AgentAnswer, type AgentRequest, json, notFound } from './agent.ts';

/** The monitoring port of the NATS server that congressional-ingest publishes to. */
export class Nats implements Agent {
  readonly name = 'nats';

  reset(): void {}

  answer(request: AgentRequest): AgentAnswer {
    return request.path === '/healthz' ? json(200, { status: 'ok' }) : notFound();
  }
}
