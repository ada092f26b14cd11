/**
 * An incident for a reader who was not there: what was before, what turned red, what followed, when it ended, and when
 * nobody watched. The same moments give the same text.
 */

import { markdownText } from '#lib/format/markdown-text.ts';
import { formatEt } from '#lib/market/eastern-time.ts';
import { text } from '#lib/messages/text.ts';
import { type Gap, type RedSpan, redSpans, type Spell, spellsOf } from './red-spans.ts';
import { type Standing, standingKey, standingsOf, type View } from './summary.ts';
import { listed, nameOf, type StoryLine, storyLines, type Warning, wordOf } from './timeline-markdown.ts';
import { clock, lengthOf, stamp } from './times.ts';
import type { Moment } from './transitions.ts';

/** Times are epoch milliseconds. */
export interface Incident {
  mesh: string;
  practice: boolean | null;
  from: number;
  to: number;
  /** What was known at `from`; null: nobody watched then. */
  begin: View | null;
  /** What was published last; null: nothing was. */
  end: View | null;
  /** From when on anything is known: `from`, or when the first posture after it was published. */
  firstKnown: number;
  /** What was red already then. */
  redAtStart: readonly Standing[];
  /** Oldest first. */
  moments: readonly Moment[];
  /** Times in which nobody watched, or nothing could be kept. */
  holes: readonly Gap[];
  warnings: readonly Warning[];
}

/** Lines of one part; `changes.md` has the others. */
const MOST_LINES = 80;

export function timelineMarkdown(incident: Incident): string {
  const { mesh, practice, from, to } = incident;
  const spells = spellsOf(redSpans(incident));
  const lines = [
    `# Timeline: ${markdownText(mesh)}${practice === true ? ' (practice)' : ''}`,
    '',
    `From ${stamp(from)}`,
    `to ${stamp(to)}, ${lengthOf(to - from)}. Times are New York's; UTC stands beside them.`,
    '',
    '## In short',
    '',
    `- At the beginning: ${standsText(incident.begin, 'nobody watched')}`,
    executionLine(incident),
    ...shortReds(incident, spells),
    ...shortHoles(incident),
    endLine(incident),
    '',
    ...partsOf(incident, spells, storyLines(incident)),
    'Each field that changed is in `changes.md`, each posture whole in `postures/`.',
  ];
  return `${lines.join('\n')}\n`;
}

/** The first question of all, over the whole time. */
function executionLine({ begin, moments, holes }: Incident): string {
  const first = begin === null ? 'not known at the beginning' : begin.execution.outcome.replaceAll('-', ' ');
  const turns = moments.flatMap(({ at, turns }) =>
    turns.flatMap(({ after }) =>
      after?.kind === 'execution' ? [`${markdownText(text(after.state))} from ${clock(at)}`] : [],
    ),
  );
  const throughout = holes.length === 0 ? ' throughout' : ' whenever somebody watched';
  return `- Execution: ${turns.length === 0 && begin !== null ? first + throughout : [first, ...turns].join(', ')}.`;
}

/** What was said last is the end only where somebody watched until then. */
function endLine({ end, to, holes }: Incident): string {
  const blind = holes.find((hole) => hole.to >= to);
  const words = blind === undefined ? 'At the end' : `As last seen, before ${clock(blind.from)}`;
  return `- ${words}: ${standsText(end, 'nothing was published')}`;
}

/** What is not as it should be by name, the rest by its absence from the list. */
function standsText(view: View | null, nothing: string): string {
  if (view === null) return `${nothing}.`;
  const standings = standingsOf(view);
  const not = (['bad', 'attention', 'unknown'] as const)
    .map((verdict) => ({
      verdict,
      which: standings.filter((s) => s.verdict === verdict && s.kind !== 'execution'),
    }))
    .filter(({ which }) => which.length > 0)
    .map(({ verdict, which }) => `${verdict}: ${listed(which)}`);
  const rest = not.length === 0 ? 'all else as it should be' : not.join('. ');
  return `${listed(standings.filter(({ kind }) => kind === 'execution'))}; ${markdownText(view.market.label)}. ${sentence(rest)}.`;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Where somebody did not watch, nothing red was seen: that is less than that nothing was. */
function shortReds({ to, holes }: Incident, spells: readonly Spell[]): string[] {
  if (spells.length === 0)
    return [holes.length === 0 ? '- Nothing was red.' : '- Nothing was seen red while somebody watched.'];
  return spells.map((spell) => {
    const names = [...new Set(spell.spans.map(({ red }) => nameOf(red)))].join(', ');
    return `- Red: ${names}, ${spellTime(spell, to)}.`;
  });
}

function shortHoles({ holes }: Incident): string[] {
  if (holes.length === 0) return ['- The whole time was watched.'];
  return holes.map(
    ({ from, to, why }) =>
      `- Nobody watched from ${clock(from)} to ${clock(to)}, ${lengthOf(to - from)}: ${markdownText(why)}.`,
  );
}

function spellTime({ spans, from, to }: Spell, end: number): string {
  const first = spans.every(({ began, orEarlier }) => began > from || orEarlier) ? ' or earlier' : '';
  const since = `from ${clock(from)}${first}`;
  return to === null
    ? `${since}, still red at the end`
    : `${since} to ${clock(to)}, ${lengthOf(Math.min(to, end) - from)}`;
}

/** Before the first red, each red, and what followed it until the next: each line stands once. */
function partsOf(incident: Incident, spells: readonly Spell[], story: readonly StoryLine[]): string[] {
  const { from, to } = incident;
  const within = (a: number, b: number) =>
    story.filter(({ at }) => at >= a && at < b).map((line) => line.text);
  const [first] = spells;
  if (first === undefined) return part('What changed', within(-Infinity, Infinity), 'Nothing changed.');
  const before = part('Before', within(-Infinity, first.from), 'Nothing changed.', 'last');
  const rest = spells.flatMap((spell, index) => {
    const next = spells[index + 1]?.from ?? Infinity;
    // The moment in which it ended belongs to it.
    const over = spell.to === null ? Infinity : spell.to + 1;
    return [
      ...redPart(spell, to, within(spell.from, over)),
      ...(spell.to === null ? [] : part('After', within(over, next), 'Nothing changed.')),
    ];
  });
  return [...(first.from > from ? before : []), ...rest];
}

function redPart(spell: Spell, end: number, lines: readonly string[]): string[] {
  return [
    `## Red ${spellTime(spell, end)}`,
    '',
    '| what | red (ET) | what was seen first | runbook |',
    '| --- | --- | --- | --- |',
    ...Object.values(Object.groupBy(spell.spans, ({ red }) => standingKey(red))).map(subjectRow),
    '',
    ...shown(lines, 'Nothing changed while it was red.', 'first'),
    '',
  ];
}

/** One thing with each time at which it was red. */
function subjectRow(spans: readonly RedSpan[] = []): string {
  const [first] = spans;
  if (first === undefined) return '';
  const { state, why, runbook } = first.red;
  const seen = [text(state), text(why)].filter((words) => words !== '').map(markdownText);
  const cells = [
    nameOf(first.red),
    spans.map(spanText).join('; '),
    seen.join('. '),
    runbook === null ? '' : `\`${runbook}\``,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Out of sight is no healing. */
function spanText({ began, orEarlier, ended, turnedTo }: RedSpan): string {
  const since = `${formatEt(began)}${orEarlier ? ' or earlier' : ''}`;
  if (ended === null) return `${since} to the end, still red`;
  const after =
    turnedTo === null
      ? 'told of no more'
      : turnedTo.verdict === 'unknown'
        ? '**not known**'
        : wordOf(turnedTo);
  return `${since} to ${formatEt(ended)}, then ${after}`;
}

function part(
  title: string,
  lines: readonly string[],
  empty: string,
  keep: 'first' | 'last' = 'first',
): string[] {
  return [`## ${title}`, '', ...shown(lines, empty, keep), ''];
}

/** The lines nearest to the red, where there are too many. */
function shown(lines: readonly string[], empty: string, keep: 'first' | 'last'): string[] {
  if (lines.length === 0) return [empty];
  const kept = keep === 'first' ? lines.slice(0, MOST_LINES) : lines.slice(-MOST_LINES);
  const more = lines.length - kept.length;
  return more === 0 ? [...kept] : [...kept, `- ${more} more lines are not shown`];
}
