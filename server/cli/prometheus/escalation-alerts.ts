/**
 * The plan's escalation rules as alerts (plan, Escalation rules). The console counts: its timers outlast one good look and
 * a restart, which no `for` does, so an alert is there as soon as the console says `firing`.
 *
 * A firing alert ends only if the console reports `inactive` or `waiting`. `cannot-tell` and a console that is down
 * keep it, through `ALERTS`, in which Prometheus records firing alerts.
 */

import { ruleRunbook } from '#lib/evaluate/escalation/escalation.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { contactText } from '#lib/messages/contact.ts';
import { oncallOf } from '#lib/plan/people.ts';
import type { EscalationPlan } from '#lib/plan/schema.ts';
import type { EscalationState } from '#lib/vocabulary.ts';
import { type AlertingRule, meshLabel, type RuleContext, runbookUrl } from './alerting-rule.ts';
import { literal, pascal, quoted, type Selector } from './expression.ts';

/** It is due. */
const FIRES: readonly EscalationState[] = ['firing'];
/** End of an alert: the condition is over, or the rule does not page at this hour. */
const ENDS: readonly EscalationState[] = ['inactive', 'waiting'];

/** `MissionControlMarketdataStaleLong` for the rule `marketdata-stale-long`. */
export function escalationAlertName({ id }: EscalationPlan): string {
  return `MissionControl${pascal(id)}`;
}

export function escalationAlert(context: RuleContext, rule: EscalationPlan): AlertingRule {
  const { plan, select, baseUrl } = context;
  const alert = escalationAlertName(rule);
  return {
    alert,
    expr: [
      `${anyOf(select, rule, FIRES)} == 1`,
      `or absent(${anyOf(select, rule, ENDS)} == 1)`,
      `and on () ALERTS{alertname=${quoted(alert)},alertstate="firing",mesh=${quoted(plan.mesh.name)},rule=${quoted(rule.id)}}`,
    ].join('\n'),
    for: '0s',
    labels: { severity: rule.priority, ...meshLabel(plan), rule: rule.id },
    annotations: {
      summary: literal(rule.title),
      description: literal(descriptionOf(rule)),
      ...callOf(context, rule),
      runbook_url: runbookUrl(baseUrl, ruleRunbook(plan, { rule, failure: null })?.slug),
    },
  };
}

/** Whom to call, where the plan says so: what is not there is a gap of the plan, and the pane shows it. */
function callOf({ plan }: RuleContext, { priority }: EscalationPlan): { call?: string } {
  const person = oncallOf(plan)[priority];
  return person === null ? {} : { call: literal(contactText(person)) };
}

/** 1 while the rule is in one of these states; the instances of one console, old and new, count together. */
function anyOf(select: Selector, { id }: EscalationPlan, states: readonly EscalationState[]): string {
  return `max(${select('escalation_state', `rule=${quoted(id)},state=~"${states.join('|')}"`)})`;
}

function descriptionOf({ response, during, forSeconds }: EscalationPlan): string {
  const lasts = forSeconds === 0 ? '' : ` It has lasted for ${formatDuration(forSeconds * 1_000)}.`;
  const hours = during === 'market-hours' ? ' The console holds it back outside market hours.' : '';
  return `${response}${lasts}${hours} The pane says why, and what to do.`;
}

const FIRES_UNHEARD = 'MissionControlEscalation';

/**
 * Rules that the console reports as firing without an alert above: the plan has gained them since this file was
 * written. A minute keeps it from running ahead of the others by an evaluation.
 */
export function unheardAlert({ plan, select, baseUrl }: RuleContext): AlertingRule {
  return {
    alert: FIRES_UNHEARD,
    expr: [
      `max by (rule, severity) (${select('escalation_state', 'state="firing"')}) == 1`,
      `unless on (rule) ALERTS{alertname!="${FIRES_UNHEARD}",alertstate="firing",mesh=${quoted(plan.mesh.name)}}`,
    ].join('\n'),
    for: '1m',
    labels: meshLabel(plan),
    annotations: {
      summary: 'The console says that {{ $labels.rule }} fires, and no alert of its own does',
      description: 'The pane says why, and what to do. If this lasts, write the rules anew from the plan.',
      runbook_url: runbookUrl(baseUrl, undefined),
    },
  };
}
