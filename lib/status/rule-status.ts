/** A rule of the plan's escalation, as the posture has it all the time. `ruleText` has its words. */

import * as z from 'zod/mini';
import { escalationStateSchema, prioritySchema } from '../vocabulary.ts';
import { messageSchema } from './message.ts';
import { instantSchema, statusFields } from './status.ts';

/** What holds a rule back: the hours of the plan, or a market-wide halt that people declared. */
export const RULE_GATES = ['market-hours', 'market-halt'] as const;
export type RuleGate = (typeof RULE_GATES)[number];

export const ruleStatusSchema = z.object({
  ...statusFields('rule'),
  /** `because`: why its condition holds, why it does not, or why that cannot be told. */
  params: z.object({ because: messageSchema }),
  priority: prioritySchema,
  title: z.string(),
  response: z.string(),
  state: escalationStateSchema,
  /** What holds it back, and when that opens next; null while nothing does. */
  gate: z.nullable(z.object({ name: z.enum(RULE_GATES), opensAt: z.nullable(instantSchema) })),
  /** When it fires, or fired; null while its condition does not hold, or where nobody can say. */
  firesAt: z.nullable(instantSchema),
  /** How long the condition must have held. */
  forSeconds: z.number(),
  during: z.enum(['always', 'market-hours']),
  agent: z.nullable(z.string()),
});
export type RuleStatus = z.infer<typeof ruleStatusSchema>;
