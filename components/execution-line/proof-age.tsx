/** Age of a proof by the latest tick. */
'use client';

import { useTick } from '#components/live/live.tsx';
import { between, formatAge } from '#lib/format/duration.ts';

export function ProofAge({ id }: { id: string }) {
  const { now, measured } = useTick();
  const age = between(measured.proofs[id] ?? null, now);
  return <span className="machine faint">{age === null ? 'not observed' : formatAge(age)}</span>;
}
