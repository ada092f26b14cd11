import { readConfigHeartbeat } from '#lib/contracts/config-heartbeat.ts';
import type { ProbeKindDefinition } from './probe-kind.ts';

/** A heartbeat that is written into a ConfigMap, which the Kubernetes source watches: nothing is sent for it. */
export const configHeartbeat: ProbeKindDefinition = { body: 'text', read: readConfigHeartbeat };
