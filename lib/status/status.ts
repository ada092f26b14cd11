/**
 * The one shape of everything that is evaluated, modelled on Kubernetes' conditions: its kind, its subject, the
 * verdict, a code with parameters, its start, its evidence, and its runbook. `zod/mini`: the page parses these too.
 */

import * as z from 'zod/mini';
import { verdictSchema } from '../vocabulary.ts';
import { paramsSchema } from './message.ts';

export const STATUS_KINDS = [
  'proof',
  'agent',
  'failure',
  'rule',
  'source',
  'probe',
  'cadence-item',
  'conformance-cell',
  'permission',
] as const;
export type StatusKind = (typeof STATUS_KINDS)[number];

/** UTC, ISO 8601 with milliseconds and `Z`. */
export const instantSchema = z.string();

/** A runbook to open: its slug and title. */
export const runbookRefSchema = z.object({ slug: z.string(), title: z.string() });

/**
 * One observation: its subject (`namespace/name` if Kubernetes has it), the observed part, its value, its time, and its
 * source (the rule or the document that reads it).
 */
export const evidenceSchema = z.object({
  subject: z.string(),
  path: z.string(),
  value: z.string(),
  at: z.nullable(instantSchema),
  source: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** The fields that every status has; `code` is one of its kind's (`lib/status/codes.ts`), and its verdict follows from it. */
export function statusFields<K extends StatusKind>(kind: K) {
  return {
    kind: z.literal(kind),
    id: z.string(),
    /** Its subject: an agent's name, an object as `namespace/name`, or the mesh. */
    subject: z.string(),
    verdict: verdictSchema,
    code: z.string(),
    params: paramsSchema,
    /** Since when it has been so; null if unknown. */
    since: z.nullable(instantSchema),
    /** When the oldest of its evidence was observed; null: never. It moves while nothing happens. */
    observedAt: z.nullable(instantSchema),
    evidence: z.array(evidenceSchema),
    runbook: z.nullable(runbookRefSchema),
  };
}
