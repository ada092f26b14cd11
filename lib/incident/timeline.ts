/** An incident for its readers: what changed before, at, and after each red. The same moments give the same text. */
import type { Difference } from '../history/compare.ts';
import { etDate, formatEt } from '../market/eastern-time.ts';
import { markdownText } from '../wire/markdown-text.ts';
import { type Moment, type Red, redKey } from './moments.ts';

/** Times are epoch milliseconds. */
export interface Incident {
  mesh: string;
  from: number;
  to: number;
  /** What was red already at `from`, or at the first that is known. */
  redAtStart: readonly Red[];
  /** Oldest first. */
  moments: readonly Moment[];
  /** Times in which nobody watched, or nothing could be kept. */
  holes: readonly { from: string; to: string; why: string }[];
}

/** So long before a red is looked for what led to it, and after it for what it led to. */
const AROUND_MS = 10 * 60_000;
/** Lines on each side of a red; the list of all changes has the others. */
const MOST_AROUND = 30;

export function timelineMarkdown(incident: Incident): string {
  const reds = redSpans(incident);
  const lines = [
    '# Timeline',
    '',
    `- mesh: ${markdownText(incident.mesh)}`,
    `- from ${stamp(incident.from)}`,
    `- to ${stamp(incident.to)}`,
    `- changes: ${incident.moments.length}`,
    '',
    ...section('Not observed', incident.holes.map(holeLine), 'The whole time was watched.'),
    ...section('Red', reds.map(redLine), nothingRed(incident)),
    ...reds.flatMap((red) => redSection(incident, red)),
    ...section('All changes', incident.moments.flatMap(momentLines), 'Nothing changed.'),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** `began` null: before the first that is known. `ended` null: still red at the end. */
interface RedSpan {
  red: Red;
  began: number | null;
  /** Nobody watched just before it was seen: it may have begun earlier. */
  orEarlier: boolean;
  ended: number | null;
}

/** In the order in which they began. */
function redSpans({ from, redAtStart, moments, holes }: Incident): RedSpan[] {
  const spans: RedSpan[] = redAtStart.map((red) => ({ red, began: null, orEarlier: true, ended: null }));
  const open = new Map(spans.map((span) => [redKey(span.red), span]));
  let known = from;
  for (const { at, began, ended } of moments) {
    const orEarlier = holes.some((hole) => Date.parse(hole.from) < at && Date.parse(hole.to) > known);
    known = at;
    for (const red of ended) {
      const span = open.get(redKey(red));
      if (span !== undefined) span.ended = at;
      open.delete(redKey(red));
    }
    for (const red of began) {
      const span = { red, began: at, orEarlier, ended: null };
      spans.push(span);
      open.set(redKey(red), span);
    }
  }
  return spans;
}

/** Where somebody did not watch, nothing red was seen: that is less than that nothing was. */
function nothingRed({ holes }: Incident): string {
  return holes.length === 0 ? 'Nothing was red.' : 'Nothing was seen red while somebody watched.';
}

function redLine({ red, began, orEarlier, ended }: RedSpan): string {
  const doubt = orEarlier ? ' or earlier, when nobody watched' : '';
  const since = began === null ? 'red when it was first seen' : `red from ${time(began)}${doubt}`;
  return `- ${nameOf(red)}: ${since}, ${ended === null ? 'still red at the end' : `until ${time(ended)}`}`;
}

function redSection({ moments }: Incident, { red, began }: RedSpan): string[] {
  if (began === null) return [];
  const around = (from: number, to: number) =>
    moments.filter(({ at }) => at >= from && at <= to).flatMap(momentLines);
  const before = around(began - AROUND_MS, began - 1);
  return [
    `## ${nameOf(red)}, red from ${time(began)}`,
    '',
    ...part('Before', before, 'Nothing changed in the ten minutes before.', -MOST_AROUND),
    ...part('At', around(began, began), 'Nothing else changed.', MOST_AROUND),
    ...part(
      'After',
      around(began + 1, began + AROUND_MS),
      'Nothing changed in the ten minutes after.',
      MOST_AROUND,
    ),
  ];
}

/** @param most of the first lines; of the last where it is negative, since those are nearest to what follows. */
function part(title: string, lines: readonly string[], empty: string, most: number): string[] {
  const shown = most < 0 ? lines.slice(most) : lines.slice(0, most);
  const more = lines.length - shown.length;
  const rest = more === 0 ? [] : [`- ${more} more, under *All changes*`];
  return [`### ${title}`, '', ...(shown.length === 0 ? [empty] : [...shown, ...rest]), ''];
}

function section(title: string, lines: readonly string[], empty: string): string[] {
  return [`## ${title}`, '', ...(lines.length === 0 ? [empty] : lines), ''];
}

function holeLine({ from, to, why }: Incident['holes'][number]): string {
  return `- ${stamp(Date.parse(from))} to ${stamp(Date.parse(to))}: ${markdownText(why)}`;
}

function momentLines({ at, differences, more }: Moment): string[] {
  const lines = differences.map((difference) => `- ${time(at)} ${differenceText(difference)}`);
  return more === 0 ? lines : [...lines, `- ${time(at)} and ${more} more lines of the posture`];
}

function differenceText({ kind, subject, field, before, after }: Difference): string {
  return `${nameOf({ kind, subject })}, ${markdownText(field)}: ${valueText(before)} → ${valueText(after)}`;
}

/** Null and the empty text differ: the one was not told at all. */
function valueText(value: string | null): string {
  return value === null ? '(not told)' : value === '' ? '(empty)' : markdownText(value);
}

function nameOf({ kind, subject }: Red): string {
  return kind === subject ? kind : `${kind} ${markdownText(subject)}`;
}

const time = (at: number): string => `${formatEt(at)} ET`;

/** `2026-11-20 10:15:00 ET (2026-11-20T15:15:00.000Z)`. */
function stamp(at: number): string {
  return `${etDate(at)} ${time(at)} (${new Date(at).toISOString()})`;
}
