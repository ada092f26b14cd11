/** The input of an escalation rule, and the result of its condition. */

import type { Message } from '../../status/message.ts';
import type { EvaluatedAgent } from '../agents/agent.ts';
import type { World } from '../base/input.ts';
import type { Changes } from '../changes/changes.ts';
import type { EvaluatedExecution } from '../execution/execution.ts';
import type { EvaluatedFailure } from '../failures/failure.ts';

/** Everything evaluated so far that a rule can read. `failures` by the plan's id. */
export interface Evaluated {
  world: World;
  execution: EvaluatedExecution;
  agents: readonly EvaluatedAgent[];
  failures: ReadonlyMap<string, EvaluatedFailure>;
  /** Since the last close, by agent, and of the mesh. */
  changes: ReadonlyMap<string, Changes>;
}

/** A condition that holds: why, for which subjects, since when by the evidence, and its evidence. */
export interface Condition {
  result: 'holds';
  because: Message;
  agent: string | null;
  since: number | null;
  /** Id of the failure mode that this condition already lists. */
  failure: string | null;
  /** True if it holds only for what is unknown: it does not count before the first looks had their time. */
  unknown?: boolean;
  /** Names of the subjects that showed it: while one of these is unclear, the condition is as last known. */
  restsOn: string[];
}

/**
 * Only evidence ends a condition: an unavailable subject is never calm. `unclear`: the subjects that cannot be
 * evaluated.
 */
export type ConditionResult =
  | Condition
  | { result: 'does-not'; why: Message }
  | {
      result: 'cannot-tell';
      why: Message;
      unclear: string[];
      /** The code of a reason that no longer stands: what held for it alone is dropped at once. */
      drops?: Message['code'];
    };
