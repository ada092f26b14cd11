/** If an agent is unknown because the plan itself leaves it open: nobody on call can settle that. */

import type { AgentCode } from '../../status/agent.ts';
import type { EvaluatedAgent } from './agent.ts';

/** The plan names no workload, no evidence of health, or people start it and nothing shows that. */
const BY_PLAN: readonly AgentCode[] = ['undeclared', 'no-health', 'not-shown'];

/** An optional agent that nothing ever showed may not be in use. */
export function isLeftOpen({ plan, code, workloads, pods, cloudRun, results }: EvaluatedAgent): boolean {
  if (BY_PLAN.includes(code)) return true;
  const seen = [...workloads, ...pods, ...cloudRun].length > 0 || results.some((r) => r.answeredAt !== null);
  return plan.optional && !seen;
}
