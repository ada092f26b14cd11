/** Did-you-mean: the word that a typing error most likely meant. */

/**
 * The candidate nearest to a word; null if none is near enough to be a typing error (a third of its letters, at least
 * one), or if two are equally near, since a guess between them would mislead.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const near = [...new Set(candidates)]
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance);
  const [best, second] = near;
  return best && best.distance !== second?.distance ? best.candidate : null;
}

/** What is expected where only certain words may stand, as the object of "expected". */
export function oneOf(words: readonly string[]): string {
  return words.length === 1 ? `${words[0]}` : `one of ${words.join(', ')}`;
}

/** How to mend what stands where only these words may. */
export function fixWord(words: readonly string[], found: unknown): string {
  if (words.length === 1) return `Write ${words[0]}.`;
  const meant = typeof found === 'string' ? nearest(found, words) : null;
  return meant ? `Did you mean ${meant}?` : 'Write one of these words.';
}

/** How many insertions, deletions, replacements or swaps of neighbours lead from one word to the other. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cell(a, b, i, j, row, last, beforeLast));
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

function cell(
  a: string,
  b: string,
  i: number,
  j: number,
  row: number[],
  last: number[],
  beforeLast: number[],
): number {
  const at = (cells: number[], k: number): number => cells[k] ?? Number.POSITIVE_INFINITY;
  const replace = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  const swap = swapped ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY;
  return Math.min(at(last, j) + 1, at(row, j - 1) + 1, replace, swap);
}
