/** The timeline of an incident: each change once, in order, nothing else, and reds as long as they were so. */

import type { Difference } from '#lib/timeline/compare.ts';
import { SUBJECTS } from '../needs.ts';
import { wordOf } from '../word.ts';
import { type Case, claim } from './claims.ts';
import { rememberedOf } from './memory.ts';
import type { Timeline } from './timeline-of.ts';
import { byLife, type Told } from './told.ts';

export function checkTimeline(it: Case): void {
  const last = it.told.at(-1);
  if (last === undefined) return;
  const span = { from: it.world.start, to: last.at + 1 };
  const remembered = rememberedOf(byLife(it.told), span);
  const timeline = it.derive.timeline(span, remembered);
  const kept = new Set(remembered.published.map(({ posture }) => posture));
  const published = it.told.filter(({ posture }) => kept.has(posture));
  const changes = new Map(timeline.changes.map((change) => [change.at, change]));
  checkOrder(it, last, timeline, published);
  published.forEach((moment, i) => {
    const before = published[i - 1];
    if (before !== undefined) checkChange(it, moment, before, changes.get(moment.at));
  });
  for (const moment of it.told) checkReds(it, moment, timeline);
  const holes = /Nobody watched from/.test(timeline.markdown);
  claim(it, last, 'timeline: it tells of holes', holes === remembered.holes.length > 0, {
    subject: 'holes',
    said: `${holes}`,
  });
}

function checkOrder(it: Case, last: Told, { changes }: Timeline, published: readonly Told[]): void {
  const times = changes.map(({ at }) => at).join();
  const wanted = published
    .slice(1)
    .map(({ at }) => at)
    .join();
  claim(it, last, 'timeline: every change at its time, in order', times === wanted, {
    subject: 'order',
    said: `${changes.length} of ${published.length - 1} changes`,
  });
}

type States = Map<string, string>;

/** The state of every part, without any word of it. */
function statesOf({ said }: Told): States {
  return new Map([
    ['execution execution outcome', said.execution.outcome],
    ...said.agents.map((a): [string, string] => [`agent ${a.name} verdict`, a.verdict]),
    ...said.failures.map((f): [string, string] => [`failure ${f.id} state`, f.state]),
    ...said.escalations.map((e): [string, string] => [`escalation ${e.id} state`, e.state]),
  ]);
}

/** The changes of state between two postures stand in it once each, and no other does. */
function checkChange(
  it: Case,
  moment: Told,
  before: Told,
  change: Timeline['changes'][number] | undefined,
): void {
  if (change === undefined || change.more > 0) return;
  const [was, is] = [statesOf(before), statesOf(moment)];
  const wanted = [...is]
    .filter(([key, state]) => was.get(key) !== state)
    .map(([key, state]) => `${key} ${state}`);
  const lines = change.differences.map((line) => `${keyOf(line)} ${line.after}`);
  const told = lines.filter((line) => [...is].some(([key, state]) => line === `${key} ${state}`));
  claim(it, moment, 'timeline: each change of state once, and no other', same(told, wanted), {
    subject: 'changes',
    said: told.join('; '),
    why: wanted.join('; '),
  });
  const from = change.differences.filter((line) => {
    const state = was.get(keyOf(line));
    return state !== undefined && state !== line.before;
  });
  claim(it, moment, 'timeline: what it was before', from.length === 0, {
    subject: 'changes',
    said: from.map(keyOf).join(),
  });
}

const keyOf = ({ kind, subject, field }: Difference): string => `${kind} ${subject} ${field}`;
const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.toSorted().join('\n') === b.toSorted().join('\n');

/** A red lasts while its trouble is in sight, and not into calm. */
function checkReds(it: Case, moment: Told, { reds, markdown }: Timeline): void {
  for (const subject of SUBJECTS) {
    const [kind = '', name = kind] = subject.split('/');
    if (kind === 'proof') continue;
    const red = reds.some(
      (r) => r.red.kind === kind && r.red.subject === name && r.from <= moment.at && moment.at < r.to,
    );
    const { bad, calm } = it.oracle.expects(subject, moment.at, moment.life);
    // Attention is no red: a failure mode or an agent may be told so.
    const word = wordOf(moment.said, subject);
    const found = word?.text.startsWith('attention') === true || isFinding(moment, subject);
    const about = { subject, said: red ? 'red' : 'not red', why: bad ?? '' };
    if (bad !== null && !found) {
      claim(it, moment, 'timeline: red while it is in sight', red, about);
      claim(
        it,
        moment,
        'timeline: it does not say that nothing was red',
        !/Nothing was/.test(markdown),
        about,
      );
    }
    if (calm) claim(it, moment, 'timeline: not red in calm', !red, about);
  }
}

function isFinding({ said }: Told, subject: string): boolean {
  return said.failures.some((f) => `failure/${f.id}` === subject && f.verdict === 'attention');
}
