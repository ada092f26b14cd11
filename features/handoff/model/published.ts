/** What of a posture is handed over: read out of it as a part, so that thousands of them can be read one after another. */

import * as z from 'zod/mini';
import { actionSchema, agentSchema, cadenceSchema, executionSchema, sourceSchema } from '#lib/posture.ts';
import { ruleStatusSchema } from '#lib/status/rule-status.ts';

export const publishedSchema = z.object({
  execution: z.extend(z.pick(executionSchema, { outcome: true, verdict: true, since: true }), {
    /** Not kept by earlier versions. */
    scope: z.optional(executionSchema.shape.scope),
  }),
  escalations: z.array(
    z.pick(ruleStatusSchema, {
      id: true,
      priority: true,
      title: true,
      state: true,
      params: true,
      firesAt: true,
      agent: true,
      runbook: true,
    }),
  ),
  actions: z.array(actionSchema),
  cadence: z.pick(cadenceSchema, { date: true, items: true }),
  agents: z.array(
    z.pick(agentSchema, {
      name: true,
      verdict: true,
      code: true,
      params: true,
      modesObserved: true,
      workloads: true,
    }),
  ),
  sources: z.array(z.pick(sourceSchema, { label: true, verdict: true, code: true, params: true })),
});
export type Published = z.infer<typeof publishedSchema>;
