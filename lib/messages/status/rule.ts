/** What is said of a rule of the plan's escalation: why it stands as it does, and what holds it back. */

import type { RuleStatus } from '../../status/rule-status.ts';
import { GATE_NAMES } from '../escalation.ts';
import { text } from '../text.ts';

/** `gate`: e.g. `market hours`; null while nothing holds it back. */
export function ruleText({ params, gate }: Pick<RuleStatus, 'params' | 'gate'>): {
  because: string;
  gate: string | null;
} {
  return { because: text(params.because), gate: gate === null ? null : GATE_NAMES[gate.name] };
}
