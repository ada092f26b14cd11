import { type Agent, type AgentAnswer, type AgentRequest, iso, json } from './agent.ts';
import type { MarketIngest } from './market-ingest.ts';

const DOCUMENT = 'projects/practice/databases/(default)/documents/tenants/practice/ops/market_ingest';

/** Firestore's REST API as far as the mesh needs it: the one heartbeat document of market-ingest-service. */
export class Firestore implements Agent {
  readonly name = 'firestore';
  readonly #ingest: MarketIngest;

  constructor(ingest: MarketIngest) {
    this.#ingest = ingest;
  }

  reset(): void {}

  answer(request: AgentRequest): AgentAnswer {
    if (decodeURIComponent(request.path) !== `/v1/${DOCUMENT}`)
      return json(404, {
        error: { code: 404, message: `Document "${request.path}" not found.`, status: 'NOT_FOUND' },
      });
    const at = iso(this.#ingest.heartbeatAt());
    return json(200, {
      name: DOCUMENT,
      fields: {
        ts: { timestampValue: at },
        service: { stringValue: 'market-ingest' },
        status: { stringValue: 'running' },
      },
      createTime: '2026-01-05T14:00:00.000000Z',
      updateTime: at,
    });
  }
}
