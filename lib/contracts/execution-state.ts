/**
 * `GET /state` of the execution agent: its state machine and gates. Without a configured key it answers 404, with a
 * wrong one 401; neither is a failure of the agent (docs/contracts.md).
 */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, type Said } from './contract.ts';
import { booleanOrNull, identity } from './fields.ts';
import { noEvidence, type Reading, type Reply } from './reading.ts';

const says = {
  contract: z.literal('execution-state'),
  /** One of `INIT READY DEGRADED HALTED ERROR` in the builds that are known. */
  state: z.string(),
  mode: z.string(),
  dryRun: z.boolean().nullable(),
  killSwitch: z.boolean(),
};
export type ExecutionState = Said<typeof says>;

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

/** That it answers at all shows that it runs, whatever it says. */
export const executionState = contract({
  says,
  read: readExecutionState,
  finding: ({ state, mode }) => ({
    code: 'live-mode',
    params: { state, reason: say('probe-live-mode', { state, mode }) },
  }),
});
