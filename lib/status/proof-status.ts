/** One independent proof that execution is off, as the posture has it. */

import * as z from 'zod/mini';
import { proofIdSchema } from '../vocabulary.ts';
import { statusFields } from './status.ts';

/** `observedAt` moves while nothing happens; it rides on the ticks as `measured.proofs[id]`. */
export const proofSchema = z.object({
  ...statusFields('proof'),
  id: proofIdSchema,
  limitSeconds: z.number(),
});
export type ProofStatus = z.infer<typeof proofSchema>;

/** When the oldest of its evidence was observed, epoch ms; null: never. */
export function proofSeenAt({ observedAt }: Pick<ProofStatus, 'observedAt'>): number | null {
  return observedAt === null ? null : Date.parse(observedAt);
}
