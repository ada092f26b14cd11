/**
 * An incident for a reader who was not there: the state before, what became red, what followed, when it ended, and when
 * nobody watched. The same changes give the same text.
 */

import { bothTimes, etBy } from '#lib/format/clock.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { markdownText } from '#lib/format/markdown-text.ts';
import type { Gap, Group } from '#lib/intervals.ts';
import { marketLabel } from '#lib/messages/market.ts';
import { text } from '#lib/messages/text.ts';
import { redsTogether } from '#lib/timeline/reds.ts';
import { type RedInterval, redIntervals } from './red-intervals.ts';
import { type Summary, summariesOf, summaryKey, type View } from './summary.ts';
import {
  listed,
  nameOf,
  type TimelineLine,
  timelineLines,
  type Warning,
  wordOf,
} from './timeline-markdown.ts';
import type { PostureChange } from './transitions.ts';

/** Times are epoch milliseconds. */
export interface Incident {
  mesh: string;
  practice: boolean | null;
  from: number;
  to: number;
  /** The posture at `from`; null: nobody watched then. */
  begin: View | null;
  /** The last posture; null: none was published. */
  end: View | null;
  /** The first time at which anything is known: `from`, or the first posture after it. */
  firstKnown: number;
  /** Already red at that time. */
  redAtStart: readonly Summary[];
  /** Oldest first. */
  postureChanges: readonly PostureChange[];
  /** Times in which nobody watched, or nothing could be kept. */
  holes: readonly Gap[];
  warnings: readonly Warning[];
}

/** Reds of one incident, from the first to the last. */
type Red = Group<RedInterval>;

/** Lines of one part; `changes.md` has the others. */
const MOST_LINES = 80;

export function timelineMarkdown(incident: Incident): string {
  const { mesh, practice, from, to } = incident;
  const reds = redsTogether(redIntervals(incident));
  const lines = [
    `# Timeline: ${markdownText(mesh)}${practice === true ? ' (practice)' : ''}`,
    '',
    `From ${bothTimes(from)}`,
    `to ${bothTimes(to)}, ${formatDuration(to - from)}. Times are New York's; UTC stands beside them.`,
    '',
    '## In short',
    '',
    `- At the beginning: ${standsText(incident.begin, 'nobody watched')}`,
    executionLine(incident),
    ...shortReds(incident, reds),
    ...shortHoles(incident),
    endLine(incident),
    '',
    ...partsOf(incident, reds, timelineLines(incident)),
    'Each field that changed is in `changes.md`, each posture whole in `postures/`.',
  ];
  return `${lines.join('\n')}\n`;
}

/** The outcomes of execution over the whole time. */
function executionLine({ begin, postureChanges, holes }: Incident): string {
  const first = begin === null ? 'not known at the beginning' : begin.execution.outcome.replaceAll('-', ' ');
  const summaryChanges = postureChanges.flatMap(({ at, summaryChanges }) =>
    summaryChanges.flatMap(({ after, turned }) =>
      turned && after?.kind === 'execution'
        ? [`${markdownText(text(after.state))} from ${bothTimes(at)}`]
        : [],
    ),
  );
  const throughout = holes.length === 0 ? ' throughout' : ' whenever somebody watched';
  return `- Execution: ${summaryChanges.length === 0 && begin !== null ? first + throughout : [first, ...summaryChanges].join(', ')}.`;
}

/** The last posture is the end only if somebody watched until then. */
function endLine({ end, to, holes }: Incident): string {
  const blind = holes.find((hole) => hole.to >= to);
  const words = blind === undefined ? 'At the end' : `As last seen, before ${bothTimes(blind.from)}`;
  return `- ${words}: ${standsText(end, 'nothing was published')}`;
}

/** Lists by name what is not as it should be; all else is as it should be. */
function standsText(view: View | null, nothing: string): string {
  if (view === null) return `${nothing}.`;
  const summaries = summariesOf(view);
  const not = (['bad', 'attention', 'unknown'] as const)
    .map((verdict) => ({
      verdict,
      which: summaries.filter((s) => s.verdict === verdict && s.kind !== 'execution'),
    }))
    .filter(({ which }) => which.length > 0)
    .map(({ verdict, which }) => `${verdict}: ${listed(which)}`);
  const rest = not.length === 0 ? 'all else as it should be' : not.join('. ');
  return `${listed(summaries.filter(({ kind }) => kind === 'execution'))}; ${markdownText(marketLabel(view.market))}. ${sentence(rest)}.`;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** While nobody watched, something may have been red: the text claims only what was watched. */
function shortReds({ to, holes }: Incident, reds: readonly Red[]): string[] {
  if (reds.length === 0)
    return [holes.length === 0 ? '- Nothing was red.' : '- Nothing was seen red while somebody watched.'];
  return reds.map((red) => {
    const names = [...new Set(red.parts.map((part) => nameOf(part.red)))].join(', ');
    return `- Red: ${names}, ${redTime(red, to)}.`;
  });
}

function shortHoles({ holes }: Incident): string[] {
  if (holes.length === 0) return ['- The whole time was watched.'];
  return holes.map(
    ({ from, to, why }) =>
      `- Nobody watched from ${bothTimes(from)} to ${bothTimes(to)}, ${formatDuration(to - from)}: ${markdownText(why)}.`,
  );
}

function redTime({ parts, from, to }: Red, end: number): string {
  const first = parts.every((part) => part.from > from || part.orEarlier) ? ' or earlier' : '';
  const since = `from ${bothTimes(from)}${first}`;
  return to === Infinity
    ? `${since}, still red at the end`
    : `${since} to ${bothTimes(to)}, ${formatDuration(Math.min(to, end) - from)}`;
}

/** Before the first red, each red, and what followed it until the next: each line stands once. */
function partsOf(incident: Incident, reds: readonly Red[], timeline: readonly TimelineLine[]): string[] {
  const { from, to } = incident;
  const within = (a: number, b: number) =>
    timeline.filter(({ at }) => at >= a && at < b).map((line) => line.text);
  const [first] = reds;
  if (first === undefined) return part('What changed', within(-Infinity, Infinity), 'Nothing changed.');
  const before = part('Before', within(-Infinity, first.from), 'Nothing changed.', 'last');
  const rest = reds.flatMap((red, index) => {
    const next = reds[index + 1]?.from ?? Infinity;
    // The change that ended it belongs to it.
    const over = red.to + 1;
    return [
      ...redPart(red, to, within(red.from, over)),
      ...(red.to === Infinity ? [] : part('After', within(over, next), 'Nothing changed.')),
    ];
  });
  return [...(first.from > from ? before : []), ...rest];
}

function redPart(red: Red, end: number, lines: readonly string[]): string[] {
  return [
    `## Red ${redTime(red, end)}`,
    '',
    '| what | red (ET) | what was seen first | runbook |',
    '| --- | --- | --- | --- |',
    ...Object.values(Object.groupBy(red.parts, (part) => summaryKey(part.red))).map((parts) =>
      subjectRow(parts, red.from),
    ),
    '',
    ...shown(lines, 'Nothing changed while it was red.', 'first'),
    '',
  ];
}

/** A row for one part, with each interval in which it was red. */
function subjectRow(parts: readonly RedInterval[] = [], by: number): string {
  const [first] = parts;
  if (first === undefined) return '';
  const { state, why, runbook } = first.red;
  const seen = [text(state), text(why)].filter((words) => words !== '').map(markdownText);
  const cells = [
    nameOf(first.red),
    parts.map((part) => intervalText(part, by)).join('; '),
    seen.join('. '),
    runbook === null ? '' : `\`${runbook}\``,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Unknown is no recovery. A time has its date if that is not the date of `by`. */
function intervalText({ from, orEarlier, to, turnedTo }: RedInterval, by: number): string {
  const since = `${etBy(from, by)}${orEarlier ? ' or earlier' : ''}`;
  if (to === Infinity) return `${since} to the end, still red`;
  const after =
    turnedTo === null
      ? 'told of no more'
      : turnedTo.verdict === 'unknown'
        ? '**not known**'
        : wordOf(turnedTo);
  return `${since} to ${etBy(to, by)}, then ${after}`;
}

function part(
  title: string,
  lines: readonly string[],
  empty: string,
  keep: 'first' | 'last' = 'first',
): string[] {
  return [`## ${title}`, '', ...shown(lines, empty, keep), ''];
}

/** The lines nearest to the red interval, if there are too many. */
function shown(lines: readonly string[], empty: string, keep: 'first' | 'last'): string[] {
  if (lines.length === 0) return [empty];
  const kept = keep === 'first' ? lines.slice(0, MOST_LINES) : lines.slice(-MOST_LINES);
  const more = lines.length - kept.length;
  return more === 0 ? [...kept] : [...kept, `- ${more} more lines are not shown`];
}
