import { readReadiness } from '#lib/contracts/readiness.ts';
import type { ProbeKindDefinition } from './probe-kind.ts';

/** `GET /readyz`: if the process calls itself ready, in JSON or in a word. */
export const readiness: ProbeKindDefinition = { body: 'any', read: readReadiness };
