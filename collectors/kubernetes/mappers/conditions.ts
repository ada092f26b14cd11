/** Conditions of pods and workloads, and those of a workload that are evaluated. */

import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import type { WorkloadCondition } from '#lib/facts/fact.ts';
import { instantOf, timeSchema } from './object-meta.ts';

const text = z.string().nullish();

export const conditionsSchema = z
  .array(
    z.object({
      type: z.string(),
      status: z.string(),
      reason: text,
      message: text,
      lastTransitionTime: timeSchema,
    }),
  )
  .nullish();

const EVALUATED = ['Progressing', 'Available', 'ReplicaFailure'];
const MAX_MESSAGE = 400;

export function conditionsOf(
  conditions: z.infer<typeof conditionsSchema>,
): { conditions: WorkloadCondition[] } | Record<never, never> {
  const kept = (conditions ?? []).filter(({ type }) => EVALUATED.includes(type));
  if (kept.length === 0) return {};
  return {
    conditions: kept.map(({ type, status, reason, message, lastTransitionTime }) => ({
      type,
      status,
      reason: reason ?? null,
      message: message ? cleanText(message, MAX_MESSAGE) : null,
      since: instantOf(lastTransitionTime),
    })),
  };
}
