/** One proof: what was seen, where, and how long ago. */
'use client';

import { between, formatAge, formatLimit } from '#lib/format/duration.ts';
import { proofText } from '#lib/messages/status/proof.ts';
import type { ProofStatus } from '#lib/status/proof-status.ts';
import { EvidenceKey } from '../evidence/evidence-key.tsx';
import { useTick } from '../live/live.tsx';
import { toneOf, VerdictShape } from '../verdict/verdict.tsx';

export function ProofCell({ proof }: { proof: ProofStatus }) {
  const { measured, now } = useTick();
  const { label, value, detail, source } = proofText(proof);
  const age = between(measured.proofs[proof.id] ?? null, now);
  return (
    <div
      className={`proof proof-${toneOf(proof.verdict)}`}
      data-testid={`proof-${proof.id}`}
      data-verdict={proof.verdict}
    >
      <EvidenceKey id={`proof-${proof.id}`} title={label} evidence={proof.evidence} className="proof-label" />
      <b className={`proof-value tone-${toneOf(proof.verdict)}`}>
        {proof.verdict !== 'good' && <VerdictShape verdict={proof.verdict} size={12} />}
        {value}
      </b>
      <span className="proof-detail">{detail}</span>
      <span className="proof-source">
        {source}
        {age !== null && (
          <span className="proof-age">
            <span className="wide-only"> · </span>
            {formatAge(age)} / {formatLimit(proof.limitSeconds)}
          </span>
        )}
        {age === null && proof.verdict === 'unknown' && ' · never seen'}
      </span>
    </div>
  );
}
