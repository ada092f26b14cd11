import { type Agent, type AgentAnswer, type AgentRequest, json, notFound } from './agent.ts';

/** The strategy API image that the Deployment `strategy-engine` runs: it has no `/health` (plan, strategy-service). */
export class StrategyApi implements Agent {
  readonly name = 'strategy-api';
  readonly workload = { namespace: 'trading-floor', name: 'strategy-engine' };

  reset(): void {}

  answer(request: AgentRequest): AgentAnswer {
    return request.path === '/' ? json(200, { message: 'Strategy service is running' }) : notFound();
  }
}
