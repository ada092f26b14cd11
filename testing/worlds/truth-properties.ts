/** What evaluation says at an instant, held against the ground truth of that instant. */

import { ruleText } from '#lib/messages/status/rule.ts';
import { text } from '#lib/messages/text.ts';
import type { RuleStatus } from '#lib/status/rule-status.ts';
import type { Moment } from './console.ts';
import { SUBJECTS } from './needs.ts';
import type { Oracle } from './oracle.ts';
import type { Verdicts } from './verdicts.ts';
import { ruleOf, wordOf } from './word.ts';

/** Rules of the plan, each with the subject whose trouble it is about. */
export const RULES: readonly { id: string; subject: string }[] = [
  { id: 'crane-on', subject: 'execution' },
  { id: 'crash-long', subject: 'failure/crash' },
  { id: 'stale-long', subject: 'failure/feed-stale' },
  { id: 'intake-late', subject: 'agent/intake' },
  { id: 'bypass', subject: 'rule/bypass' },
];
/** Producers' clocks are off by less than this, and the first question of an agent comes within so long. */
const CLOCKS_MS = 6_000;

export function checkTruth(oracle: Oracle, moments: readonly Moment[], found: Verdicts): void {
  for (const moment of moments) {
    for (const subject of SUBJECTS) checkSubject(oracle, moment, subject, found);
    for (const rule of RULES) checkRule(oracle, moment, rule, found);
    checkGated(oracle, moment, found);
    checkCalm(oracle, moment, found);
  }
  for (const rule of RULES) checkTimers(oracle, moments, rule, found);
}

function checkSubject(oracle: Oracle, { at, life, said }: Moment, subject: string, found: Verdicts): void {
  const word = wordOf(said, subject);
  if (word === undefined) return;
  // That an optional agent is not there is reported by the cluster alone.
  const absent = word.text.startsWith('not-applicable');
  const expected = oracle.expects(absent ? 'absent' : subject, at, life);
  const claim = (property: string, why: string, holds: boolean): void =>
    found.claim(holds, { property, subject, at, said: word.text, why });
  if (expected.neverGood !== null) claim('never good unproven', expected.neverGood, !word.good);
  if (expected.bad !== null) claim('what is in sight is told', expected.bad, word.bad);
  if (expected.words !== null)
    claim('what is in sight is named', expected.words, word.text.includes(expected.words));
  if (expected.calm && !absent) claim('calm is called calm', 'in sight', word.good);
}

const GATES = ['proof/halt-switches', 'proof/halt-mounts', 'proof/halt-processes', 'proof/modes'];

/** An executor that runs is called gated only while its gates hold, as far as they can be seen. */
function checkGated(oracle: Oracle, { at, life, said }: Moment, found: Verdicts): void {
  if (said.execution.outcome !== 'gated') return;
  for (const subject of GATES) {
    const open = oracle.expects(subject, at, life).neverGood;
    const violation = {
      property: 'gated only while gates hold',
      subject,
      at,
      said: 'gated',
      why: open ?? '',
    };
    found.claim(open === null, violation);
  }
}

/** A rule is under way while its trouble is available, at once where it needs no time, and over in calm. */
function checkRule(
  oracle: Oracle,
  { at, life, said, world }: Moment,
  { id, subject }: (typeof RULES)[number],
  found: Verdicts,
): void {
  const rule = ruleOf(said, id);
  if (rule === undefined) return;
  const expected = oracle.expects(subject, at, life);
  const claim = (property: string, holds: boolean): void =>
    found.claim(holds, {
      property,
      subject: id,
      at,
      said: `${rule.state}, ${ruleText(rule).because}`,
      why: subject,
    });
  if (expected.bad !== null) {
    const ripe = rule.forSeconds === 0 ? ['firing'] : ['firing', 'pending', 'waiting'];
    claim('a rule in sight is under way', ripe.includes(rule.state));
  }
  if (expected.calm) claim('a rule is inactive in calm', isOver(oracle, subject, at, rule, world.now));
  if (rule.state === 'firing') claim('no page before its time', isRipe(world.now, rule));
}

/** Inactive; clear, and not for long enough yet; or on and off of late. */
function isOver(oracle: Oracle, subject: string, at: number, rule: RuleStatus, now: number): boolean {
  if (rule.state === 'inactive') return true;
  if (rule.clear !== undefined) return now < Date.parse(rule.clear.since) + rule.clear.forSeconds * 1000;
  const onAndOff = rule.params.because.code === 'rule-on-and-off';
  return onAndOff && !oracle.isSteady(subject, at - INTERMITTENT_MS, at);
}

/** The plan's window for a trouble that comes and goes, and as long for which a crash is remembered. */
const INTERMITTENT_MS = 1_200_000;

/** It has been so for long enough by what it says itself. */
function isRipe(at: number, rule: { since: string | null; forSeconds: number }): boolean {
  const since = rule.since === null ? Number.NaN : Date.parse(rule.since);
  return since + rule.forSeconds * 1000 <= at;
}

/** How long a change may take to be seen. */
const NEWS_MS = 15_000;

/** While its trouble lasts, available or not, a timer never starts again and never rests. */
function checkTimers(
  oracle: Oracle,
  moments: readonly Moment[],
  { id, subject }: (typeof RULES)[number],
  found: Verdicts,
): void {
  moments.forEach((now, i) => {
    const before = moments[i - 1];
    if (before === undefined || (now.life !== before.life && !now.life.keepsCarry)) return;
    const [was, is] = [ruleOf(before.said, id), ruleOf(now.said, id)];
    if (was === undefined || is === undefined) return;
    if (was.since === null) {
      checkBeginning(oracle, now, is, subject, found);
      return;
    }
    // Times move with the clock.
    if (oracle.hasSteppedWithin(now.at, now.at - before.at)) return;
    if (!oracle.wasBadThroughout(subject, before.at, now.at)) return;
    // What the timer ran for may be seen to be over while another trouble goes on unseen: that one has not begun yet.
    if (!oracle.isSteady(subject, before.at - NEWS_MS, now.at)) return;
    const due = is.firesAt === null ? Number.POSITIVE_INFINITY : Date.parse(is.firesAt);
    const goesOn = is.since !== null && is.since <= was.since;
    const fires = due > now.world.now || is.state === 'firing';
    found.claim(goesOn && fires, {
      property: 'a timer outlasts the loss of sight',
      subject: id,
      at: now.at,
      said: `${is.state} since ${is.since}, ${ruleText(is).because}`,
      why: `was ${was.state} since ${was.since}`,
    });
  });
}

/** A timer that was not running begins with its trouble and not before. */
function checkBeginning(
  oracle: Oracle,
  { at, life }: Moment,
  rule: RuleStatus,
  subject: string,
  found: Verdicts,
): void {
  if (rule.since === null) return;
  // A beginning that was told by another clock cannot be compared.
  if (oracle.isStepped(at)) return;
  // What a process before it saw last may go on, as far as this one knows.
  if (life.keepsCarry && Date.parse(rule.since) < life.from) return;
  const troubled = oracle.troubledSince(subject, at);
  const early = troubled !== null && Date.parse(rule.since) < troubled - CLOCKS_MS;
  const said = `since ${rule.since}, ${ruleText(rule).because}`;
  found.claim(!early, { property: 'no timer before its trouble', subject: rule.id, at, said, why: subject });
}

/** Its rule is not over yet, and says so: `checkRule` has what that may be. */
function isOfLate({ clear, detail }: Moment['said']['actions'][number]): boolean {
  return clear !== undefined || detail.code === 'rule-on-and-off';
}

function checkCalm(oracle: Oracle, { at, life, said }: Moment, found: Verdicts): void {
  if (!oracle.isWhollyCalm(at, life)) return;
  const noise = [
    ...said.actions.filter((a) => !isOfLate(a)).map((a) => `${a.id}: ${text(a.detail)}`),
    ...said.undeclared.map((u) => u.name),
  ];
  const blind = said.sources.filter((s) => s.verdict === 'unknown').map((s) => `${s.id} ${s.code}`);
  const told = [...noise, ...blind].join('; ');
  found.claim(told === '', {
    property: 'no action in calm',
    subject: 'calm',
    at,
    said: told,
    why: 'in sight',
  });
}
