/** One series as a picture that needs no program: a line, broken and shaded where nothing was observed. */

import { instant } from '#lib/format/instant.ts';
import type { Columns } from '#lib/series/columns.ts';

const WIDTH = 960;
const HEIGHT = 240;
/** Room for the title and the labels of both axes. */
const EDGE = { left: 70, right: 10, top: 28, bottom: 26 };

interface ChartOf {
  title: string;
  from: number;
  to: number;
  columns: Columns;
}

export function chartSvg({ title, from, to, columns: { points, unobserved } }: ChartOf): string {
  const values = points.map(({ value }) => value);
  const least = Math.min(0, ...values);
  const greatest = Math.max(...values, least + 1);
  const x = (at: number) => scaled(at, from, to, EDGE.left, WIDTH - EDGE.right);
  const y = (value: number) => scaled(value, least, greatest, HEIGHT - EDGE.bottom, EDGE.top);
  const gaps = unobserved.map(
    (gap) =>
      `<rect x="${x(gap.from)}" y="${EDGE.top}" width="${(Number(x(gap.to)) - Number(x(gap.from))).toFixed(1)}" height="${HEIGHT - EDGE.top - EDGE.bottom}" fill="#ddd"><title>${gap.why}</title></rect>`,
  );
  const lines = pieces({ points, unobserved }).map((piece) =>
    piece.length === 1
      ? piece.map((p) => `<circle cx="${x(p.at)}" cy="${y(p.value)}" r="1.5" fill="#1a4fa0"/>`).join('')
      : `<polyline fill="none" stroke="#1a4fa0" stroke-width="1.5" points="${piece.map((p) => `${x(p.at)},${y(p.value)}`).join(' ')}"/>`,
  );
  const labels = [
    text(EDGE.left, 18, title),
    text(4, HEIGHT - EDGE.bottom, numberText(least)),
    text(4, EDGE.top + 8, numberText(greatest)),
    text(EDGE.left, HEIGHT - 8, instant(from)),
    text(WIDTH - 190, HEIGHT - 8, instant(to)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...gaps,
    ...lines,
    ...labels,
    '</svg>\n',
  ].join('\n');
}

/** What lies on both sides of a gap is not joined over it. */
function pieces({ points, unobserved }: Columns): Columns['points'][] {
  const found: Columns['points'][] = [];
  for (const point of points) {
    const last = found.at(-1);
    const before = last?.at(-1);
    const apart =
      before === undefined || unobserved.some((gap) => gap.from >= before.at && gap.from <= point.at);
    if (last === undefined || apart) found.push([point]);
    else last.push(point);
  }
  return found;
}

function scaled(value: number, from: number, to: number, low: number, high: number): string {
  return (low + ((value - from) / (to - from)) * (high - low)).toFixed(1);
}

function numberText(value: number): string {
  return String(Math.round(value * 1_000) / 1_000);
}

function text(x: number, y: number, words: string): string {
  return `<text x="${x}" y="${y}">${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The same numbers for a program: points, and the spans in which nothing was observed. Times in UTC. */
export function seriesCsv({ points, unobserved }: Columns): string {
  const rows = [
    ...points.map(({ at, value }) => ({ at, row: `${instant(at)},${instant(at)},${value},` })),
    ...unobserved.map(({ from, to, why }) => ({ at: from, row: `${instant(from)},${instant(to)},,${why}` })),
  ].toSorted((a, b) => a.at - b.at);
  return `${['from,to,value,unobserved', ...rows.map(({ row }) => row)].join('\n')}\n`;
}
