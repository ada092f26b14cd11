import { readMarketdataHeartbeat } from '#lib/contracts/marketdata-heartbeat.ts';
import type { ProbeKindDefinition } from './probe-kind.ts';

/** `GET /healthz` of market data: 200 and 503 are both evidence. */
export const marketdataHeartbeat: ProbeKindDefinition = { read: readMarketdataHeartbeat };
