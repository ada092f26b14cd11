/** An incident as lines in the order of time: a line for each thing that turned, and one for many that went out of sight. */

import { bothTimes } from '#lib/format/clock.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { markdownText } from '#lib/format/markdown-text.ts';
import type { Gap } from '#lib/intervals.ts';
import { text } from '#lib/messages/text.ts';
import type { Kind, Summary } from './summary.ts';
import type { Moment, Turn } from './transitions.ts';

/** `at`: epoch milliseconds. */
export interface StoryLine {
  at: number;
  text: string;
}

/** A warning of the cluster, by when it was last given. */
export interface Warning {
  at: number;
  text: string;
}

interface Told {
  moments: readonly Moment[];
  holes: readonly Gap[];
  warnings: readonly Warning[];
}

/** So long a console takes to see all again: what it meets within is one line. */
const TOGETHER_MS = 5_000;
/** So many at least, or each has its own line. */
const MANY = 3;

/** Oldest first. */
export function storyLines({ moments, holes, warnings }: Told): StoryLine[] {
  return [
    ...holes.map(holeLine),
    ...beatsOf(moments).flatMap(beatLines),
    ...warnings.map(({ at, text }) => ({ at, text: `cluster warning: ${markdownText(text)}` })),
  ]
    .map(({ at, text }) => ({ at, text: `- ${bothTimes(at)} ${text}` }))
    .sort((a, b) => a.at - b.at);
}

function holeLine({ from, to, why }: Gap): StoryLine {
  const text = `**nobody watched** for ${formatDuration(to - from)}, until ${bothTimes(to)}: ${markdownText(why)}. What happened meanwhile is not known.`;
  return { at: from, text };
}

function beatsOf(moments: readonly Moment[]): Moment[][] {
  const beats: Moment[][] = [];
  for (const moment of moments) {
    const beat = beats.at(-1);
    const first = beat?.[0];
    if (beat !== undefined && first !== undefined && moment.at - first.at < TOGETHER_MS) beat.push(moment);
    else beats.push([moment]);
  }
  return beats;
}

interface Timed extends Turn {
  at: number;
}

const CALM: readonly string[] = ['good', 'expected-off', 'not-applicable'];

/** Execution is never one of many. */
function groupOf({ before, after }: Turn): 'lost' | 'found' | null {
  if (after?.kind === 'execution') return null;
  if (after?.verdict === 'unknown') return 'lost';
  return before?.verdict === 'unknown' && after !== null && CALM.includes(after.verdict) ? 'found' : null;
}

/** One thing as it is written: another code may read as the one before it did, as where a proof fails by another object. */
const read = (standing: Summary | null) =>
  [standing?.state ?? null, standing?.why ?? null].map(text).join('. ');

const readsAnew = ({ before, after, values }: Turn): boolean =>
  values.length > 0 || before?.verdict !== after?.verdict || read(before) !== read(after);

function beatLines(beat: readonly Moment[]): StoryLine[] {
  const turns = beat.flatMap(({ at, turns }) =>
    turns.filter(readsAnew).map((turn): Timed => ({ ...turn, at })),
  );
  const groups = Object.groupBy(turns, (turn) => groupOf(turn) ?? 'own');
  return [
    ...(groups.own ?? []).map(turnLine),
    ...many(groups.lost ?? [], '**not known** any more'),
    ...many(groups.found ?? [], 'known again'),
  ];
}

function many(turns: readonly Timed[], words: string): StoryLine[] {
  const [first] = turns;
  if (first === undefined || turns.length < MANY) return turns.map(turnLine);
  const standings = turns.flatMap(({ after }) => (after === null ? [] : [after]));
  return [{ at: first.at, text: `${words}: ${listed(standings)}` }];
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

/** `execution unproven; agents feed, crane`: of execution its outcome, of all others their names. */
export function listed(standings: readonly Summary[]): string {
  const named = (kind: Kind) => [
    ...new Set(
      standings
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

function turnLine({ at, ...turn }: Timed): StoryLine {
  return { at, text: turnText(turn) };
}

function turnText({ before, after, turned, reasoned, values }: Turn): string {
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

/** As a reader names the verdict. */
export function wordOf({ verdict }: Pick<Summary, 'verdict'>): string {
  return verdict.replaceAll('-', ' ');
}

function runbookOf({ verdict, runbook }: Summary): string {
  return verdict === 'bad' && runbook !== null ? `. Runbook: \`${runbook}\`` : '';
}
