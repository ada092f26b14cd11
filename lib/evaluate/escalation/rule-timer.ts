/**
 * The timer of a rule (plan, Escalation rules). It belongs to the condition: one good look does not end it, and neither
 * does the loss of a source. It ends once the condition was clear for the plan's `clearSeconds`, unless the condition
 * was there for the plan's share of the last minutes: on and off counts as on.
 */

import type { Plan } from '../../plan/schema.ts';
import type { HeldRule, Spell } from '../base/state.ts';
import type { ConditionResult } from './condition.ts';

export type RuleTimers = Plan['ruleTimers'];

/** A rule's condition as it counts now, and when it was there of late. `onAndOff`: it counts though it may be clear. */
export interface RuleTimer {
  readonly held: HeldRule | null;
  readonly spells: readonly Spell[];
  readonly onAndOff: boolean;
}

/** What was known of it at the last look. */
export interface KnownRule {
  readonly held: HeldRule | undefined;
  readonly spells: readonly Spell[];
}

/** `now` in epoch ms. */
export function ruleTimer(
  result: ConditionResult,
  before: KnownRule,
  now: number,
  timers: RuleTimers,
): RuleTimer {
  const held = isDropped(result, before.held) ? undefined : before.held;
  const lost = isLost(result, held);
  const since = result.result === 'holds' ? evident(result.since, now) : now;
  const spells = spellsNow(
    { ...before, held },
    { counts: result.result === 'holds' || (lost && held?.pausedAt === null), since, now },
    timers,
  );
  const onAndOff = isOnAndOff(spells, now, timers);
  const first = onAndOff ? (spells[0]?.from ?? now) : now;
  if (result.result === 'holds') {
    const { because, agent, failure, restsOn } = result;
    const began = Math.min(held?.since ?? now, since, first);
    return { held: { since: began, because, agent, failure, restsOn, ...RUNS_ON }, spells, onAndOff };
  }
  if (held === undefined) return { held: null, spells, onAndOff };
  if (lost) return { held: { ...held, lostAt: held.lostAt ?? now, clearAt: null }, spells, onAndOff };
  const clearAt = held.clearAt ?? now;
  if (onAndOff) {
    const began = Math.min(held.since, first);
    return { held: { ...held, ...RUNS_ON, since: began, clearAt }, spells, onAndOff };
  }
  const over = now - clearAt >= timers.clearSeconds * 1000;
  const clearing = { ...held, lostAt: null, clearAt, pausedAt: held.pausedAt ?? clearAt };
  return { held: over ? null : clearing, spells, onAndOff };
}

const RUNS_ON = { lostAt: null, clearAt: null, pausedAt: null };

/** What it held for is known to show nothing. */
function isDropped(result: ConditionResult, held: HeldRule | undefined): boolean {
  return result.result === 'cannot-tell' && result.drops !== undefined && result.drops === held?.because.code;
}

/** Known to have held, and what showed it is out of sight now. */
function isLost(result: ConditionResult, held: HeldRule | undefined): boolean {
  return (
    result.result === 'cannot-tell' && held?.restsOn.some((name) => result.unclear.includes(name)) === true
  );
}

/** A time that an agent claims may be invalid. */
function evident(since: number | null, now: number): number {
  return since !== null && Number.isFinite(since) ? Math.min(since, now) : now;
}

interface Look {
  /** It holds, or is as last known. */
  counts: boolean;
  since: number;
  now: number;
}

/** Breaks of less than this share of the window are none, so that few spells are kept. */
const BREAK_SHARE = 0.01;

/** Each spell ends with the last look that showed it; what was there at one look was there until the next. */
function spellsNow({ held, spells }: KnownRule, { counts, since, now }: Look, timers: RuleTimers): Spell[] {
  const windowMs = timers.intermittent.ofSeconds * 1000;
  const kept = spells.filter(({ to }) => to > now - windowMs);
  const last = kept.at(-1);
  const goesOn = last !== undefined && held !== undefined && held.pausedAt === null && held.clearAt === null;
  if (goesOn) return [...kept.slice(0, -1), { from: last.from, to: now }];
  if (!counts) return kept;
  const from = Math.max(since, last?.to ?? Number.NEGATIVE_INFINITY, now - windowMs);
  if (last !== undefined && from - last.to < windowMs * BREAK_SHARE)
    return [...kept.slice(0, -1), { from: last.from, to: now }];
  return [...kept, { from, to: now }];
}

/** It came back at least once: a condition that was there for long and is over is over. */
function isOnAndOff(spells: readonly Spell[], now: number, { intermittent }: RuleTimers): boolean {
  if (spells.length < 2) return false;
  const windowMs = intermittent.ofSeconds * 1000;
  const start = now - windowMs;
  const there = spells.reduce((sum, { from, to }) => sum + to - Math.max(from, start), 0);
  return there * 100 >= intermittent.percent * windowMs;
}
