/**
 * `GET /state` of the execution agent: its state machine and gates. Without a configured key it answers 404, with a
 * wrong one 401; neither is a failure of the agent (docs/contracts.md).
 */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { booleanOrNull, identity } from './fields.ts';
import { noEvidence, type Reading, type Reply } from './reading.ts';

export interface ExecutionState {
  contract: 'execution-state';
  /** One of `INIT READY DEGRADED HALTED ERROR` in the known builds. */
  state: string;
  mode: string;
  dryRun: boolean | null;
  killSwitch: boolean;
}

const body = z.object({
  state: identity,
  agent_mode: identity,
  engine_dry_run: booleanOrNull.optional(),
  kill_switch_enabled: z.boolean(),
});

/** Evidence needs the state, the mode and the agent's own value of the kill switch. */
export function readExecutionState({ status, json }: Reply): Reading<ExecutionState> {
  if (status === 401) return { outcome: 'forbidden', message: say('parse-key-refused', { status }) };
  if (status === 404) return { outcome: 'no-evidence', message: say('parse-no-key', { status }) };
  const state = body.safeParse(json).data;
  if (!state) return noEvidence(status, 'execution-state');
  return {
    outcome: 'evidence',
    value: {
      contract: 'execution-state',
      state: state.state,
      mode: state.agent_mode,
      dryRun: state.engine_dry_run ?? null,
      killSwitch: state.kill_switch_enabled,
    },
  };
}
