/** A rule of the plan's escalation, as the posture has it all the time. `ruleText` has its words. */

import * as z from 'zod/mini';
import { escalationStateSchema, prioritySchema } from '../vocabulary.ts';
import { messageSchema } from './message.ts';
import { instantSchema, statusFields } from './status.ts';

/** The gate that makes a rule wait: the hours of the plan, or a market-wide halt that people declared. */
export const RULE_GATES = ['market-hours', 'market-halt'] as const;
export type RuleGate = (typeof RULE_GATES)[number];

/** A condition that is clear, and not yet for as long as ends it: since when, and how many seconds that takes. */
export const clearSchema = z.object({ since: instantSchema, forSeconds: z.number() });

export const ruleStatusSchema = z.object({
  ...statusFields('rule'),
  /** `because`: why its condition holds, why it does not, or why that is unknown. */
  params: z.object({ because: messageSchema }),
  priority: prioritySchema,
  title: z.string(),
  response: z.string(),
  state: escalationStateSchema,
  /** The gate that it waits for, and when that opens next; null while none does. */
  gate: z.nullable(z.object({ name: z.enum(RULE_GATES), opensAt: z.nullable(instantSchema) })),
  /** When it fires, or fired; null while its condition does not hold, or if that is unknown. */
  firesAt: z.nullable(instantSchema),
  /** How long the condition must have held. */
  forSeconds: z.number(),
  during: z.enum(['always', 'market-hours']),
  /** There only while its condition is clear. */
  clear: z.optional(clearSchema),
  agent: z.nullable(z.string()),
});
export type RuleStatus = z.infer<typeof ruleStatusSchema>;
