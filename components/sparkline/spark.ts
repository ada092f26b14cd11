/** The geometry of a sparkline. */

import type { History } from '#lib/series/history.ts';

export interface Spark {
  /** One SVG path for each unbroken run of observations. */
  runs: string[];
  /** Where the limit lies; null if there is none. */
  limitY: number | null;
}

const COLUMNS = 60;
/** The limit lies at this part of the height, so that a breach shows above it. */
const LIMIT_AT = 0.62;

/** Widths in pixels. Each column holds its worst value, so that no spike is lost; an empty column breaks the line. */
export function sparkOf(history: History, width: number, height: number): Spark {
  const columns = worstByColumn(history);
  const worst = Math.max(0, ...columns.flatMap((v) => (v === null ? [] : [v])));
  const limit = history.limitSeconds;
  const top = Math.max(worst, limit === null ? 0 : limit / LIMIT_AT, 1e-9);
  const y = (value: number) => round(height - 1 - (value / top) * (height - 2));
  const x = (column: number) => round(1 + (column / (COLUMNS - 1)) * (width - 2));
  const runs: string[] = [];
  let run = '';
  columns.forEach((value, column) => {
    if (value === null) {
      if (run !== '') runs.push(run);
      run = '';
    } else run += run === '' ? `M${x(column)} ${y(value)}h.01` : `L${x(column)} ${y(value)}`;
  });
  if (run !== '') runs.push(run);
  return { runs, limitY: limit === null ? null : y(limit) };
}

function worstByColumn({ points, from, to }: History): (number | null)[] {
  const columns: (number | null)[] = new Array(COLUMNS).fill(null);
  const span = Math.max(1, Date.parse(to) - Date.parse(from));
  for (const [offset, value] of points) {
    const column = Math.min(COLUMNS - 1, Math.max(0, Math.floor((offset / span) * COLUMNS)));
    columns[column] = Math.max(columns[column] ?? 0, value);
  }
  return columns;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
