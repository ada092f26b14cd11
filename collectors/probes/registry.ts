/** The kinds of probe, one line each. */

import type { ProbeKind } from '#lib/plan/schema.ts';
import { configHeartbeat } from './kinds/config-heartbeat.ts';
import { executionState } from './kinds/execution-state.ts';
import { firestoreHeartbeat } from './kinds/firestore-heartbeat.ts';
import { marketdataHeartbeat } from './kinds/marketdata-heartbeat.ts';
import { metrics } from './kinds/metrics.ts';
import { natsHealth } from './kinds/nats-health.ts';
import { opsStatus } from './kinds/ops-status.ts';
import type { ProbeKindDefinition } from './kinds/probe-kind.ts';
import { processHealth } from './kinds/process-health.ts';
import { readiness } from './kinds/readiness.ts';

export const PROBE_REGISTRY: Readonly<Record<ProbeKind, ProbeKindDefinition>> = {
  'marketdata-heartbeat': marketdataHeartbeat,
  'ops-status': opsStatus,
  'process-health': processHealth,
  'execution-state': executionState,
  'firestore-heartbeat': firestoreHeartbeat,
  metrics,
  readiness,
  'config-heartbeat': configHeartbeat,
  'nats-health': natsHealth,
};
