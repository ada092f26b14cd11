/** How old a proof is by the latest tick. */
'use client';

import { between, formatAge } from '#components/age/format.ts';
import { useTick } from '#components/live/live.tsx';

export function ProofAge({ id }: { id: string }) {
  const { now, measured } = useTick();
  const age = between(measured.proofs[id] ?? null, now);
  return <span className="machine faint">{age === null ? 'not observed' : formatAge(age)}</span>;
}
