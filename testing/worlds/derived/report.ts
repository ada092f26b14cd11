/** The deploy report: health and permission of every agent, and whether there is a report at all. */

import type { Component, DeployReport } from '#features/reports/model/deploy-report.ts';
import { ALARMING, type Case, claim, FAVOURABLE, holdWord } from './claims.ts';
import { spread, type Told } from './told.ts';

export function checkReport(it: Case): void {
  for (const moment of spread(it.told)) {
    checkUnread(it, moment);
    const { world, posture, after } = moment;
    if (after !== null)
      checkContents(it, moment, it.derive.report({ world, posture, evaluationState: after }));
  }
}

/** There is no report without the sources of the safety proofs. */
function checkUnread(it: Case, moment: Told): void {
  const unread = it.derive.unread(moment.posture);
  const blind = it.sight.blindPolls(moment);
  const said = unread.length === 0 ? 'a report' : unread.join('; ');
  if (blind.length > 0)
    claim(it, moment, 'report: none while a poll is blind', unread.length > 0, {
      subject: blind.join(),
      said,
    });
  if (it.oracle.isWhollyCalm(moment.at, moment.life))
    claim(it, moment, 'report: one in calm', unread.length === 0, { subject: 'calm', said });
}

function checkContents(it: Case, moment: Told, report: DeployReport): void {
  const { outcome } = report.execution;
  const off = { good: outcome === 'proven-off', bad: ALARMING.includes(outcome), text: outcome };
  holdWord(it, moment, 'report', 'execution', off);
  const names = report.components.map(({ name }) => name).sort();
  const planned = it.world.plan.agents.map(({ name }) => name).sort();
  const whole = names.join() === planned.join();
  claim(it, moment, 'report: every agent of the plan', whole, { subject: 'plan', said: names.join() });
  for (const component of report.components) checkComponent(it, moment, component);
  checkCritical(it, moment, report);
  checkIssues(it, moment, report);
}

/** What is wrong of execution and of agents is an issue; calm has none. */
function checkIssues(it: Case, moment: Told, { issues, components }: DeployReport): void {
  const subjects = issues.map(({ subject }) => subject);
  const said = subjects.join('; ');
  const { agents } = it.world.plan;
  const names = ['execution', ...agents.map(({ name }) => `agent/${name}`)];
  // Nobody can say that those are well.
  const isLeftOpen = (subject: string): boolean =>
    agents.some(
      ({ name, workloadUndeclared }) => workloadUndeclared !== undefined && subject === `agent ${name}`,
    );
  for (const subject of names) {
    const { bad } = it.oracle.expects(subject, moment.at, moment.life);
    const told = subjects.includes(subject.replace('/', ' '));
    if (bad !== null)
      claim(it, moment, 'report: trouble in sight is an issue', told, { subject, said, why: bad });
  }
  const bypass = it.oracle.expects('rule/bypass', moment.at, moment.life).bad;
  const forbidden = components.filter(({ allowed }) => allowed === 'no').length;
  if (bypass !== null)
    claim(it, moment, 'report: nobody is allowed to pass the gate', forbidden > 0, {
      subject: 'rule/bypass',
      said: 'everyone is allowed',
      why: bypass,
    });
  if (it.oracle.isWhollyCalm(moment.at, moment.life))
    claim(it, moment, 'report: no issue in calm', subjects.every(isLeftOpen), { subject: 'calm', said });
}

const FINE: readonly string[] = ['ok', 'off, as planned', 'not applicable'];

function checkComponent(it: Case, moment: Told, { name, health, allowed, mayRun }: Component): void {
  const subject = `agent/${name}`;
  holdWord(it, moment, 'report', subject, {
    good: FINE.includes(health),
    bad: health === 'not ok' || health === 'attention',
    absent: health === 'not applicable',
    text: health,
  });
  const { neverGood } = it.oracle.expects(subject, moment.at, moment.life);
  if (mayRun === 'off' && neverGood !== null)
    claim(it, moment, 'report: off is allowed by proof', allowed !== 'yes', {
      subject,
      said: allowed,
      why: neverGood,
    });
}

/** The critical components are ok only if each of them is. */
function checkCritical(it: Case, moment: Told, { critical }: DeployReport): void {
  for (const { name, criticality } of it.world.plan.agents) {
    const verdict = moment.posture.agents.find((a) => a.name === name)?.verdict ?? 'unknown';
    if ((criticality !== 'P0' && criticality !== 'P1') || verdict === 'not-applicable') continue;
    const subject = `agent/${name}`;
    const { neverGood } = it.oracle.expects(subject, moment.at, moment.life);
    if (neverGood === null) continue;
    const said = `${critical.health}, not ok: ${critical.notOk.join()}`;
    const about = { subject, said, why: neverGood };
    claim(it, moment, 'report: critical is ok by proof', critical.health !== 'ok', about);
    if (!FAVOURABLE.includes(verdict))
      claim(it, moment, 'report: what is not ok is named', critical.notOk.includes(name), about);
  }
}
