/** What an escalation rule looks at, and how its condition reads. */

import type { Message } from '../../status/message.ts';
import type { EvaluatedAgent } from '../agents/agent.ts';
import type { World } from '../base/input.ts';
import type { EvaluatedExecution } from '../execution/execution.ts';
import type { EvaluatedFailure } from '../failures/failure.ts';

/** Everything judged so far that a rule can look at. `failures` by the plan's id. */
export interface Evaluated {
  world: World;
  execution: EvaluatedExecution;
  agents: readonly EvaluatedAgent[];
  failures: ReadonlyMap<string, EvaluatedFailure>;
}

/** A condition that holds: why, who, since when by the evidence, and what it rests on. */
export interface Condition {
  reading: 'holds';
  because: Message;
  agent: string | null;
  since: number | null;
  /** Id of the failure mode that this condition already tells of. */
  failure: string | null;
  /** Names of what it was seen at: while one of these is unclear, the condition is as last known. */
  restsOn: string[];
}

/** Only evidence makes a condition not hold: what is out of sight is never calm. `unclear`: what cannot be seen of it. */
export type ConditionReading =
  | Condition
  | { reading: 'does-not'; why: Message }
  | { reading: 'cannot-tell'; why: Message; unclear: string[] };
