/** The minutes of `up` and what the SLO document makes of them, for any length of time. */

import { monthOf } from '#features/slo/model/clock.ts';
import { historyOf } from '#features/slo/server/slo.ts';
import { type Interval, MINUTE_MS } from '#lib/intervals.ts';
import type { MinuteRun } from '#lib/series/minutes.ts';
import { enabledName, seriesName } from '#store/series-names.ts';
import { type Case, claim } from './claims.ts';
import { byLife, type Told } from './told.ts';

export function checkSlo(it: Case): void {
  const [first, last] = [it.told[0], it.told.at(-1)];
  if (first === undefined || last === undefined) return;
  const told = eachSecond(it.told);
  const sampled = byLife(told).map((moments) =>
    moments.map(({ posture, at }) => it.derive.samples(it.world.plan, posture, at)),
  );
  // A minute is kept when the next one begins: a beat after the end finishes the last.
  const end = Math.floor(last.at / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const processes = [...sampled, [{ at: end, values: sampled.at(-1)?.at(-1)?.values ?? [] }]];
  const within = { from: Math.floor(first.at / MINUTE_MS) * MINUTE_MS, to: end };
  const names = it.world.plan.agents.flatMap(({ name }) => [seriesName('up', name), enabledName(name)]);
  const runs = it.derive.minutes(processes, names, within);
  const minutes = minutesOf(within, told);
  for (const { name } of it.world.plan.agents)
    checkMinutes(it, last, name, runs[names.indexOf(seriesName('up', name))] ?? [], minutes);
  checkDocument(it, last, new Map(names.map((name, i) => [name, runs[i] ?? []])), end);
}

/** A console samples with the tick of each second, however often it evaluates. */
function eachSecond(told: readonly Told[]): Told[] {
  return told.filter(
    ({ at }, i) => Math.floor(at / 1_000) !== Math.floor((told[i - 1]?.at ?? Number.NaN) / 1_000),
  );
}

interface Minute extends Interval {
  told: readonly Told[];
}

function minutesOf({ from, to }: Interval, told: readonly Told[]): Minute[] {
  const within = Map.groupBy(told, ({ at }) => Math.floor(at / MINUTE_MS));
  return Array.from({ length: Math.ceil((to - from) / MINUTE_MS) }, (_, i) => {
    const start = from + i * MINUTE_MS;
    return { from: start, to: start + MINUTE_MS, told: within.get(start / MINUTE_MS) ?? [] };
  });
}

/** A console samples each second; a good minute has no longer time without one. */
const MOST_APART_MS = 7_000;
const EACH_SECOND_MS = 1_500;

function longestGap(times: readonly number[], { from, to }: Interval): number {
  const all = [from, ...times, to];
  return Math.max(...all.slice(1).map((at, i) => at - (all[i] ?? at)));
}

function checkMinutes(
  it: Case,
  last: Told,
  name: string,
  runs: readonly MinuteRun[],
  minutes: readonly Minute[],
): void {
  const subject = `agent/${name}`;
  // The row of an executor that is on is bad, and its minutes are of its health.
  const mustBeOff = it.world.plan.agents.some((a) => a.name === name && a.runs === 'off');
  for (const minute of minutes) {
    const states = runs
      .filter((run) => run.from < minute.to && run.to > minute.from)
      .map(({ state }) => state);
    const [state = 'none'] = states;
    const moments = minute.told;
    const say = (property: string, holds: boolean, why = ''): void =>
      claim(it, moments.at(-1) ?? last, `slo: ${property}`, holds, { subject, said: state, why });
    say('a minute has one state', states.length <= 1);
    const gap = longestGap(
      moments.map(({ at }) => at),
      minute,
    );
    if (gap > MOST_APART_MS) say('a minute that nobody watched is not good', state !== 'ones');
    if (!mustBeOff) {
      const bad = moments.some(({ posture }) =>
        posture.agents.some((a) => a.name === name && a.verdict === 'bad'),
      );
      say('a minute is bad as the row is', bad === (state === 'zeros' || state === 'some-zeros'));
    }
    const unproven = moments.find((moment) => isUnproven(it, moment, name));
    if (unproven !== undefined && !mustBeOff)
      say('a minute with an unproven moment is not good', state !== 'ones');
    const calm = moments.every((moment) => it.oracle.expects(subject, moment.at, moment.life).calm);
    if (calm) say('a calm minute is not bad', state !== 'zeros' && state !== 'some-zeros');
    const always = it.world.plan.agents.some((a) => a.name === name && a.runs === 'always' && !a.optional);
    if (calm && always && gap <= EACH_SECOND_MS)
      say('a calm minute that was watched is good', state === 'ones');
  }
}

/** An agent in attention is up: a finding takes nothing away from what holds. */
function isUnproven(it: Case, { at, life, said }: Told, name: string): boolean {
  const attention = said.agents.some((a) => a.name === name && a.verdict === 'attention');
  return !attention && it.oracle.expects(`agent/${name}`, at, life).neverGood !== null;
}

function checkDocument(it: Case, last: Told, runs: ReadonlyMap<string, MinuteRun[]>, now: number): void {
  const period = monthOf(now);
  const subjects = it.world.plan.agents.map((agent) => ({
    name: agent.name,
    slo: agent.slo,
    history: historyOf(agent, runs, period, now),
  }));
  const document = it.derive.slo(subjects, { now, validUntil: now + MINUTE_MS, period });
  for (const { name, verdict, measured, objectivePercent } of document.agents) {
    if (measured === null || objectivePercent === null) continue;
    const { good, bad, unobserved, toCome, whole } = measured.minutes;
    const own = runs.get(seriesName('up', name)) ?? [];
    const lasted = (states: readonly string[]): number =>
      own.filter((r) => states.includes(r.state)).reduce((sum, r) => sum + (r.to - r.from) / MINUTE_MS, 0);
    const said = `${verdict}: ${JSON.stringify(measured.minutes)}`;
    const say = (property: string, holds: boolean): void =>
      claim(it, last, `slo: ${property}`, holds, { subject: `agent/${name}`, said });
    say('minutes add up', good + bad + unobserved + toCome === whole);
    say('no minute is invented', good <= lasted(['ones']) && bad <= lasted(['zeros', 'some-zeros']));
    say('met only by good minutes', verdict !== 'met' || good >= (whole * objectivePercent) / 100 - 1e-6);
    say('missed only by bad minutes', verdict !== 'missed' || bad > 0);
  }
}
