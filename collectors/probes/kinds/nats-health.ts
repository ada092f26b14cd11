import { readNatsHealth } from '#lib/contracts/nats-health.ts';
import type { ProbeKindDefinition } from './probe-kind.ts';

/** `GET /healthz` of a NATS server's monitoring port. */
export const natsHealth: ProbeKindDefinition = { read: readNatsHealth };
