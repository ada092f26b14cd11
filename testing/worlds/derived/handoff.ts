/** The hand-over of a shift that ends with a moment of the world: how things stand, what fired, what nobody watched. */

import type { HandedShift } from '#features/handoff/document.ts';
import type { Interval } from '#lib/intervals.ts';
import { ALARMING, type Case, claim, holdWord } from './claims.ts';
import { rememberedOf } from './memory.ts';
import { byLife, type Told } from './told.ts';

export function checkHandoff(it: Case): void {
  const last = it.told.at(-1);
  if (last === undefined) return;
  // The last evaluation stands for the moments after it.
  const shift = { from: it.world.start, to: last.at + 1 };
  const processes = byLife(it.told);
  const handed = it.derive.handover(shift, rememberedOf(processes, shift));
  checkStanding(it, last, handed);
  checkFired(it, last, handed);
  for (const moment of it.told) checkOutcome(it, moment, handed);
  for (const hole of unwatched(processes, shift)) checkHole(it, last, handed, hole);
  for (const moment of it.told) checkWatched(it, moment, handed);
  checkFrozen(it, last, processes);
}

const FROZEN_MS = 60_000;

/** A console that stopped evaluating knows nothing of the end, and says so. */
function checkFrozen(it: Case, last: Told, processes: readonly (readonly Told[])[]): void {
  const shift = { from: it.world.start, to: last.at + FROZEN_MS };
  const { standing, open, fired, execution } = it.derive.handover(shift, rememberedOf(processes, shift));
  const lasting = [...execution, ...fired.flatMap((rule) => rule.intervals)].filter(
    ({ ended }) => ended === 'lasts',
  );
  const told = standing !== null || open !== null || lasting.length > 0;
  claim(it, last, 'hand-off: nobody knows an end that nobody watched', !told, {
    subject: 'end',
    said: `${standing?.execution.outcome}, ${lasting.length} last`,
  });
}

/** What the next person inherits is the truth at the end. */
function checkStanding(it: Case, last: Told, { standing, open }: HandedShift): void {
  claim(it, last, 'hand-off: the end is told', standing !== null && open !== null, {
    subject: 'end',
    said: 'not',
  });
  if (standing === null || open === null) return;
  const { outcome } = standing.execution;
  const off = { good: outcome === 'proven-off', bad: ALARMING.includes(outcome), text: outcome };
  holdWord(it, last, 'hand-off', 'execution', off);
  for (const { name } of it.world.plan.agents) {
    const told = standing.agents.find((agent) => agent.name === name);
    const absent = last.posture.agents.some((a) => a.name === name && a.verdict === 'not-applicable');
    const bad = told?.verdict === 'bad' || told?.verdict === 'attention';
    const text = told === undefined ? 'not told of' : `${told.verdict}, ${told.state}`;
    holdWord(it, last, 'hand-off', `agent/${name}`, { good: told === undefined, bad, absent, text });
  }
  const unseen = standing.unseen.map(({ label }) => label);
  for (const source of it.sight.blindPolls(last)) {
    const label = last.posture.sources.find(({ id }) => id === source)?.label;
    if (label === undefined) continue;
    const told = unseen.includes(label);
    claim(it, last, 'hand-off: what nobody saw is named', told, { subject: source, said: unseen.join() });
  }
  if (!it.oracle.isWhollyCalm(last.at, last.life)) return;
  const { actions } = last.posture;
  const isClear = (of: string): boolean => actions.some(({ id, clear }) => id === of && clear !== undefined);
  const noise = [...open.map(({ id }) => id).filter((id) => !isClear(id)), ...unseen];
  claim(it, last, 'hand-off: nothing is open in calm', noise.length === 0, {
    subject: 'calm',
    said: noise.join(),
  });
}

const RULES = [
  { id: 'crane-on', subject: 'execution' },
  { id: 'bypass', subject: 'rule/bypass' },
] as const;

/** A rule without a time of its own fires while its trouble is in sight, and is over in calm. */
function checkFired(it: Case, last: Told, { fired, open }: HandedShift): void {
  for (const { id, subject } of RULES) {
    const { bad, calm } = it.oracle.expects(subject, last.at, last.life);
    const lasts = fired.find((rule) => rule.id === id)?.intervals.at(-1)?.ended === 'lasts';
    const said = { subject: id, said: lasts ? 'fires' : 'does not fire' };
    if (bad !== null) {
      claim(it, last, 'hand-off: what fires is told', lasts, { ...said, why: bad });
      claim(it, last, 'hand-off: what is in sight is open', (open ?? []).length > 0, { ...said, why: bad });
    }
    const clears = last.posture.escalations.some((rule) => rule.id === id && rule.clear !== undefined);
    if (calm && !clears) claim(it, last, 'hand-off: what is over is not told as open', !lasts, said);
  }
}

const within = (at: number, { from, to }: { from: string; to: string }): boolean =>
  Date.parse(from) <= at && at < Date.parse(to);

/** At each moment the shift has one outcome: that which was true as far as it was proven. */
function checkOutcome(it: Case, moment: Told, { execution, leftOut }: HandedShift): void {
  if (leftOut.length > 0) return;
  const outcomes = execution.filter((interval) => within(moment.at, interval)).map(({ outcome }) => outcome);
  const said = { subject: 'execution', said: outcomes.join() };
  claim(it, moment, 'hand-off: one outcome at each moment', outcomes.length === 1, said);
  const off = outcomes.includes('proven-off');
  const { neverGood, bad, calm } = it.oracle.expects('execution', moment.at, moment.life);
  if (neverGood !== null)
    claim(it, moment, 'hand-off: no proof in its past', !off, { ...said, why: neverGood });
  if (bad !== null)
    claim(
      it,
      moment,
      'hand-off: what was in sight is told',
      outcomes.some((o) => ALARMING.includes(o)),
      {
        ...said,
        why: bad,
      },
    );
  if (calm) claim(it, moment, 'hand-off: calm in its past', off, said);
}

/** A longer time without an evaluation is unwatched, and a last word counts for less than this. */
const UNWATCHED_MS = 5_000;
const LAST_WORD_MS = 1_500;

/** Times in which no process evaluated, long enough that they must be told. */
function unwatched(processes: readonly (readonly Told[])[], shift: Interval): Interval[] {
  const within = processes.flatMap((moments) =>
    moments.flatMap((moment, i) => {
      const next = moments[i + 1];
      return next !== undefined && next.at - moment.at > UNWATCHED_MS
        ? [{ from: moment.at + LAST_WORD_MS, to: next.at }]
        : [];
    }),
  );
  const between = processes.flatMap((moments, i) => {
    const [last, next] = [moments.at(-1), processes[i + 1]?.[0]];
    return last !== undefined && next !== undefined ? [{ from: last.at + LAST_WORD_MS, to: next.at }] : [];
  });
  const first = processes[0]?.[0]?.at ?? shift.to;
  return [{ from: shift.from, to: first }, ...within, ...between].filter(({ from, to }) => from < to);
}

function checkHole(it: Case, last: Told, { unwatched: told, leftOut }: HandedShift, hole: Interval): void {
  const covered = told.some(({ from, to }) => Date.parse(from) <= hole.from && Date.parse(to) >= hole.to);
  claim(it, last, 'hand-off: what nobody watched is named', covered || leftOut.length > 0, {
    subject: `${hole.from - it.world.start} to ${hole.to - it.world.start} ms`,
    said: told.map(({ from, to }) => `${from} to ${to}`).join(),
  });
}

function checkWatched(it: Case, moment: Told, { unwatched: told }: HandedShift): void {
  const hidden = told.some((hole) => within(moment.at, hole));
  claim(it, moment, 'hand-off: an evaluation was watched', !hidden, { subject: 'holes', said: 'unwatched' });
}
