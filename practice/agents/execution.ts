import { type Agent, type AgentAnswer, type AgentRequest, json, notFound } from './agent.ts';

/** The broker execution API. No key for `/state` is configured, so that path answers 404, as the field does. */
export class Execution implements Agent {
  readonly name: string;
  readonly workload: { namespace: string; name: string };

  constructor(name: string, namespace: string) {
    this.name = name;
    this.workload = { namespace, name };
  }

  reset(): void {}

  answer(request: AgentRequest): AgentAnswer {
    return request.path === '/health' ? json(200, { status: 'ok', service: 'execution-engine' }) : notFound();
  }
}
