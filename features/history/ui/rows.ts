/** A history as table rows, for readers without the chart. */

import type { History } from '#lib/series/history.ts';

const ROWS = 24;

interface Row {
  /** Epoch milliseconds. */
  from: number;
  least: number | null;
  greatest: number | null;
  last: number | null;
  /** Why it was not observed all through, in words; empty if it was. */
  unobserved: string;
}

const WORDS = { 'not-running': 'the console was not running', blind: 'could not be seen' } as const;

/** Intervals of equal width, oldest first. Unobserved ones at the beginning are left out. */
export function rowsOf({ from, to, points, unobserved }: History): Row[] {
  const start = Date.parse(from);
  const width = (Date.parse(to) - start) / ROWS;
  const rows = Array.from({ length: ROWS }, (_, i): Row => {
    const begins = start + i * width;
    const values = points.filter(([offset]) => Math.floor(offset / width) === i).map(([, value]) => value);
    const why = new Set(
      unobserved
        .filter((span) => Date.parse(span.from) < begins + width && Date.parse(span.to) > begins)
        .map((span) => WORDS[span.why]),
    );
    return {
      from: Math.round(begins),
      least: values.length === 0 ? null : Math.min(...values),
      greatest: values.length === 0 ? null : Math.max(...values),
      last: values.at(-1) ?? null,
      unobserved: [...why].join('; '),
    };
  });
  const first = rows.findIndex((row) => row.last !== null || row.unobserved !== WORDS['not-running']);
  return first < 0 ? [] : rows.slice(first);
}
