/** Compares two postures: what changed, what became red, and what is red no more. */

import { text } from '#lib/messages/text.ts';
import { type Difference, differencesOf, fieldText } from '#lib/timeline/compare.ts';
import { isKnown, type Transition, transitions } from '#lib/timeline/transitions.ts';
import { type Kind, type Summary, summariesOf, summaryKey, type View } from './summary.ts';

/** A summary that differs from the one before. Null if the posture does not have it. */
export interface SummaryChange {
  before: Summary | null;
  after: Summary | null;
  /** True if its verdict or its state changed. */
  turned: boolean;
  /** True if its reason changed. */
  reasoned: boolean;
  /** `restarts: 0 → 1`; only of what was known before and after. */
  values: string[];
}

/** One posture against the one before it. `at`: epoch milliseconds. */
export interface PostureChange {
  at: number;
  /** At most `MOST_DIFFERENCES`. */
  differences: Difference[];
  /** How many more there are. */
  more: number;
  summaryChanges: SummaryChange[];
  /** Red: bad, or an escalation that fires. */
  began: Summary[];
  /** `after`: the summary at that time; null if the posture no longer has it. */
  ended: { key: string; after: Summary | null }[];
}

/** More than a person reads of one change; the postures themselves have all. */
const MOST_DIFFERENCES = 40;

/** The fields that are its state, and those that give the reason. */
const FIELDS: Readonly<Record<Kind, { state: readonly string[]; reason: readonly string[] }>> = {
  execution: { state: ['verdict', 'outcome'], reason: ['why'] },
  rule: { state: ['state'], reason: ['title', 'because', 'response'] },
  failure: { state: ['verdict', 'state'], reason: ['who', 'because'] },
  agent: { state: ['verdict', 'state'], reason: ['reason'] },
};
/** Values that are listed when they change. */
const VALUES = ['pods', 'restarts', 'mode', 'image'];

const isRed = (summary: Summary | null) => summary?.verdict === 'bad';

export function redsOf(view: View): Summary[] {
  return summariesOf(view).filter(isRed);
}

/** @param before null if nothing is known of the time before: then all that is red began at `at` or earlier. */
export function postureChangeOf(before: View | null, after: View, at: number): PostureChange {
  if (before === null)
    return { at, differences: [], more: 0, summaryChanges: [], began: redsOf(after), ended: [] };
  const news = transitions(before, after);
  const differences = differencesOf(news);
  const summaryChanges = summaryChangesOf(before, after, news);
  return {
    at,
    differences: differences.slice(0, MOST_DIFFERENCES),
    more: Math.max(0, differences.length - MOST_DIFFERENCES),
    summaryChanges: summaryChanges.filter(isListed),
    began: summaryChanges.flatMap(({ before: was, after: is }) =>
      is !== null && isRed(is) && !isRed(was) ? [is] : [],
    ),
    ended: summaryChanges.flatMap(({ before: was, after: is }) =>
      was !== null && isRed(was) && !isRed(is) ? [{ key: summaryKey(was), after: is }] : [],
    ),
  };
}

/** One change for each summary that differs, the most important first; those that are gone come last. */
function summaryChangesOf(before: View, after: View, news: readonly Transition[]): SummaryChange[] {
  const was = byKey(before);
  const is = byKey(after);
  const changed = Map.groupBy(news, summaryKey);
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key) => {
    const own = changed.get(key);
    return own === undefined ? [] : [summaryChangeOf(was.get(key) ?? null, is.get(key) ?? null, own)];
  });
}

const byKey = (view: View) => new Map(summariesOf(view).map((summary) => [summaryKey(summary), summary]));

function summaryChangeOf(
  before: Summary | null,
  after: Summary | null,
  news: readonly Transition[],
): SummaryChange {
  const { state, reason } = FIELDS[(after ?? before)?.kind ?? 'execution'];
  return {
    ...{ before, after },
    turned: news.some(({ field }) => state.includes(field)),
    reasoned: news.some(({ field }) => reason.includes(field)),
    values: VALUES.flatMap((value) => news.filter(({ field }) => field === value).flatMap(valueChange)),
  };
}

function valueChange({ field, part, before, after }: Transition): string[] {
  if (!isKnown(before) || !isKnown(after)) return [];
  const what = field === 'pods' ? 'pods ready' : fieldText({ field, part });
  return [`${what}: ${text(before)} → ${text(after)}`];
}

/** A new reason is listed only if the summary is red. An unknown one is not: its reason says only what was not read yet. */
function isListed({ before, after, turned, reasoned, values }: SummaryChange): boolean {
  if (before === null || after === null) return true;
  if (before.verdict === 'unknown' && after.verdict === 'unknown') return false;
  return turned || values.length > 0 || (reasoned && isRed(after));
}
