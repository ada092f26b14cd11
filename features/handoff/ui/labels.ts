/** The words of a hand-over: times by the date of New York where another day is meant, durations, what is known of an end. */

import { STATE_WORDS } from '#components/cadence/summary.ts';
import { clockMinute, dayOf, etDate, formatEt, isSameDay } from '#lib/format/clock.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { instant } from '#lib/format/instant.ts';
import type { Verdict } from '#lib/vocabulary.ts';
import type { HandedItem, HeldInterval } from '../document.ts';

/** `10:15:42`, with its day if that is not the day of `by`. In a column that says ET. */
export function timeBy(iso: string, by: string): string {
  return isSameDay(iso, by) ? formatEt(iso) : `${dayOf(iso)} ${formatEt(iso)}`;
}

/** As a field of a form takes it: `2026-11-20T10:15`, New York time. */
export function fieldTime(iso: string): string {
  return `${etDate(iso)}T${formatEt(iso).slice(0, 5)}`;
}

/** A rule fires at its own time and is published with the next posture, at most a second later. */
const TOLD_WITHIN_MS = 1_000;

/** An instant at which the pane showed it firing. */
export function momentWithin({ from, to }: Pick<HeldInterval, 'from' | 'to'>): string {
  const began = Date.parse(from);
  return instant(began + Math.min(TOLD_WITHIN_MS, (Date.parse(to) - began) / 2));
}

/** `5 min 12 s`, `2 h 5 min`; and how much of it nobody observed. */
export function lasted({
  seconds,
  unwatchedSeconds,
}: Pick<HeldInterval, 'seconds' | 'unwatchedSeconds'>): string {
  const unwatched =
    unwatchedSeconds === 0 ? '' : `, ${formatDuration(unwatchedSeconds * 1_000)} of it not observed`;
  return `${formatDuration(seconds * 1_000)}${unwatched}`;
}

/** `10:15:14 → 10:15:22`, and what is not known of either end. */
export function intervalText(interval: HeldInterval, by: string): string {
  return `${beganWords(interval, by)} → ${endedWords(interval, by)}`;
}

function beganWords({ from, began }: HeldInterval, by: string): string {
  const at = timeBy(from, by);
  if (began === 'before') return `${at} or before`;
  return began === 'unwatched' ? `by ${at} at the latest` : at;
}

function endedWords({ to, ended }: HeldInterval, by: string): string {
  const at = timeBy(to, by);
  switch (ended) {
    case 'seen':
      return at;
    case 'unwatched':
      return `over by ${at} at the latest`;
    case 'lasts':
      return `lasted at ${at}`;
    case 'not-known':
      return `last seen ${at}, not known since`;
  }
}

/** A past verdict: past good proves nothing now and is not drawn as good. */
export function pastVerdict(verdict: Verdict): Verdict {
  return verdict === 'good' ? 'unknown' : verdict;
}

export function itemWord({ state, verdict }: Pick<HandedItem, 'state' | 'verdict'>): string {
  if (state === 'not-observed') return 'Not observed';
  const done = state === 'done' || state === 'done-late';
  const finding = verdict === 'bad' || verdict === 'attention';
  return done && finding ? `${STATE_WORDS[state]}, with a finding` : STATE_WORDS[state];
}

/** Items of one title that stand alike, as one line. */
export interface ItemLine {
  first: HandedItem;
  last: HandedItem;
  count: number;
}

/** In the order of their first times. `25 × missed` is one line, not 25. */
export function itemLines(items: readonly HandedItem[]): ItemLine[] {
  const lines = new Map<string, ItemLine>();
  for (const item of items) {
    const key = `${item.date} ${item.title} ${item.state} ${item.verdict}`;
    const line = lines.get(key);
    lines.set(key, { first: line?.first ?? item, last: item, count: (line?.count ?? 0) + 1 });
  }
  return [...lines.values()];
}

/** `09:45 ET`, or `25 × 09:45–15:45 ET`; with the day if that is not the day of `by`. */
export function itemTimes({ first, last, count }: ItemLine, by: string): string {
  const [from, to] = [clockMinute(first.at), clockMinute(last.at)];
  const day = isSameDay(first.at, by) ? '' : `${dayOf(first.at)} `;
  return count === 1 ? `${day}${from}` : `${day}${count} × ${from.slice(0, -3)}–${to}`;
}
