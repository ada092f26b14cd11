/** Delta debugging (ddmin by Zeller and Hildebrandt): what of a list is needed for something still to hold. */

/** True if it still holds. */
export type Holds<T> = (candidate: T) => Promise<boolean>;

/** A part of the list, in its order, for which `holds` is true and of which no single item can go. It holds for the whole. */
export async function minimal<T>(items: readonly T[], holds: Holds<readonly T[]>): Promise<readonly T[]> {
  if (items.length === 0 || (await holds([]))) return [];
  let kept = items;
  let parts = 2;
  while (kept.length > 1) {
    const smaller = await oneLess(kept, parts, holds);
    if (smaller !== null) {
      kept = smaller;
      parts = Math.max(2, parts - 1);
    } else if (parts >= kept.length) break;
    else parts = Math.min(kept.length, parts * 2);
  }
  return kept;
}

/** The list reduced to one of its parts, or by one of them; null if neither will do. */
async function oneLess<T>(
  kept: readonly T[],
  parts: number,
  holds: Holds<readonly T[]>,
): Promise<readonly T[] | null> {
  const size = Math.ceil(kept.length / parts);
  const starts = Array.from({ length: Math.ceil(kept.length / size) }, (_, i) => i * size);
  const alone = starts.map((from) => kept.slice(from, from + size));
  const without = starts.map((from) => [...kept.slice(0, from), ...kept.slice(from + size)]);
  for (const candidate of parts === 2 ? alone : [...alone, ...without])
    if (candidate.length < kept.length && (await holds(candidate))) return candidate;
  return null;
}
