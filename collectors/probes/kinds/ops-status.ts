import { readOpsStatus } from '#lib/contracts/ops-status.ts';
import type { ProbeKindDefinition } from './probe-kind.ts';

/** `GET /ops/status`: the richer form and the stable minimum. */
export const opsStatus: ProbeKindDefinition = { read: readOpsStatus };
