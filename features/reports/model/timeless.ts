/** Texts of the posture for a document that must not change while nothing happens. */

const TIME_OF_DAY = /\b\d\d:\d\d:\d\d ET\b/g;

/** The text without the times at which things were seen: each look has its own (`clockTime` writes all of them). */
export function timeless(text: string): string {
  return text.replace(TIME_OF_DAY, '…');
}

/** Sorted by what `key` gives, by code units: the same on every machine, whatever its language. */
export function sortedBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return items.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
