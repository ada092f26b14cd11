/** Order of attention. */

import { VERDICT_RANK, type Verdict } from '#lib/vocabulary.ts';

interface Ranked {
  verdict: Verdict;
  safety: boolean;
}

/** Worst first; of the same verdict those that safety rests on before the others; else in the order given. */
export function worstFirst<T extends Ranked>(sources: readonly T[]): T[] {
  return [...sources].sort(
    (a, b) => VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict] || Number(b.safety) - Number(a.safety),
  );
}

/** The worst verdict among these; null if there is none. */
export function worstOf(verdicts: readonly Verdict[]): Verdict | null {
  return verdicts.reduce<Verdict | null>(
    (worst, verdict) => (worst === null || VERDICT_RANK[verdict] < VERDICT_RANK[worst] ? verdict : worst),
    null,
  );
}

/** Agents whose worst probe is worst first; those without a probe last. */
export function worstAgentsFirst<T extends { probes: readonly { verdict: Verdict }[] }>(
  agents: readonly T[],
): T[] {
  const rankOf = ({ probes }: T) => {
    const worst = worstOf(probes.map(({ verdict }) => verdict));
    return worst === null ? Number.POSITIVE_INFINITY : VERDICT_RANK[worst];
  };
  return [...agents].sort((a, b) => {
    const [left, right] = [rankOf(a), rankOf(b)];
    return left === right ? 0 : left - right;
  });
}
