/** The posture document: the evaluation, with its console, its mesh and its plan. */

import { createHash } from 'node:crypto';
import type { EvaluationState } from '#lib/evaluate/base/state.ts';
import type { Evaluation } from '#lib/evaluate/evaluate.ts';
import type { Ledger } from '#lib/facts/ledger.ts';
import { POSTURE_SCHEMA_VERSION, type Posture } from '#lib/posture.ts';
import type { PlanInForce } from './plan-in-force.ts';

/** The console's own fields. */
export interface About {
  version: string;
  build: string;
  clockOffsetSeconds: number;
  context: string;
  /** ISO 8601. */
  startedAt: string;
}

/** The input of a posture, beside its time: the same input gives the same posture. */
export interface EvaluationInputs {
  plan: PlanInForce;
  about: About;
  /** The evaluation state that the evaluation began with. */
  evaluationState: EvaluationState;
  ledger: Ledger;
}

/**
 * Pure: the same evaluation at the same time by the same plan and console gives the same document. The id is a digest
 * of the content alone: two consoles that publish the same of a mesh use one id, whatever their start time and build.
 */
export function composePosture(
  said: Evaluation['said'],
  now: number,
  { plan, file, digest, problems }: PlanInForce,
  { version, build, clockOffsetSeconds, context, startedAt }: About,
): Posture {
  const { practice, measured, ...rest } = said;
  const mesh = {
    name: plan.mesh.name,
    home: plan.mesh.namespaces[0] ?? '',
    namespaces: plan.mesh.namespaces,
    context,
    practice,
  };
  const inForce = {
    digest,
    verdict: problems.length === 0 ? ('good' as const) : ('attention' as const),
    problems: [...problems],
  };
  return {
    schemaVersion: POSTURE_SCHEMA_VERSION,
    id: identityOf({ mesh, plan: inForce, ...rest }),
    at: new Date(now).toISOString(),
    console: { version, build, clockOffsetSeconds, startedAt },
    mesh,
    plan: { file, ...inForce },
    ...rest,
    measured,
  };
}

/**
 * Digest of the content without its console and the file of its plan. The times of the last observations do not count,
 * since they move while nothing changes.
 */
function identityOf(content: unknown): string {
  const text = JSON.stringify(content, (key, value: unknown) => {
    if (key === 'observedAt') return undefined;
    return key === 'evidence' && Array.isArray(value) ? value.map(untimed) : value;
  });
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** A piece of evidence without the time of its last observation. */
function untimed(piece: unknown): unknown {
  return typeof piece === 'object' && piece !== null ? { ...piece, at: undefined } : piece;
}
