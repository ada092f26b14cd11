/** `up` of each agent, as it is sampled: 1 by proof, 0 by evidence, and neither where nobody can tell. */

import { seriesName } from '#store/series-names.ts';
import { type Case, claim } from './claims.ts';
import type { Told } from './told.ts';

export function checkUp(it: Case): void {
  for (const moment of it.told) {
    const { posture, at } = moment;
    const { values } = it.derive.samples(it.world.plan, posture, at);
    const sampled = new Map(values);
    for (const { name, runs, optional } of it.world.plan.agents)
      checkAgent(it, moment, name, sampled.get(seriesName('up', name)), runs === 'always' && !optional);
  }
}

/** An agent in attention is up: a finding beside what holds takes nothing away. */
function checkAgent(
  it: Case,
  moment: Told,
  name: string,
  up: number | null | undefined,
  mustRun: boolean,
): void {
  const subject = `agent/${name}`;
  const { neverGood, bad, calm } = it.oracle.expects(subject, moment.at, moment.life);
  const verdict = moment.posture.agents.find((a) => a.name === name)?.verdict;
  const say = (property: string, holds: boolean, why: string): void =>
    claim(it, moment, `up: ${property}`, holds, { subject, said: `${up}, while ${verdict}`, why });
  say('every agent is sampled', up !== undefined, 'of the plan');
  if (neverGood !== null && verdict !== 'attention')
    say('never 1 while it is not proven good', up !== 1, neverGood);
  if (bad !== null && verdict !== 'attention') say('0 while trouble is in sight', up === 0, bad);
  if (calm) say('never 0 in calm', up !== 0, 'in sight');
  if (calm && mustRun) say('1 in calm', up === 1, 'in sight');
}
