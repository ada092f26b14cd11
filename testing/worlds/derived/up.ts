/**
 * `up` of each agent, as it is sampled: 1 by proof, 0 by evidence, and neither where nobody can tell. The row, the sample,
 * the metric and the legacy API give one answer at every moment.
 */

import type { Verdict } from '#lib/vocabulary.ts';
import { seriesName } from '#store/series-names.ts';
import { type Case, claim } from './claims.ts';
import { saidAt } from './metrics.ts';
import { spread, type Told } from './told.ts';

type Planned = Case['world']['plan']['agents'][number];

export function checkUp(it: Case): void {
  for (const moment of it.told) {
    const sampled = sampledAt(it, moment);
    for (const agent of it.world.plan.agents) checkAgent(it, moment, agent, sampled(agent.name));
  }
  for (const moment of spread(it.told)) checkOneAnswer(it, moment);
}

function sampledAt(it: Case, { posture, at }: Told): (name: string) => number | null | undefined {
  const sampled = new Map(it.derive.samples(it.world.plan, posture, at).values);
  return (name) => sampled.get(seriesName('up', name));
}

function verdictOf({ posture }: Told, name: string): Verdict | undefined {
  return posture.agents.find((a) => a.name === name)?.verdict;
}

/**
 * An agent in attention is up: a finding beside what holds takes nothing away. An executor is told by its row alone, which is
 * bad because it is on: nothing is up while it is off.
 */
function checkAgent(it: Case, moment: Told, { name, runs, optional }: Planned, up?: number | null): void {
  const subject = `agent/${name}`;
  const { neverGood, bad, calm } = it.oracle.expects(subject, moment.at, moment.life);
  const verdict = verdictOf(moment, name);
  const say = (property: string, holds: boolean, why: string): void =>
    claim(it, moment, `up: ${property}`, holds, { subject, said: `${up}, while ${verdict}`, why });
  say('every agent is sampled', up !== undefined, 'of the plan');
  if (calm) say('never 0 in calm', up !== 0, 'in sight');
  if (runs === 'off') {
    say('an executor is up or down only while it is on', up === null || verdict === 'bad', 'its row');
    return;
  }
  if (neverGood !== null && verdict !== 'attention')
    say('never 1 while it is not proven good', up !== 1, neverGood);
  if (bad !== null && verdict !== 'attention') say('0 while trouble is in sight', up === 0, bad);
  if (calm && runs === 'always' && !optional) say('1 in calm', up === 1, 'in sight');
}

/** What a row lets `up` be; of an executor anything may stand beside a bad row. */
const MAY_BE: Readonly<Record<Verdict, readonly (number | null)[]>> = {
  bad: [0],
  unknown: [null],
  good: [1],
  attention: [1, null],
  'expected-off': [1, null],
  'not-applicable': [null],
};

function checkOneAnswer(it: Case, moment: Told): void {
  const sampled = sampledAt(it, moment);
  const gauges = it.derive.metrics(saidAt(moment, moment.at)).filter(({ name }) => name === 'agent_up');
  const { agents } = it.derive.legacyStatus({ posture: moment.posture, world: moment.world, doubt: [] });
  for (const { name, runs } of it.world.plan.agents) {
    const verdict = verdictOf(moment, name) ?? 'unknown';
    const up = sampled(name) ?? null;
    const metric = gauges.find(({ labels }) => labels.agent === name)?.value ?? null;
    const online = agents.find((a) => a.agent_name === name)?.online;
    const said = {
      subject: `agent/${name}`,
      said: `${up}, metric ${metric}, online ${online}`,
      why: verdict,
    };
    if (runs !== 'off') claim(it, moment, 'up: as the row reads', MAY_BE[verdict].includes(up), said);
    claim(it, moment, 'up: the metric is the sample', metric === up, said);
    const well = verdict !== 'bad' && verdict !== 'unknown';
    claim(it, moment, 'up: never online beside a bad or unknown row', well || online !== true, said);
  }
}
