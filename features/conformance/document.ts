/**
 * `/api/v1/contracts`: each agent of the plan by each conformance rule, as far as what runs shows it, the lines of its
 * contract, and the limits of age that are around it. `zod/mini`, since the page parses it too.
 */

import * as z from 'zod/mini';
import { document, json } from '#lib/documents/define.ts';
import { messageSchema } from '#lib/status/message.ts';
import { instantSchema, runbookRefSchema, statusFields } from '#lib/status/status.ts';
import { conformanceStateSchema, prioritySchema, verdictSchema } from '#lib/vocabulary.ts';

export const cellSchema = z.object({
  /** `subject`: the agent. `params.why`: why the rule stands so. */
  ...statusFields('conformance-cell'),
  /** Id of the rule. */
  rule: z.string(),
  /** Of the rule, whatever its class: a broken rule of hygiene has a code of its own. */
  state: conformanceStateSchema,
});
export type ContractCell = z.infer<typeof cellSchema>;

const lineSchema = z.object({
  /** `safety`: what the agent's safety depends on, by its contract. */
  kind: z.enum(['must', 'must-never', 'safety']),
  text: z.string(),
  state: conformanceStateSchema,
  verdict: verdictSchema,
  why: messageSchema,
  /** Ids of the rules that check it; none if nothing does. */
  rules: z.array(z.string()),
});
export type ContractLinePosture = z.infer<typeof lineSchema>;

const agentContractsSchema = z.object({
  name: z.string(),
  criticality: prioritySchema,
  /** One per rule, in the order of `rules`. */
  cells: z.array(cellSchema),
  lines: z.array(lineSchema),
  /** Age limits: subject, place of definition, seconds, and the one that applies. */
  thresholds: z.array(
    z.object({ what: z.string(), where: z.string(), seconds: z.number(), applies: z.boolean() }),
  ),
  /** Subjects with different limits; shown only here. */
  disagreements: z.array(z.object({ what: z.string(), smallestSeconds: z.number() })),
});
export type AgentContracts = z.infer<typeof agentContractsSchema>;

export const contractsSchema = z.object({
  at: instantSchema,
  /** From then on it describes the past: nothing in it may be shown as present. */
  validUntil: instantSchema,
  /** Of the posture that was in force. */
  postureId: z.string(),
  rules: z.array(
    z.object({
      id: z.string(),
      /** `safety`: broken is bad, and told by an action. `hygiene`: broken is worth attention at most. */
      class: z.enum(['safety', 'hygiene']),
      title: z.string(),
      source: z.string(),
      /** Runbook to open if it is broken. */
      runbook: z.nullable(runbookRefSchema),
    }),
  ),
  agents: z.array(agentContractsSchema),
  /** Cells by state; the broken ones by the class of their rule. */
  counts: z.object({
    broken: z.number(),
    hygiene: z.number(),
    cannotSee: z.number(),
    holds: z.number(),
    notApplicable: z.number(),
  }),
});
export type ContractsDocument = z.infer<typeof contractsSchema>;

export const contractsDocument = document({
  path: '/api/v1/contracts',
  tag: 'present',
  summary: 'Every agent by every conformance rule, each line of its contract, the limits of age around it',
  description: 'It tells of the present until `validUntil`.',
  body: json('Contracts', contractsSchema),
  answers: { 200: 'The table, and until when it may be shown as the present' },
  everyMs: 5_000,
});
