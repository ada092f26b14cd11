/** The posture document: what was judged, with the console, the mesh and the plan that it was judged by. */

import { createHash } from 'node:crypto';
import type { EvaluationState } from '#lib/evaluate/base/state.ts';
import type { Evaluation } from '#lib/evaluate/evaluate.ts';
import type { Ledger } from '#lib/facts/ledger.ts';
import { POSTURE_SCHEMA_VERSION, type Posture } from '#lib/posture.ts';
import type { PlanInForce } from './plan-in-force.ts';

/** What the console knows of itself. */
export interface About {
  version: string;
  build: string;
  clockOffsetSeconds: number;
  context: string;
  /** ISO 8601. */
  startedAt: string;
}

/** What a posture follows from, beside the moment: the same gives the same. */
export interface Inputs {
  plan: PlanInForce;
  about: About;
  /** What was carried into the judgement. */
  evaluationState: EvaluationState;
  ledger: Ledger;
}

/**
 * Pure: the same judgement at the same moment by the same plan and console gives the same document. The id is of what is
 * said alone: two consoles that say the same of a mesh say it under one id, whenever they began and whatever their build.
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

/** Digest of what is said, and not of who says it or from which file its plan was read. When evidence was last seen moves while nothing changes, so it does not count. */
function identityOf(content: unknown): string {
  const text = JSON.stringify(content, (key, value: unknown) => {
    if (key === 'observedAt') return undefined;
    return key === 'evidence' && Array.isArray(value) ? value.map(untimed) : value;
  });
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** A piece of evidence without the time at which it was last seen. */
function untimed(piece: unknown): unknown {
  return typeof piece === 'object' && piece !== null ? { ...piece, at: undefined } : piece;
}
