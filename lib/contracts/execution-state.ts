/**
 * `GET /state` of the execution agent: its state machine and gates. Without a configured key it answers 404, with a
 * wrong one 401; neither is a failure of the agent (docs/contracts.md).
 */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { AGENT_MODES } from '../vocabulary.ts';
import { contract, type Said } from './contract.ts';
import { asBoolean, asOneOf, Fields } from './fields.ts';
import { evidenceWith, noEvidence, type ParseResult, type Reply } from './parse-result.ts';

const says = {
  contract: z.literal('execution-state'),
  /** One of `INIT READY DEGRADED HALTED ERROR`; null if it is another one. */
  state: z.string().nullable(),
  mode: z.string().nullable(),
  dryRun: z.boolean().nullable(),
  killSwitch: z.boolean().nullable(),
};
export type ExecutionState = Said<typeof says>;

const STATES = ['INIT', 'READY', 'DEGRADED', 'HALTED', 'ERROR'];
const NEEDED = ['state', 'agent_mode', 'kill_switch_enabled'];

/** Evidence needs the state, the mode and the agent's own value of the kill switch. */
export function readExecutionState({ status, json, askedAt }: Reply): ParseResult<ExecutionState> {
  if (status === 401) return { outcome: 'forbidden', message: say('parse-key-refused', { status }) };
  if (status === 404) return { outcome: 'no-evidence', message: say('parse-no-key', { status }) };
  const body = new Fields(json, askedAt);
  if (!NEEDED.every((field) => body.has(field))) return noEvidence(status, 'execution-state');
  const value: ExecutionState = {
    contract: 'execution-state',
    state: body.need('state', asOneOf(STATES)),
    mode: body.need('agent_mode', asOneOf(AGENT_MODES), 'orders'),
    dryRun: body.read('engine_dry_run', asBoolean, 'orders'),
    killSwitch: body.need('kill_switch_enabled', asBoolean, 'kill-switch'),
  };
  return evidenceWith(value, body.unreadable);
}

/** That it answers at all shows that it runs, whatever it says. */
export const executionState = contract({
  says,
  read: readExecutionState,
  finding: ({ state, mode }) => ({
    code: 'live-mode',
    params: {
      state: state ?? '?',
      reason: say('probe-live-mode', { state: state ?? '?', mode: mode ?? '?' }),
    },
  }),
});
