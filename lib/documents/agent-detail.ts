/** All that the console knows of one agent: its contract in the plan, its observed state, and its changes. */

import { z } from 'zod';
import { agentSchema } from '../posture.ts';
import { messageSchema } from '../status/message.ts';
import { instantSchema } from '../status/status.ts';

export const rawFactSchema = z.object({
  subject: z.string(),
  kind: z.string(),
  source: z.string(),
  observedAt: instantSchema,
  /** Since when the value has been the same. */
  since: instantSchema,
  /** Pretty-printed JSON, redacted; `null` if the subject is known to be gone. */
  value: z.string(),
});
export type RawFact = z.infer<typeof rawFactSchema>;

export const changeSchema = z.object({
  at: instantSchema,
  /** e.g. `Good → Failing: answers 503`, `Deployment feed: wanted 0 → 1`. */
  what: messageSchema,
  subject: z.string(),
});
export type Change = z.infer<typeof changeSchema>;

export const agentDetailSchema = z.object({
  agent: agentSchema,
  /** Its lines, with how each stands, are in the document of the contracts. */
  contract: z.object({
    role: z.string(),
    endpoints: z.array(z.object({ path: z.string(), what: z.string() })),
    inputs: z.array(z.string()),
    outputs: z.array(z.string()),
    restartPolicy: z.string(),
    modeNote: z.string().nullable(),
    criticalityNote: z.string().nullable(),
  }),
  /** Newest first. */
  changes: z.array(changeSchema),
  facts: z.array(rawFactSchema),
});
export type AgentDetail = z.infer<typeof agentDetailSchema>;
