/** How a proof is made: a code with the parameters of its text, and its evidence. */

import type { PROOF_TEXTS } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import type { Message, Params } from '../../status/message.ts';
import { PROOF_VERDICTS, type ProofCode } from '../../status/proof.ts';
import type { ProofStatus } from '../../status/proof-status.ts';
import type { Evidence } from '../../status/status.ts';
import type { ProofId } from '../../vocabulary.ts';
import type { Availability } from '../base/availability.ts';
import { instantOrNull } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { proofRunbook } from '../base/runbook-ref.ts';
import type { Culprit } from './objects.ts';

/** The result of a proof: one of its codes, with the parameters of that code's text. */
export interface Shown {
  code: ProofCode;
  params: Params;
}

type ParamsOf<C extends ProofCode> =
  Parameters<(typeof PROOF_TEXTS)[C]> extends [infer P extends Params, ...unknown[]] ? [P] : [];

export function shown<C extends ProofCode>(code: C, ...params: ParamsOf<C>): Shown {
  return { code, params: params[0] ?? {} };
}

/** A proof with those who make it what it is; none where nothing but its source is to blame. */
export type Proof = ProofStatus & { culprits: readonly Culprit[] };

export interface ProofParts {
  shows: Shown;
  /** When the oldest of its evidence was observed, epoch ms; null: never. */
  at: number | null;
  evidence: Evidence[];
  /** Those that are of the proof's own verdict count. */
  culprits?: readonly Culprit[];
  /** The plan's limit for proofs if left out. */
  limitSeconds?: number;
}

/** Its verdict follows from its code. The caller, which knows the evaluation before, fills in `since`. */
export function proofOf<I extends ProofId>(
  world: World,
  id: I,
  { shows, at, evidence, culprits = [], limitSeconds = world.plan.safety.proofLimitSeconds }: ProofParts,
): Proof {
  const verdict = PROOF_VERDICTS[shows.code];
  const holds = verdict === 'good' || verdict === 'not-applicable';
  return {
    kind: 'proof',
    id,
    subject: world.plan.mesh.name,
    verdict,
    ...shows,
    since: null,
    observedAt: instantOrNull(at),
    evidence,
    runbook: holds ? null : proofRunbook(world.plan, [id]),
    limitSeconds,
    culprits: culprits.filter(({ weight }) => weight === verdict),
  };
}

/** Bad needs only evidence; good needs available sources too; the rest is unknown, with the last known evidence. */
export function weigh(bad: Shown | null, availability: Availability, calm: Shown): Shown {
  if (bad !== null) return bad;
  if (availability.available) return calm;
  return shown('unseen', { why: availability.why, lastAt: availability.at, last: { ...calm } });
}

/** A list of objects, as long as a line can hold. */
export function named(items: readonly Message[], most = 3): Message {
  return say('list', { items, most });
}
