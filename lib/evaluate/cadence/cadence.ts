/**
 * The state of each item of a session's cadence, by evidence (plan, Ops cadence). An item without evidence does not
 * count as done: a window in which the console was unavailable or did not run proves nothing.
 */

import { basisOf, etDate } from '../../market/market.ts';
import { type ParamsOf, say } from '../../messages/say.ts';
import type { CadencePosture, Posture } from '../../posture.ts';
import { CADENCE_ITEM_VERDICTS, type CadenceItemCode } from '../../status/cadence-item.ts';
import type { CadenceItemStatus } from '../../status/cadence-item-status.ts';
import type { Message } from '../../status/message.ts';
import type { Evidence } from '../../status/status.ts';
import type { CadenceState, Verdict } from '../../vocabulary.ts';
import { instantOrNull, oldestOf } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import { runbookRef } from '../base/runbook-ref.ts';
import type { CadenceWatch, Observation, StateBuilder } from '../base/state.ts';
import type { Evaluated } from '../escalation/condition.ts';
import type { Look } from './check.ts';
import { look } from './evidence.ts';
import { type Occurrence, scheduleOf } from './schedule.ts';

/** The next item to come; null if the calendar does not cover it. */
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
export function evaluateCadence(evaluated: Evaluated, states: StateBuilder): CadencePosture {
  const { market, plan } = evaluated.world;
  const session = market.session ?? market.next;
  if (session === null)
    return { date: null, note: noSession(evaluated.world), open: null, close: null, items: [] };
  return {
    date: session.date,
    note: noteOf(evaluated.world, session.date),
    open: session.open,
    close: session.close,
    items: scheduleOf(plan.cadence, session).map((o) => itemOf(evaluated, o, states)),
  };
}

function noSession({ market }: World): Message {
  return market.state === 'unknown' ? say('cadence-past-calendar') : say('cadence-no-next-session');
}

function noteOf(world: World, date: string): Message | null {
  const today = etDate(world.now);
  const next = date === today ? null : date;
  const byRule = basisOf(date) === 'rule';
  return next === null && !byRule ? null : say('cadence-day', { today, next, byRule });
}

/** The state of an item, with its evidence, and since when by that, epoch ms. */
interface Summary {
  state: CadenceState;
  code: CadenceItemCode;
  params: CadenceItemStatus['params'];
  since: number | null;
  evidence: readonly Evidence[];
}

function itemState<C extends CadenceItemCode>(
  state: CadenceState,
  code: C,
  seen: { since?: number; evidence?: readonly Evidence[] },
  ...params: ParamsOf<`cadence-${C}`>
): Summary {
  const { since = null, evidence = [] } = seen;
  return { state, code, params: params[0] ?? {}, since, evidence };
}

function itemOf(evaluated: Evaluated, occurrence: Occurrence, states: StateBuilder): CadenceItemStatus {
  const { id, item, instants } = occurrence;
  const { title, phase, who, runbook } = item;
  const { plan } = evaluated.world;
  const { state, code, params, since, evidence } = standingOf(evaluated, occurrence, states);
  return {
    ...{ kind: 'cadence-item', id, subject: plan.mesh.name, title, phase, who, ...instants },
    ...{ state, verdict: CADENCE_ITEM_VERDICTS[code], code, params },
    ...{ since: instantOrNull(since), observedAt: oldestOf(evidence), evidence: [...evidence] },
    runbook: runbookRef(plan, runbook),
  };
}

function standingOf(evaluated: Evaluated, o: Occurrence, states: StateBuilder): Summary {
  const { now } = evaluated.world;
  if (now < o.at) return itemState('upcoming', 'upcoming', {});
  const before = states.cadenceWatch(o.key);
  const watch = watched(evaluated, o, before);
  if (watch !== undefined) states.keepCadence(o.key, watch);
  if (o.item.evidence.some((e) => e.kind === 'human')) return forPeople(watch);
  return o.item.throughout ? heldSummary(o, watch, now) : seenSummary(o, watch, now);
}

/** The observations of an item after one more evaluation; once its window is over, only the earlier ones. */
function watched(
  evaluated: Evaluated,
  o: Occurrence,
  before: CadenceWatch | undefined,
): CadenceWatch | undefined {
  const { now } = evaluated.world;
  if (settled(o, before, now)) return before;
  const closed = o.item.throughout ? now >= o.until : now >= o.over;
  if (closed && (before?.seen != null || !leavesRecord(o))) return before;
  // A run in the cluster carries its own time: it can be read later too.
  const seen = look(evaluated, o.item.evidence, o);
  if (closed && seen.observation === null) return before;
  return noted(
    o,
    before ?? { seen: null, from: now, to: now, toldAt: o.at, gap: NO_GAP(o), why: null },
    seen,
    now,
  );
}

/** Observed once, and no later observation could count for more. */
function settled(o: Occurrence, before: CadenceWatch | undefined, now: number): boolean {
  if (o.item.throughout || before?.seen == null) return false;
  return before.seen.verdict === 'good' || now >= o.until;
}

const NO_GAP = (o: Occurrence) => ({ from: o.at, to: o.at });

function leavesRecord(o: Occurrence): boolean {
  return o.item.evidence.every((e) => e.kind === 'job');
}

function noted(o: Occurrence, before: CadenceWatch, seen: Look, now: number): CadenceWatch {
  if (seen.observation === null) return { ...before, to: now, why: seen.why };
  const gap =
    now - before.toldAt > before.gap.to - before.gap.from ? { from: before.toldAt, to: now } : before.gap;
  return { ...before, to: now, toldAt: now, gap, seen: counting(o, before.seen, seen.observation, now) };
}

/**
 * The one of two observations that counts. If an item must hold throughout, it is the first that was not good;
 * otherwise the first good one while it is due, else the first.
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
function forPeople(watch: CadenceWatch | undefined): Summary {
  const seen = watch?.seen ?? null;
  const found = seen === null ? {} : { evidence: seen.evidence };
  return itemState('needs-human', 'needs-human', found, { seen: seen === null ? null : seenAs(seen) });
}

function seenSummary(o: Occurrence, watch: CadenceWatch | undefined, now: number): Summary {
  const seen = watch?.seen ?? null;
  if (seen !== null)
    return itemState(
      seen.at < o.until ? 'done' : 'done-late',
      `seen-${seen.verdict}`,
      { since: seen.at, evidence: seen.evidence },
      { seen: seenAs(seen) },
    );
  if (now >= o.over) return missed(o, watch);
  const why = watch?.why ?? null;
  return now < o.until
    ? itemState('due', 'not-seen-yet', { since: o.at }, { why })
    : itemState('due', 'late', { since: o.until }, { why, sinceAt: o.until });
}

function seenAs({ value, at }: Observation): Message {
  return say('cadence-seen', { value, seenAt: at });
}

function missed(o: Occurrence, watch: CadenceWatch | undefined): Summary {
  const span = { fromAt: o.at, toAt: o.over };
  if (watch === undefined) return itemState('missed', 'not-watched', { since: o.over }, span);
  const { from: watchedFromAt, to: watchedToAt, why } = watch;
  return itemState('missed', 'not-seen', { since: o.over }, { ...span, watchedFromAt, watchedToAt, why });
}

/** An item that must hold throughout may be unavailable for no longer than this. */
const LONGEST_GAP_MS = 60_000;

function heldSummary(o: Occurrence, watch: CadenceWatch | undefined, now: number): Summary {
  if (watch === undefined) return now < o.until ? notYet(o, null) : missed(o, watch);
  const { seen, why } = watch;
  if (seen !== null && seen.verdict !== 'good') return notHeld(seen, seen.verdict, now >= o.until);
  if (now >= o.until) return afterwards(o, watch);
  const unsure = watch.toldAt < watch.to || watch.gap.to - watch.gap.from > LONGEST_GAP_MS;
  if (seen === null || unsure) return notYet(o, why);
  const found = { since: seen.at, evidence: seen.evidence };
  return itemState('due', 'holds-so-far', found, { seen: seenAs(seen) });
}

function notHeld(seen: Observation, verdict: Exclude<Verdict, 'good'>, over: boolean): Summary {
  const found = { since: seen.at, evidence: seen.evidence };
  return itemState(over ? 'done' : 'due', `not-held-${verdict}`, found, { seen: seenAs(seen) });
}

/** It held throughout if nothing else was observed, and no gap was long. */
function afterwards(o: Occurrence, watch: CadenceWatch): Summary {
  const { seen, why } = watch;
  const gap = longestGap(watch, o.until);
  if (seen === null || gap.to - gap.from > LONGEST_GAP_MS) {
    const params = { fromAt: gap.from, toAt: gap.to, why };
    return itemState('missed', 'not-watched-throughout', { since: o.until }, params);
  }
  const found = { since: o.until, evidence: seen.evidence };
  return itemState('done', 'held', found, { untilAt: o.until, seen: seenAs(seen) });
}

function notYet(o: Occurrence, why: Message | null): Summary {
  return itemState('due', 'not-told-now', { since: o.at }, { why });
}

/** The longest time without availability within the window, the one that its end leaves open included. */
function longestGap({ toldAt, gap }: CadenceWatch, until: number): { from: number; to: number } {
  return until - toldAt > gap.to - gap.from ? { from: toldAt, to: until } : gap;
}
