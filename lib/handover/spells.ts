/** For how long something held in a shift: told by what was seen, and honest about what was not. */
import { instant } from '../judgement/evidence.ts';
import { intersect } from '../slo/spans.ts';
import type { Spell } from '../wire/handover.ts';
import type { Stretch, Told } from './shift.ts';

/** Whether it holds by a posture; null where not, else since when by the posture itself, if it tells (epoch ms). */
export type Holds = (told: Told) => { since: number | null } | null;

/** A spell under way: its first stretch, and the last in which it was seen. */
interface Under {
  since: number | null;
  first: number;
  last: number;
}

/** The spells of what holds, in order. An unwatched time between two sightings does not end one, and is no sighting. */
export function spellsOf(stretches: readonly Stretch[], holds: Holds): Spell[] {
  const spells: Spell[] = [];
  let under: Under | null = null;
  for (const [index, { told }] of stretches.entries()) {
    if (told === null) continue;
    const found = holds(told);
    if (found !== null) under = extended(under, found.since, index);
    else if (under !== null) {
      spells.push(spell(stretches, under, index));
      under = null;
    }
  }
  return under === null ? spells : [...spells, spell(stretches, under, null)];
}

function extended(under: Under | null, since: number | null, index: number): Under {
  return under === null ? { since, first: index, last: index } : { ...under, last: index };
}

/** @param over the stretch by which it was seen to be over; null where none was. */
function spell(stretches: readonly Stretch[], under: Under, over: number | null): Spell {
  const first = stretches[under.first];
  const last = stretches[under.last];
  if (first === undefined || last === undefined) throw new RangeError('a spell without a stretch');
  // Since when, by the posture's own word, but not earlier than it was last seen not to hold.
  const before =
    stretches.slice(0, under.first).findLast(({ told }) => told !== null)?.to ?? Number.NEGATIVE_INFINITY;
  const from = Math.min(Math.max(under.since ?? first.from, before), first.from);
  const to = over === null ? last.to : (stretches[over]?.from ?? last.to);
  const gaps = stretches.filter(({ told }) => told === null);
  const unwatched = intersect([{ from, to }], gaps).reduce((sum, span) => sum + span.to - span.from, 0);
  return {
    from: instant(from),
    began: beganOf(stretches, under.first),
    to: instant(to),
    ended: endedOf(stretches, under.last, over),
    seconds: (to - from) / 1000,
    unwatchedSeconds: unwatched / 1000,
  };
}

function beganOf(stretches: readonly Stretch[], first: number): Spell['began'] {
  if (first === 0) return 'before';
  return stretches[first - 1]?.told === null ? 'unwatched' : 'seen';
}

function endedOf(stretches: readonly Stretch[], last: number, over: number | null): Spell['ended'] {
  if (over !== null) return over === last + 1 ? 'seen' : 'unwatched';
  return last === stretches.length - 1 ? 'lasts' : 'not-known';
}
