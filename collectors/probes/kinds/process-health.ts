import { readProcessHealth } from '#lib/contracts/process-health.ts';
import type { ProbeKindDefinition } from './probe-kind.ts';

/** `GET /health`: that the process answers, and its identity. */
export const processHealth: ProbeKindDefinition = { read: readProcessHealth };
