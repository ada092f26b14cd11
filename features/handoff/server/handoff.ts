/** A hand-over from the journal: its postures read one after another, so that none but the last is held. */

import { instant } from '#lib/format/instant.ts';
import type { Gap, Interval } from '#lib/intervals.ts';
import type { DeclaredDays } from '#lib/market/declared-days.ts';
import type { Posture } from '#lib/posture.ts';
import type { FoundChanges, Journal, StoredPosture } from '#store/journal.ts';
import type { HandedShift, HandoverAnswer, HandoverQuery } from '../document.ts';
import { HandoffRecorder } from '../model/handoff.ts';
import { spanAsked } from '../model/period.ts';
import { type Published, publishedSchema } from '../model/published.ts';

type Reads = Pick<Journal, 'postureAt' | 'postureOf' | 'changes'>;

/** Limit of changes read, which takes some seconds; of more, the latest are reported. */
export const MOST_POSTURES = 2_000;
/** So many hand-overs wait for the one that is being made. */
const MOST_WAITING = 8;

const LEFT_OUT = `there were more changes than a hand-over reads (${MOST_POSTURES.toLocaleString('en')}): ask for a shorter time`;
const KEPT_NO_LONGER = 'what was published is kept no longer';
const OTHER_VERSION = 'what was published has the shape of another version';

/** @param present the posture of the last evaluation, the console's time, epoch milliseconds, and the plan's days. */
export function handoverReader(
  journal: Reads,
  present: () => { posture: Posture; now: number; days?: DeclaredDays },
): (query: HandoverQuery) => Promise<HandoverAnswer> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  /** One at a time: each keeps the journal busy. */
  const inTurn = async <T>(make: () => Promise<T>): Promise<T> => {
    if (waiting >= MOST_WAITING) throw new Error('it is asked too much at once');
    waiting += 1;
    const made = last.then(make);
    last = made.catch(() => undefined);
    return made.finally(() => {
      waiting -= 1;
    });
  };
  return async (query) => {
    const { posture, now, days } = present();
    const asked = spanAsked(query, now, Date.parse(posture.at), days);
    if (!asked.ok) return asked;
    const shift = await inTurn(() => shiftOf(journal, asked.span));
    const { name, context, practice } = posture.mesh;
    return {
      ok: true,
      handover: { madeAt: instant(now), mesh: { name, context, practice }, oncall: posture.oncall, ...shift },
    };
  };
}

/** Rejects if the journal cannot be read. */
async function shiftOf(journal: Reads, shift: Interval): Promise<HandedShift> {
  const { from, found } = await readable(journal, shift);
  const recorder = new HandoffRecorder(shift, gapsOf(shift.from, from, found));
  const { stored, unobserved } = await journal.postureAt(from);
  if (stored !== null) recorder.take(stored.at, unobserved ?? publishedOf(stored));
  for (const { at, id } of found.changes) {
    const posture = await journal.postureOf(Date.parse(at), id);
    recorder.take(Date.parse(at), posture === null ? KEPT_NO_LONGER : publishedOf(posture));
  }
  return recorder.end();
}

/** The changes of the shift; of too many those of its later part, which begins at `from`. */
async function readable(journal: Reads, shift: Interval): Promise<{ from: number; found: FoundChanges }> {
  let { from } = shift;
  for (;;) {
    const found = await journal.changes(from, shift.to, MOST_POSTURES);
    if (!found.more || shift.to - from <= 1) return { from, found };
    from = Math.ceil((from + shift.to) / 2);
  }
}

function gapsOf(begin: number, from: number, { holes }: FoundChanges): Gap[] {
  const gaps = holes.map((hole) => ({ from: Date.parse(hole.from), to: Date.parse(hole.to), why: hole.why }));
  return begin === from ? gaps : [{ from: begin, to: from, why: LEFT_OUT }, ...gaps];
}

function publishedOf({ json }: StoredPosture): Published | string {
  const read = publishedSchema.safeParse(JSON.parse(json));
  return read.success ? read.data : OTHER_VERSION;
}
