/**
 * How each item of a session's cadence stands, by evidence (plan, Ops cadence). What was not seen was not done as far
 * as this console can say: a window in which it was blind, or did not run, proves nothing.
 */

import { basisOf, etDate } from '../../market/market.ts';
import type { CadencePosture, Posture } from '../../posture.ts';
import type { CadenceState, Verdict } from '../../vocabulary.ts';
import { clockTime } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import type { CadenceWatch, CarryBook } from '../base/state.ts';
import type { Judged } from '../escalation/condition.ts';
import type { Look } from './check.ts';
import { look } from './evidence.ts';
import { type Occurrence, scheduleOf } from './schedule.ts';

/** The next item to come; null where the calendar does not say. */
export function nextCadence(world: World): Posture['nextCadence'] {
  const { session, next } = world.market;
  for (const day of [session, next]) {
    const first =
      day === null ? undefined : scheduleOf(world.plan.cadence, day).find(({ at }) => at > world.now);
    if (first !== undefined) {
      const { id, title, who, phase } = first.item;
      return { id, title, who, phase, at: first.instants.at };
    }
  }
  return null;
}

/** Today's session, or the next one on a day without. */
export function judgeCadence(judged: Judged, book: CarryBook): CadencePosture {
  const { market, plan } = judged.world;
  const session = market.session ?? market.next;
  if (session === null)
    return { date: null, note: noSession(judged.world), open: null, close: null, items: [] };
  return {
    date: session.date,
    note: noteOf(judged.world, session.date),
    open: session.open,
    close: session.close,
    items: scheduleOf(plan.cadence, session).map((o) => itemOf(judged, o, book)),
  };
}

function noSession({ market }: World): string {
  return market.state === 'unknown'
    ? 'The market calendar does not reach this date: when anything is due is not known.'
    : 'No session follows within the market calendar.';
}

function noteOf(world: World, date: string): string {
  const today = etDate(world.now);
  const other = date === today ? '' : `No session on ${today}; the next one is on ${date}.`;
  const basis = basisOf(date) === 'rule' ? 'By the exchange’s rules, not yet published.' : '';
  return [other, basis].filter((s) => s !== '').join(' ');
}

/** How an item stands, with the words of its evidence. */
interface Standing {
  state: CadenceState;
  verdict: Verdict;
  evidence: string;
}

function itemOf(judged: Judged, occurrence: Occurrence, book: CarryBook): CadencePosture['items'][number] {
  const { id, item, instants } = occurrence;
  const { title, phase, who } = item;
  return { id, title, phase, who, ...instants, ...standingOf(judged, occurrence, book) };
}

function standingOf(judged: Judged, o: Occurrence, book: CarryBook): Standing {
  const { now } = judged.world;
  if (now < o.at) return { state: 'upcoming', verdict: 'not-applicable', evidence: '' };
  const before = book.cadenceWatch(o.key);
  const watch = watched(judged, o, before);
  if (watch !== undefined) book.keepCadence(o.key, watch);
  if (o.item.evidence.some((e) => e.kind === 'human')) return forPeople(watch);
  return o.item.throughout ? heldStanding(o, watch, now) : seenStanding(o, watch, now);
}

/** What is known of an item after looking at it once more; once its window is over, only what was seen before. */
function watched(judged: Judged, o: Occurrence, before: CadenceWatch | undefined): CadenceWatch | undefined {
  const { now } = judged.world;
  if (settled(o, before, now)) return before;
  const closed = o.item.throughout ? now >= o.until : now >= o.over;
  if (closed && (before?.seen != null || !leavesRecord(o))) return before;
  // What a run leaves in the cluster carries its own time: it can be read later too.
  const seen = look(judged, o.item.evidence, o);
  if (closed && seen.glimpse === null) return before;
  return noted(
    o,
    before ?? { seen: null, from: now, to: now, toldAt: o.at, gap: NO_GAP(o), why: '' },
    seen,
    now,
  );
}

/** Seen once, and nothing that is still to come could count for more. */
function settled(o: Occurrence, before: CadenceWatch | undefined, now: number): boolean {
  if (o.item.throughout || before?.seen == null) return false;
  return before.seen.verdict === 'good' || now >= o.until;
}

const NO_GAP = (o: Occurrence) => ({ from: o.at, to: o.at });

function leavesRecord(o: Occurrence): boolean {
  return o.item.evidence.every((e) => e.kind === 'job');
}

function noted(o: Occurrence, before: CadenceWatch, seen: Look, now: number): CadenceWatch {
  if (seen.glimpse === null) return { ...before, to: now, why: seen.why };
  const gap =
    now - before.toldAt > before.gap.to - before.gap.from ? { from: before.toldAt, to: now } : before.gap;
  return { ...before, to: now, toldAt: now, gap, seen: counting(o, before.seen, seen.glimpse, now) };
}

/**
 * Which of two sightings counts. Of what must hold throughout, the first that was not good; of what is seen once, the
 * first good one while it is due, else the first.
 */
function counting(
  o: Occurrence,
  held: CadenceWatch['seen'],
  next: NonNullable<CadenceWatch['seen']>,
  now: number,
): CadenceWatch['seen'] {
  if (held === null) return next;
  if (o.item.throughout) return held.verdict === 'good' ? (next.verdict === 'good' ? held : next) : held;
  return held.verdict !== 'good' && next.verdict === 'good' && now < o.until ? next : held;
}

/** Archives, reports that were read: no source shows them. */
function forPeople(watch: CadenceWatch | undefined): Standing {
  const also = watch?.seen == null ? '' : `; ${seenWords(watch.seen)}`;
  return {
    state: 'needs-human',
    verdict: 'unknown',
    evidence: `only people can say whether it was done${also}`,
  };
}

function seenStanding(o: Occurrence, watch: CadenceWatch | undefined, now: number): Standing {
  const seen = watch?.seen ?? null;
  if (seen !== null)
    return {
      state: seen.at < o.until ? 'done' : 'done-late',
      verdict: seen.verdict,
      evidence: seenWords(seen),
    };
  if (now >= o.over) return missed(o, watch);
  const why = watch?.why ?? '';
  return now < o.until
    ? { state: 'due', verdict: 'unknown', evidence: `not seen yet: ${why}` }
    : { state: 'due', verdict: 'attention', evidence: `late since ${clockTime(o.until)}: ${why}` };
}

function seenWords({ value, at }: NonNullable<CadenceWatch['seen']>): string {
  return `${value}; seen ${clockTime(at)}`;
}

function missed(o: Occurrence, watch: CadenceWatch | undefined): Standing {
  const span = `between ${clockTime(o.at)} and ${clockTime(o.over)}`;
  const evidence =
    watch === undefined
      ? `no evidence: the console did not watch ${span}`
      : `no evidence ${span}: watched from ${clockTime(watch.from)} to ${clockTime(watch.to)} and could not tell (${watch.why})`;
  return { state: 'missed', verdict: 'unknown', evidence };
}

/** What must hold throughout may be out of sight for no longer than this. */
const LONGEST_GAP_MS = 60_000;

function heldStanding(o: Occurrence, watch: CadenceWatch | undefined, now: number): Standing {
  if (watch === undefined) return now < o.until ? notYet('') : missed(o, watch);
  const { seen, toldAt, why } = watch;
  const over = now >= o.until;
  if (seen !== null && seen.verdict !== 'good')
    return {
      state: over ? 'done' : 'due',
      verdict: seen.verdict,
      evidence: `did not hold: ${seenWords(seen)}`,
    };
  if (!over)
    return seen === null || toldAt < watch.to || watch.gap.to - watch.gap.from > LONGEST_GAP_MS
      ? notYet(why)
      : { state: 'due', verdict: 'good', evidence: `holds so far: ${seenWords(seen)}` };
  const gap = longestGap(watch, o.until);
  if (seen === null || gap.to - gap.from > LONGEST_GAP_MS)
    return {
      state: 'missed',
      verdict: 'unknown',
      evidence: `not seen from ${clockTime(gap.from)} to ${clockTime(gap.to)}${why === '' ? '' : ` (${why})`}: whether it held cannot be told`,
    };
  return {
    state: 'done',
    verdict: 'good',
    evidence: `held to ${clockTime(o.until)}: ${seenWords(seen)}`,
  };
}

function notYet(why: string): Standing {
  return { state: 'due', verdict: 'unknown', evidence: `cannot be told now${why === '' ? '' : `: ${why}`}` };
}

/** The longest time without sight within the window, the one that its end leaves open included. */
function longestGap({ toldAt, gap }: CadenceWatch, until: number): { from: number; to: number } {
  return until - toldAt > gap.to - gap.from ? { from: toldAt, to: until } : gap;
}
