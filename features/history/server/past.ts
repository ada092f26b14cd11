/** The pane at an instant of the past, assembled for a page. */

import { etDate } from '#lib/format/clock.ts';
import { instant, instantOrNull } from '#lib/format/instant.ts';
import { type DeclaredDays, NOTHING_DECLARED } from '#lib/market/declared-days.ts';
import { easternInstant } from '#lib/market/eastern-time.ts';
import { marketAt } from '#lib/market/market.ts';
import { type Posture, postureSchema } from '#lib/posture.ts';
import { compare } from '#lib/timeline/compare.ts';
import type { Against, Past } from '#lib/timeline/past.ts';
import type { Journal, StoredPosture } from '#store/journal.ts';
import { replay } from '#store/replay.ts';

const HOUR_MS = 3_600_000;
/** The noon after the next midnight is of the next day, whatever the clocks do between. */
const NOON_AFTER_MS = 36 * HOUR_MS;
const MOST_CHANGES = 2_000;

type Reads = Pick<Journal, 'postureAt' | 'inputAt' | 'changes'>;

/** @param now the console's clock: a day ends at `now`. */
export function pastReader(
  journal: Reads,
  now: () => number,
  days: () => DeclaredDays = () => NOTHING_DECLARED,
): (at: number, against: Against) => Promise<Past> {
  return async (at, against) => {
    const { from, to } = spanAround(at, now(), days());
    const [{ stored, unobserved, previous, next }, day] = await Promise.all([
      journal.postureAt(at),
      journal.changes(from, to, MOST_CHANGES),
    ]);
    const posture = postureOf(stored);
    return {
      askedAt: instant(at),
      posture,
      unreadable: stored !== null && posture === null,
      hash: stored?.hash ?? null,
      evaluationVersion: stored?.evaluationVersion ?? null,
      unobserved,
      previous: instantOrNull(previous),
      next: instantOrNull(next),
      compared: posture === null ? null : await comparedWith(journal, posture, against ?? previous),
      others: othersOf(at, days()),
      day: { from: instant(from), to: instant(to), ...day },
    };
  };
}

/** The session around an instant if there is one, otherwise its New York day; up to now. */
function spanAround(at: number, now: number, days: DeclaredDays): { from: number; to: number } {
  const { session } = marketAt(at, days);
  const from = session === null ? 0 : Date.parse(session.open) - HOUR_MS;
  const to = session === null ? 0 : Date.parse(session.close) + HOUR_MS / 2;
  if (from <= at && at <= to) return { from, to: Math.max(at, Math.min(to, now)) };
  const midnight = easternInstant(etDate(at), '00:00');
  const end = easternInstant(etDate(midnight + NOON_AFTER_MS), '00:00');
  return { from: midnight, to: Math.max(at, Math.min(end, now)) };
}

/** Comparisons offered for an instant. */
function othersOf(at: number, days: DeclaredDays): Past['others'] {
  const { session, previous } = marketAt(at, days);
  return [
    { name: 'an hour before', at: at - HOUR_MS },
    ...(session === null ? [] : [{ name: 'T-60', at: Date.parse(session.open) - HOUR_MS }]),
    ...(previous === null ? [] : [{ name: 'the close before', at: Date.parse(previous.close) }]),
  ]
    .filter((other) => other.at < at)
    .map((other) => ({ name: other.name, at: instant(other.at) }));
}

async function comparedWith(journal: Reads, posture: Posture, against: Against): Promise<Past['compared']> {
  if (against === 'reevaluated') {
    const held = await journal.inputAt(Date.parse(posture.at));
    return held && { at: null, differences: compare(posture, replay(held.input, held.at)) };
  }
  const other = against === null ? null : postureOf((await journal.postureAt(against)).stored);
  return other && { at: other.at, differences: compare(other, posture) };
}

/** Null if nothing is stored, or an earlier program gave it a shape that this one cannot show. */
function postureOf(stored: StoredPosture | null): Posture | null {
  if (stored === null) return null;
  const parsed = postureSchema.safeParse(JSON.parse(stored.json));
  return parsed.success ? parsed.data : null;
}
