/** What a change of the posture changed: what turned, what became red, and what ended being it. */

import { same } from '#lib/status/same.ts';
import { compare, type Difference } from '#lib/timeline/compare.ts';
import { type Summary, summariesOf, summaryKey, type View } from './summary.ts';

/** One thing that stands otherwise than before. Null where it was not told of. */
export interface Turn {
  before: Summary | null;
  after: Summary | null;
  /** `restarts: 0 → 1`; only of what was known before and after. */
  values: string[];
}

/** One posture against the one before it. `at`: epoch milliseconds. */
export interface Moment {
  at: number;
  /** At most `MOST_DIFFERENCES`. */
  differences: Difference[];
  /** How many more there are. */
  more: number;
  turns: Turn[];
  /** Red: bad, or an escalation that fires. */
  began: Summary[];
  /** `after`: as it stands then; null where it is told of no more. */
  ended: { key: string; after: Summary | null }[];
}

/** More than a person reads of one moment; the postures themselves have all. */
const MOST_DIFFERENCES = 40;

export function redsOf(view: View): Summary[] {
  return summariesOf(view).filter(({ verdict }) => verdict === 'bad');
}

/** @param before null where nothing is known of what was before: then whatever is red began no later than this. */
export function momentOf(before: View | null, after: View, at: number): Moment {
  const was = byKey(before === null ? [] : summariesOf(before));
  const is = byKey(summariesOf(after));
  const all = before === null ? [] : compare(before, after);
  const red = (standing: Summary | undefined) => standing?.verdict === 'bad';
  return {
    at,
    differences: all.slice(0, MOST_DIFFERENCES),
    more: Math.max(0, all.length - MOST_DIFFERENCES),
    turns: before === null ? [] : turnsBetween(was, is),
    began: [...is].filter(([key, now]) => red(now) && !red(was.get(key))).map(([, now]) => now),
    ended: [...was]
      .filter(([key, then]) => red(then) && !red(is.get(key)))
      .map(([key]) => ({ key, after: is.get(key) ?? null })),
  };
}

const byKey = (standings: readonly Summary[]) =>
  new Map(standings.map((standing) => [summaryKey(standing), standing]));

function turnsBetween(was: ReadonlyMap<string, Summary>, is: ReadonlyMap<string, Summary>): Turn[] {
  const gone = [...was]
    .filter(([key]) => !is.has(key))
    .map(([, before]) => ({ before, after: null, values: [] }));
  const turns = [...is].map(([key, after]) => turnOf(was.get(key) ?? null, after));
  return [...turns, ...gone].filter(isTold);
}

function turnOf(before: Summary | null, after: Summary): Turn {
  const values = Object.entries(after.values).flatMap(([what, value]) => {
    const then = before?.values[what] ?? null;
    return then === null || value === null || then === value ? [] : [`${what}: ${then} → ${value}`];
  });
  return { before, after, values };
}

/** Of what is red each new reason is told; of what is not known none, since it says only what was not read yet. */
function isTold({ before, after, values }: Turn): boolean {
  if (before === null || after === null) return true;
  if (before.verdict === 'unknown' && after.verdict === 'unknown') return false;
  if (before.verdict !== after.verdict || before.code !== after.code) return true;
  return values.length > 0 || (after.verdict === 'bad' && !same(before.why, after.why));
}
