import { readExecutionState } from '#lib/contracts/execution-state.ts';
import type { ProbeKindDefinition } from './probe-kind.ts';

/** `GET /state` of the execution agent: 404 and 401 are no failures of it. */
export const executionState: ProbeKindDefinition = { read: readExecutionState };
