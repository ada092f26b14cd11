/** What is said, held against itself, the plan and the calendar: nothing is left out, and each part says what the others say. */

import { VERDICT_OF } from '#lib/status/codes.ts';
import type { Moment } from './console.ts';
import type { Oracle } from './oracle.ts';
import { sessionAt } from './sessions.ts';
import type { Verdicts } from './verdicts.ts';
import { ruleOf } from './word.ts';

/** Claims that a property of a subject holds at the instant that is looked at. */
type Claim = (property: string, subject: string, holds: boolean, said: string) => void;

export function checkSaid(oracle: Oracle, moments: readonly Moment[], found: Verdicts): void {
  moments.forEach((moment, i) => {
    const { at } = moment;
    const claim: Claim = (property, subject, holds, said) =>
      found.claim(holds, { property, subject, at, said, why: 'by what else is said' });
    checkWhole(moment, claim);
    checkDay(moment, claim);
    checkEvidence(moment, claim);
    checkCodes(moment, claim);
    checkActions(moment, claim);
    checkBeginnings(moment, claim);
    checkScope(oracle, moment, claim);
    checkSeverity(oracle, moment, claim);
    const before = moments[i - 1];
    if (before !== undefined) checkSince(oracle, before, moment, claim);
  });
}

/** Everything that the plan names is shown, with the plan's priority. */
function checkWhole({ said, world: { plan } }: Moment, claim: Claim): void {
  const names = (all: readonly string[]): string => all.toSorted().join(', ');
  const agents = names(said.agents.map((a) => a.name));
  claim('the whole roster is shown', 'agents', agents === names(plan.agents.map((a) => a.name)), agents);
  const failures = names(said.failures.map((f) => f.id));
  claim(
    'every failure mode is shown',
    'failures',
    failures === names(plan.failures.map((f) => f.id)),
    failures,
  );
  for (const { id, priority } of plan.escalations) {
    const rule = said.escalations.find((e) => e.id === id);
    claim('a rule has its priority', id, rule?.priority === priority, rule?.priority ?? 'not shown');
  }
}

const MINUTE_MS = 60_000;

/** The market is as the calendar says, a halt that people declared included, and each appointment has its time. */
function checkDay({ at, said, world: { plan } }: Moment, claim: Claim): void {
  const { state, session, next } = sessionAt(at);
  claim('the market is as the calendar says', 'market', said.market.state === state, said.market.state);
  const halted = plan.marketHalts.some(
    ({ from, to }) => Date.parse(from) <= at && (to === undefined || at < Date.parse(to)),
  );
  const isTold = (said.market.halt !== null) === halted;
  claim('a declared halt is shown', 'market', isTold, said.market.halt === null ? 'no halt' : 'a halt');
  const day = session ?? next;
  const due = plan.cadence.flatMap((item) =>
    day === null ? [] : [Date.parse(day[item.anchor]) + item.offsetMinutes * MINUTE_MS],
  );
  const told = said.cadence.items.map((item) => Date.parse(item.at));
  const same = told.toSorted().join() === due.toSorted().join();
  claim('the day has its appointments', 'cadence', same, said.cadence.items.map((i) => i.at).join(', '));
}

const SHOWN_WHEN_GOOD: readonly string[] = ['executor-pods', 'halt-switches'];

/** Whoever claims shows by what, and for whom. */
function checkEvidence({ said }: Moment, claim: Claim): void {
  for (const { id, verdict, evidence } of said.execution.proofs) {
    // That nothing is there has nothing to show.
    const claims = verdict === 'bad' || (verdict === 'good' && SHOWN_WHEN_GOOD.includes(id));
    if (claims) claim('a proof shows its evidence', id, evidence.length > 0, verdict);
  }
  for (const { name, verdict, evidence } of said.agents)
    if (verdict === 'good') claim('an agent shows its evidence', name, evidence.length > 0, verdict);
  for (const { id, state, who } of said.failures)
    if (state === 'present') claim('a failure says whom it befell', id, who.length > 0, state);
  const undeclared = said.failures.find((f) => f.id === 'undeclared');
  if (undeclared?.state === 'present')
    claim('what is not in the plan is listed', 'undeclared', said.undeclared.length > 0, 'none');
}

/** Each code has one verdict, and a source that cannot be read has a cause. */
function checkCodes({ said }: Moment, claim: Claim): void {
  const all = [...said.execution.proofs, ...said.agents, ...said.failures, ...said.sources];
  for (const { kind, id, code, verdict } of all) {
    const verdicts: Readonly<Record<string, string>> = VERDICT_OF[kind];
    claim('a verdict follows from its code', id, verdicts[code] === verdict, `${code} ${verdict}`);
  }
  for (const { id, code, params } of said.sources)
    if (code === 'blind') claim('a blind source says why', id, params.cause !== undefined, code);
  claim('a mesh is no practice', 'practice', said.practice !== true, 'practice');
}

/** A rule that is under way has its action, with its agent, its priority and its runbook. */
function checkActions({ said }: Moment, claim: Claim): void {
  for (const { id, state, agent, priority, runbook } of said.escalations) {
    if (state === 'inactive' || state === 'cannot-tell') continue;
    const action = said.actions.find((a) => a.id === `rule-${id}`);
    const same =
      action?.paging === state &&
      action.severity === priority &&
      action.agent === agent &&
      action.runbook?.slug === runbook?.slug;
    const told = `${action?.paging} ${action?.severity} ${action?.agent} ${action?.runbook?.slug}`;
    claim('a rule under way has its action', id, same, told);
  }
}

/** A rule may have begun in an earlier spell of the same trouble; all else begins with what it tells of. */
function checkBeginnings({ said, world: { plan } }: Moment, claim: Claim): void {
  const began = new Map<string, string | null>([
    ...said.escalations.map((r): [string, string | null] => [`rule-${r.id}`, r.since]),
    ...said.failures.map((f): [string, string | null] => [`failure-${f.id}`, f.since]),
    ...said.agents.map((a): [string, string | null] => [`agent-${a.name}`, a.since]),
    [`execution-${said.execution.outcome}`, said.execution.since],
  ]);
  for (const { id, since } of said.actions) {
    const of = began.get(id);
    if (of !== undefined)
      claim('an action begins with what it tells of', id, since === of, `${since}, not ${of}`);
  }
  for (const { id, when } of plan.escalations) {
    const rule = said.escalations.find((r) => r.id === id);
    const failure = when.kind === 'failure' ? said.failures.find((f) => f.id === when.failure) : undefined;
    if (rule?.since == null || failure?.state !== 'present' || failure.since === null) continue;
    if (rule.agent !== null && !failure.who.includes(rule.agent)) continue;
    claim('a rule begins no later than what it is about', id, rule.since <= failure.since, rule.since);
  }
}

/** What was not read in full is not searched, its source is not seen, and a rule about it does not rest. */
function checkScope(oracle: Oracle, { at, life, said }: Moment, claim: Claim): void {
  const isUnseen = (subject: string): boolean =>
    oracle.expects(subject, at, life).neverGood?.startsWith('no look') === true;
  const rule = ruleOf(said, 'crash-long');
  if (isUnseen('failure/crash')) {
    const rests = rule?.state === 'inactive';
    claim('a rule without sight does not rest', 'crash-long', !rests, rule?.state ?? 'not shown');
  }
  if (!isUnseen('proof/executor-pods')) return;
  const { kinds } = said.execution.scope.cluster;
  claim('the scope is as wide as the look', 'Pod', !kinds.includes('Pod'), kinds.join(', '));
  const source = said.sources.find(({ id }) => id === 'poll/Pod');
  claim('a source that did not look is not seen', 'poll/Pod', source?.verdict !== 'good', 'good');
}

/** An executor that is on is the worst that there is. */
function checkSeverity(oracle: Oracle, { at, life, said }: Moment, claim: Claim): void {
  if (
    oracle.expects('execution', at, life).bad === null ||
    oracle.expects('agent/crane', at, life).bad === null
  )
    return;
  const crane = said.agents.find((a) => a.name === 'crane');
  claim('an executor that is on is bad', 'crane', crane?.verdict === 'bad', crane?.verdict ?? 'not shown');
}

/** What is as it was has been so since then. */
function checkSince(oracle: Oracle, before: Moment, { at, life, said }: Moment, claim: Claim): void {
  if (life !== before.life && !life.keepsCarry) return;
  const { outcome, since } = said.execution;
  const was = before.said.execution;
  if (outcome === was.outcome)
    claim('what lasts has one beginning', 'execution', since === was.since, `${since}, was ${was.since}`);
  for (const agent of said.agents) {
    const earlier = before.said.agents.find((a) => a.name === agent.name);
    if (earlier?.code !== agent.code || !oracle.isSteady(`agent/${agent.name}`, before.at - 15_000, at))
      continue;
    const lasts = Date.parse(agent.since) <= before.at;
    claim('what lasts has one beginning', agent.name, lasts, `${agent.since} at ${at}`);
  }
}
