/** Which digests ran under a reference before: a tag that moved shows only to who remembers. */

import type { RememberedImage } from '../../base/image-memory.ts';
import type { StateBuilder } from '../../base/state.ts';
import type { RunningImage } from './running.ts';

/** An image of which no pod runs is remembered for so long: over a weekend with holidays. */
const KEEP_GONE_MS = 7 * 86_400_000;
/** Those that went first are forgotten beyond it. */
const MOST = 1_000;

/** Updates what is remembered, and returns it, by `memoryKey`. */
export function rememberImages(
  running: readonly RunningImage[],
  states: StateBuilder,
  now: number,
): ReadonlyMap<string, RememberedImage> {
  const digests = new Map<string, Set<string>>();
  for (const image of running) {
    const key = memoryKey(image);
    if (key !== null) digests.set(key, (digests.get(key) ?? new Set()).add(image.digest));
  }
  const before = new Map(states.images().map(([key, image]) => [key, movedBy(image, now)]));
  const seen = [...digests].map(([key, set]): [string, RememberedImage] => [
    key,
    seenNow(before.get(key), [...set].sort(), now),
  ]);
  const gone = [...before].flatMap(([key, image]): [string, RememberedImage][] => {
    const goneAt = Math.min(image.goneAt ?? now, now);
    return digests.has(key) || now - goneAt > KEEP_GONE_MS ? [] : [[key, { ...image, goneAt }]];
  });
  const latest = gone.sort(([a, x], [b, y]) => (y.goneAt ?? 0) - (x.goneAt ?? 0) || (a < b ? -1 : 1));
  const kept = [...seen, ...latest].slice(0, MOST).sort(([a], [b]) => (a < b ? -1 : 1));
  states.keepImages(kept);
  return new Map(kept);
}

/** Nothing moved later than now: what says so was told by a clock that was ahead. */
function movedBy(image: RememberedImage, now: number): RememberedImage {
  const { moved } = image;
  return moved === null ? image : { ...image, moved: { ...moved, at: Math.min(moved.at, now) } };
}

/** Null where nothing can have moved, or nothing can be compared. */
export function memoryKey({ workload, container, reference, pinned, place }: RunningImage): string | null {
  return pinned || place === null ? null : [workload, container, reference, place].join(' ');
}

function seenNow(
  before: RememberedImage | undefined,
  digests: readonly string[],
  now: number,
): RememberedImage {
  const found = { digests: [...digests], goneAt: null };
  const from = before?.digests[0];
  const to = digests.find((digest) => !before?.digests.includes(digest));
  if (before === undefined || from === undefined || to === undefined)
    return { ...found, moved: before?.moved ?? null };
  return { ...found, moved: { from, to, at: now } };
}
