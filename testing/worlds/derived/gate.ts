/** `check`: go or no-go from one posture, and its exit code. */

import type { Decision, Gate } from '#features/reports/model/go-no-go.ts';
import type { AgentPlan } from '#lib/plan/schema.ts';
import { ruleOf } from '../word.ts';
import { type Case, claim } from './claims.ts';
import { spread, type Told } from './told.ts';

export function checkGate(it: Case): void {
  for (const moment of spread(it.told)) {
    const gate = it.derive.gate(it.world.plan, moment.posture, null);
    checkGo(it, moment, gate);
    checkTold(it, moment, gate);
    checkAppointments(it, moment, gate);
    const exit = it.derive.exitOf(gate.decision);
    const exits = CODES[gate.decision];
    claim(it, moment, 'check: the exit code is the decision', exit === exits, {
      subject: gate.decision,
      said: String(exit),
    });
  }
}

/** By the help of `check`. */
const CODES: Readonly<Record<Decision, number>> = { go: 0, 'no-go': 1, 'cannot-tell': 2 };

const critical = ({ criticality }: AgentPlan): boolean => criticality === 'P0' || criticality === 'P1';
/** Proofs that go rests on; others are told of through execution. */
const PROOFS = ['proof/executors-scaled', 'proof/executor-pods', 'proof/halt-switches', 'proof/modes'];

/** Go needs proof of each part. */
function checkGo(it: Case, moment: Told, { decision, findings }: Gate): void {
  const { at, life, posture } = moment;
  const agents = it.world.plan.agents.filter(critical).flatMap(({ name }) => {
    const verdict = posture.agents.find((a) => a.name === name)?.verdict;
    // A finding beside what holds decides nothing, and that an optional agent is not there is told by the cluster.
    return verdict === 'attention' || verdict === 'not-applicable' ? [] : [`agent/${name}`];
  });
  const said = `${decision}: ${findings.map((f) => `${f.weight} ${f.subject}`).join('; ')}`;
  for (const subject of ['execution', ...PROOFS, ...agents]) {
    const { neverGood, bad } = it.oracle.expects(subject, at, life);
    const about = { subject, said, why: neverGood ?? '' };
    if (neverGood !== null) claim(it, moment, 'check: no go without proof', decision !== 'go', about);
    if (bad !== null && !agents.includes(subject))
      claim(it, moment, 'check: what is in sight is no go', decision === 'no-go', { ...about, why: bad });
  }
  const calm = it.oracle.isWhollyCalm(at, life) && posture.market.state !== 'unknown';
  if (calm) claim(it, moment, 'check: go in calm', decision === 'go', { subject: 'calm', said });
}

const BETTER: readonly Decision[] = ['no-go', 'cannot-tell', 'go'];

/** Items of an appointment can only take from what is so now. */
function checkAppointments(it: Case, moment: Told, now: Gate): void {
  for (const { at, id } of moment.posture.cadence.items) {
    const { decision } = it.derive.gate(it.world.plan, moment.posture, Date.parse(at));
    const better = BETTER.indexOf(decision) > BETTER.indexOf(now.decision);
    claim(it, moment, 'check: an appointment betters nothing', !better, { subject: id, said: decision });
  }
}

/** Each part has its finding, and a firing rule of P0 or P1 is a no-go. */
function checkTold(it: Case, moment: Told, { decision, findings }: Gate): void {
  const subjects = findings.map(({ subject }) => subject);
  const missing = it.world.plan.agents
    .filter(critical)
    .filter(({ name, criticality }) => !subjects.includes(`agent ${name} (${criticality})`))
    .map(({ name }) => name);
  const whole = missing.length === 0 && subjects.includes('execution') && subjects.includes('market');
  claim(it, moment, 'check: every part has a finding', whole, { subject: 'plan', said: missing.join() });
  const { bad } = it.oracle.expects('rule/bypass', moment.at, moment.life);
  if (bad !== null && ruleOf(moment.said, 'bypass') !== undefined)
    claim(it, moment, 'check: a rule in sight is no go', decision === 'no-go', {
      subject: 'bypass',
      said: decision,
      why: bad,
    });
}
