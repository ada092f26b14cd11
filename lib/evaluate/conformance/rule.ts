/** The shape of a conformance rule: what the plan asks of an agent, compared with what the console can see of it. */

import type { AgentPlan, Plan } from '../../plan/schema.ts';
import type { Message } from '../../status/message.ts';
import type { Evidence } from '../../status/status.ts';
import type { ConformanceState } from '../../vocabulary.ts';
import type { AgentScope } from './scope.ts';

/**
 * State of a rule for one agent. Met needs an available source, broken needs evidence, anything else is not visible.
 */
export interface Conformance {
  state: ConformanceState;
  /** Never the value of a credential. */
  why: Message;
  evidence: Evidence[];
}

export interface ConformanceRule {
  /** By which a line of a contract in the plan names it. */
  id: string;
  /** Short text for a rule that is met. */
  title: string;
  /** Where the plan, or the field's contracts, say so. */
  source: string;
  /** True if the plan requires this of the agent. */
  applies(plan: Plan, agent: AgentPlan): boolean;
  check(scope: AgentScope): Conformance;
}
