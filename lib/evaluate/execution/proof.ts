/** How a proof is made: a code with what its words need, and what it rests on. */

import type { PROOF_TEXTS } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import type { Message, Params } from '../../status/message.ts';
import { PROOF_VERDICTS, type ProofCode } from '../../status/proof.ts';
import type { ProofStatus } from '../../status/proof-status.ts';
import type { Evidence } from '../../status/status.ts';
import type { ProofId } from '../../vocabulary.ts';
import type { Sight } from '../base/availability.ts';
import { instantOrNull } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { proofRunbook } from '../base/runbook-ref.ts';

/** What a proof shows: one of its codes, with the parameters of that code's words. */
export interface Shown {
  code: ProofCode;
  params: Params;
}

type ParamsOf<C extends ProofCode> =
  Parameters<(typeof PROOF_TEXTS)[C]> extends [infer P extends Params, ...unknown[]] ? [P] : [];

export function shown<C extends ProofCode>(code: C, ...params: ParamsOf<C>): Shown {
  return { code, params: params[0] ?? {} };
}

export interface ProofParts {
  shows: Shown;
  /** When the oldest thing that it rests on was seen, epoch ms; null: never. */
  at: number | null;
  evidence: Evidence[];
  /** The plan's limit for proofs when left out. */
  limitSeconds?: number;
}

/** Its verdict follows from its code. `since` is filled in by whoever knows the judgement before. */
export function proofOf<I extends ProofId>(
  world: World,
  id: I,
  { shows, at, evidence, limitSeconds = world.plan.safety.proofLimitSeconds }: ProofParts,
): ProofStatus {
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
  };
}

/** Bad needs evidence only; good needs sight too; the rest is unknown, with what was last known. */
export function weigh(bad: Shown | null, sight: Sight, calm: Shown): Shown {
  if (bad !== null) return bad;
  if (sight.sees) return calm;
  return shown('unseen', { why: sight.why, lastAt: sight.at, last: { ...calm } });
}

/** A list of the objects that a line can hold. */
export function named(items: readonly Message[], most = 3): Message {
  return say('list', { items, most });
}
