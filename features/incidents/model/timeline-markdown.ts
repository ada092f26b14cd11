/** An incident as lines in the order of time: a line for each change, and one for many that are no longer known. */

import { bothTimes } from '#lib/format/clock.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { markdownText } from '#lib/format/markdown-text.ts';
import type { Gap } from '#lib/intervals.ts';
import { text } from '#lib/messages/text.ts';
import type { Kind, Summary } from './summary.ts';
import type { PostureChange, SummaryChange } from './transitions.ts';

/** `at`: epoch milliseconds. */
export interface TimelineLine {
  at: number;
  text: string;
}

/** A warning of the cluster, by when it was last given. */
export interface Warning {
  at: number;
  text: string;
}

interface TimelineInput {
  postureChanges: readonly PostureChange[];
  holes: readonly Gap[];
  warnings: readonly Warning[];
}

/** A console takes this long to read everything again: changes within it are one line. */
const TOGETHER_MS = 5_000;
/** At least this many; fewer have a line each. */
const MANY = 3;

/** Oldest first. */
export function timelineLines({ postureChanges, holes, warnings }: TimelineInput): TimelineLine[] {
  return [
    ...holes.map(holeLine),
    ...burstsOf(postureChanges).flatMap(burstLines),
    ...warnings.map(({ at, text }) => ({ at, text: `cluster warning: ${markdownText(text)}` })),
  ]
    .map(({ at, text }) => ({ at, text: `- ${bothTimes(at)} ${text}` }))
    .sort((a, b) => a.at - b.at);
}

function holeLine({ from, to, why }: Gap): TimelineLine {
  const text = `**nobody watched** for ${formatDuration(to - from)}, until ${bothTimes(to)}: ${markdownText(why)}. What happened meanwhile is not known.`;
  return { at: from, text };
}

function burstsOf(postureChanges: readonly PostureChange[]): PostureChange[][] {
  const bursts: PostureChange[][] = [];
  for (const postureChange of postureChanges) {
    const burst = bursts.at(-1);
    const first = burst?.[0];
    if (burst !== undefined && first !== undefined && postureChange.at - first.at < TOGETHER_MS)
      burst.push(postureChange);
    else bursts.push([postureChange]);
  }
  return bursts;
}

interface Timed extends SummaryChange {
  at: number;
}

const CALM: readonly string[] = ['good', 'expected-off', 'not-applicable'];

/** Execution is never one of many. */
function groupOf({ before, after }: SummaryChange): 'lost' | 'found' | null {
  if (after?.kind === 'execution') return null;
  if (after?.verdict === 'unknown') return 'lost';
  return before?.verdict === 'unknown' && after !== null && CALM.includes(after.verdict) ? 'found' : null;
}

/** The rendered summary: two codes may render the same text, as when a proof fails by another object. */
const read = (summary: Summary | null) => [summary?.state ?? null, summary?.why ?? null].map(text).join('. ');

const readsDifferently = ({ before, after, values }: SummaryChange): boolean =>
  values.length > 0 || before?.verdict !== after?.verdict || read(before) !== read(after);

function burstLines(burst: readonly PostureChange[]): TimelineLine[] {
  const summaryChanges = burst.flatMap(({ at, summaryChanges }) =>
    summaryChanges.filter(readsDifferently).map((summaryChange): Timed => ({ ...summaryChange, at })),
  );
  const groups = Object.groupBy(summaryChanges, (summaryChange) => groupOf(summaryChange) ?? 'own');
  return [
    ...(groups.own ?? []).map(summaryLine),
    ...many(groups.lost ?? [], '**not known** any more'),
    ...many(groups.found ?? [], 'known again'),
  ];
}

function many(summaryChanges: readonly Timed[], words: string): TimelineLine[] {
  const [first] = summaryChanges;
  if (first === undefined || summaryChanges.length < MANY) return summaryChanges.map(summaryLine);
  const summaries = summaryChanges.flatMap(({ after }) => (after === null ? [] : [after]));
  return [{ at: first.at, text: `${words}: ${listed(summaries)}` }];
}

const KIND: Readonly<Record<Kind, string>> = {
  execution: '',
  rule: 'rule ',
  failure: 'failure mode ',
  agent: 'agent ',
};
const MANY_OF: typeof KIND = {
  execution: '',
  rule: 'rules ',
  failure: 'failure modes ',
  agent: 'agents ',
};

/** `execution unproven; agents feed, crane`: execution by its outcome, all others by name. */
export function listed(summaries: readonly Summary[]): string {
  const named = (kind: Kind) => [
    ...new Set(
      summaries
        .filter((s) => s.kind === kind)
        .map(({ name, state }) => markdownText(kind === 'execution' ? `${name} ${text(state)}` : name)),
    ),
  ];
  return (['execution', 'agent', 'failure', 'rule'] as const)
    .map((kind) => ({ kind, names: named(kind) }))
    .filter(({ names }) => names.length > 0)
    .map(({ kind, names }) => `${names.length > 1 ? MANY_OF[kind] : KIND[kind]}${names.join(', ')}`)
    .join('; ');
}

/** `agent feed`. */
export function nameOf({ kind, name }: Pick<Summary, 'kind' | 'name'>): string {
  return `${KIND[kind]}${markdownText(name)}`;
}

function summaryLine({ at, ...summaryChange }: Timed): TimelineLine {
  return { at, text: summaryText(summaryChange) };
}

function summaryText({ before, after, turned, reasoned, values }: SummaryChange): string {
  if (after === null) return before === null ? '' : `${nameOf(before)}: told of no more`;
  const numbers = values.map(markdownText).join('; ');
  const stays = !turned || (before?.verdict === after.verdict && text(before.state) === text(after.state));
  if (!turned && !reasoned) return `${nameOf(after)}: ${numbers}`;
  const was = before === null ? ', new' : stays ? ' still' : `, was ${markdownText(text(before.state))}`;
  const why = [markdownText(text(after.why)).replace(/\.$/, ''), numbers]
    .filter((words) => words !== '')
    .join('; ');
  return `**${wordOf(after)}** ${nameOf(after)}: ${markdownText(text(after.state))}${was}${why === '' ? '' : `. ${why}`}${runbookOf(after)}`;
}

/** The verdict as text. */
export function wordOf({ verdict }: Pick<Summary, 'verdict'>): string {
  return verdict.replaceAll('-', ' ');
}

function runbookOf({ verdict, runbook }: Summary): string {
  return verdict === 'bad' && runbook !== null ? `. Runbook: \`${runbook}\`` : '';
}
