/** Model of a heartbeat chart from a history: scale, line with gaps, unobserved intervals. */

import type { History } from '#lib/series/history.ts';

/** An interval, epoch milliseconds. */
export interface Span {
  from: number;
  to: number;
}

export interface ChartModel {
  from: number;
  to: number;
  /** Upper end of the scale in seconds; the limit is always within it. */
  top: number;
  limit: number | null;
  /** Oldest first; `age` null if nothing was observed, so that the line breaks there. */
  line: { at: number; age: number | null }[];
  /** Where nothing was observed, and why: drawn as such, never joined over. */
  gaps: (Span & Pick<History['unobserved'][number], 'why'>)[];
  /** Where the market was open. */
  sessions: Span[];
  /** Subject of the values. */
  unit: 'seconds' | 'count';
  /** Instants to write at the foot: whole minutes, at most five. */
  marks: number[];
}

const MINUTE = 60_000;
/** Distances between marks, minutes. */
const STRIDES = [1, 2, 5, 10, 15, 30, 60, 120, 240, 360, 720, 1440, 2880, 7200, 10_080];
const MOST_MARKS = 5;
/** Room above the limit and above the worst value. */
const HEADROOM = 1.15;

export function chartModel(history: History): ChartModel {
  const from = Date.parse(history.from);
  const to = Date.parse(history.to);
  const gaps = history.unobserved.map((gap) => ({
    ...gap,
    from: Date.parse(gap.from),
    to: Date.parse(gap.to),
  }));
  const line = brokenAt(
    gaps,
    history.points.map(([offset, age]) => ({ at: from + offset, age })),
  );
  const worst = history.points.reduce((most, [, age]) => Math.max(most, age), 0);
  return {
    from,
    to,
    top: (Math.max(worst, history.limitSeconds ?? 0) || 1) * HEADROOM,
    limit: history.limitSeconds,
    line,
    gaps,
    sessions: history.sessions.map((s) => ({ from: Date.parse(s.from), to: Date.parse(s.to) })),
    unit: history.series.endsWith('_seconds') ? 'seconds' : 'count',
    marks: marksBetween(from, to),
  };
}

/** The points with a break wherever a gap begins: the line does not pass over what was not observed. */
function brokenAt(gaps: readonly Span[], points: ChartModel['line']): ChartModel['line'] {
  const breaks = gaps.map(({ from }) => ({ at: from, age: null }));
  return [...points, ...breaks].sort((a, b) => a.at - b.at);
}

function marksBetween(from: number, to: number): number[] {
  const stride =
    (STRIDES.find((minutes) => (to - from) / (minutes * MINUTE) <= MOST_MARKS) ?? 10_080) * MINUTE;
  const first = Math.ceil(from / stride) * stride;
  return Array.from({ length: MOST_MARKS + 1 }, (_, i) => first + i * stride).filter((at) => at <= to);
}

/** The value that is written at the scale: the limit, else the greatest one; null if all is nothing. */
export function scaleOf({ limit, line }: ChartModel): number | null {
  if (limit !== null) return limit;
  return line.reduce((most, { age }) => Math.max(most, age ?? 0), 0) || null;
}

/** Unbroken runs of the line, for paths. */
export function runsOf(line: ChartModel['line']): { at: number; age: number }[][] {
  const runs: { at: number; age: number }[][] = [];
  let open = false;
  for (const { at, age } of line) {
    if (age === null) {
      open = false;
      continue;
    }
    if (!open) runs.push([]);
    runs.at(-1)?.push({ at, age });
    open = true;
  }
  return runs;
}

/** The history in one sentence, for those who do not see the picture. */
export function spoken(model: ChartModel, age: (seconds: number) => string): string {
  const values = model.line.flatMap((p) => (p.age === null ? [] : [p.age]));
  if (values.length === 0) return 'Nothing was observed in this span.';
  const worst = `Worst age ${age(Math.max(...values))}`;
  const limit = model.limit === null ? '' : `, limit ${age(model.limit)}`;
  const gaps =
    model.gaps.length === 0
      ? ''
      : `, not observed in ${model.gaps.length} span${model.gaps.length > 1 ? 's' : ''}`;
  return `${worst}${limit}${gaps}.`;
}
