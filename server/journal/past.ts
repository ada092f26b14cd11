/** A moment of the past, put together for a page. */
import { compare } from '#lib/history/compare.ts';
import { easternInstant, etDate } from '#lib/market/eastern-time.ts';
import type { Past } from '#lib/wire/past.ts';
import { type Posture, postureSchema } from '#lib/wire/posture.ts';
import type { Journal, StoredPosture } from './journal.ts';

const NOON_AFTER_MS = 36 * 3_600_000;
const MOST_CHANGES = 2_000;

type Reads = Pick<Journal, 'postureAt' | 'changes'>;

/** @param now the console's clock: a day is told as far as it has gone. */
export function pastReader(
  journal: Reads,
  now: () => number,
): (at: number, against?: number) => Promise<Past> {
  return async (at, against) => {
    const from = easternInstant(etDate(at), '00:00');
    // The noon after next midnight is of the next day, whatever the clocks do between.
    const end = easternInstant(etDate(from + NOON_AFTER_MS), '00:00');
    const to = Math.max(at, Math.min(end, now()));
    const [{ stored, unobserved, previous, next }, day] = await Promise.all([
      journal.postureAt(at),
      journal.changes(from, to, MOST_CHANGES),
    ]);
    const posture = postureOf(stored);
    return {
      askedAt: iso(at),
      posture,
      unreadable: stored !== null && posture === null,
      hash: stored?.hash ?? null,
      judge: stored?.judge ?? null,
      unobserved,
      previous: isoOrNull(previous),
      next: isoOrNull(next),
      compared: await comparedWith(journal, posture, against ?? previous),
      day: { from: iso(from), to: iso(to), ...day },
    };
  };
}

async function comparedWith(
  journal: Reads,
  posture: Posture | null,
  against: number | null,
): Promise<Past['compared']> {
  const other = against === null ? null : postureOf((await journal.postureAt(against)).stored);
  if (posture === null || other === null) return null;
  return { at: other.at, differences: compare(other, posture) };
}

/** Null where nothing is stored, or an earlier program gave it a shape that this one cannot show. */
function postureOf(stored: StoredPosture | null): Posture | null {
  if (stored === null) return null;
  const parsed = postureSchema.safeParse(JSON.parse(stored.json));
  return parsed.success ? parsed.data : null;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
