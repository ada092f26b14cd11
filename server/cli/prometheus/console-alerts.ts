/**
 * Alerts about the console itself. One that is dead, blind or stands still says nothing bad of anything: without these
 * its silence would read as calm.
 */

import { PRIORITIES } from '#lib/vocabulary.ts';
import { type AlertingRule, meshLabel, type RuleContext, runbookUrl } from './alerting-rule.ts';
import { quoted, type Selector } from './expression.ts';

interface ConsoleAlert {
  alert: string;
  severity: (typeof PRIORITIES)[number] | null;
  for: string;
  expr: string;
  summary: string;
  description: string;
}

/** In the order of the file. */
export function consoleAlerts(context: RuleContext): AlertingRule[] {
  const { plan, select, baseUrl } = context;
  const runbook_url = runbookUrl(baseUrl, plan.fallbackRunbooks?.consoleBlind);
  return [...aliveness(select), ...sourceStatus(select), ...fitness(context)].map(
    ({ alert, severity, expr, summary, description, for: lasts }) => ({
      alert: `MissionControl${alert}`,
      expr,
      for: lasts,
      labels: { ...(severity === null ? {} : { severity }), ...meshLabel(plan) },
      annotations: { summary, description, runbook_url },
    }),
  );
}

const BY_HAND = 'Prove by hand that execution is off; treat it as on until then.';
const EVALUATED = 'evaluated_timestamp_seconds';

function aliveness(select: Selector): ConsoleAlert[] {
  return [
    {
      alert: 'Absent',
      severity: 'P0',
      for: '1m',
      expr: `absent(${select(EVALUATED)})`,
      summary: 'The console cannot be scraped',
      description: `Nothing is evaluated, and no other alert can begin. ${BY_HAND}`,
    },
    {
      alert: 'Stalled',
      severity: 'P0',
      for: '1m',
      // Changes, not an age: the console's clock and this one need not agree.
      expr: `max(changes(${select(EVALUATED)}[2m])) == 0`,
      summary: 'The console answers, and does not evaluate',
      description: `What it says is no longer the present. ${BY_HAND}`,
    },
  ];
}

function sourceStatus(select: Selector): ConsoleAlert[] {
  const outcome = (matcher: string) => `max(${select('execution_outcome', `outcome${matcher}"unproven"`)})`;
  return [
    {
      alert: 'ExecutionUnproven',
      severity: 'P0',
      for: '1m',
      // Not to say any outcome is to say that none is proven.
      expr: `${outcome('=')} == 1\nor absent(${outcome('!=')} == 1)`,
      summary: 'It is not proven whether execution is off',
      description: BY_HAND,
    },
    {
      alert: 'SafetySourceBlind',
      severity: 'P0',
      for: '1m',
      expr: blind(select, 'true'),
      summary: 'The console does not see {{ $labels.source }}, on which a safety proof rests',
      description: BY_HAND,
    },
    {
      alert: 'SourceBlind',
      severity: 'P2',
      for: '5m',
      expr: blind(select, 'false'),
      summary: 'The console does not see {{ $labels.source }}',
      description: 'What it would tell is unknown until it is seen again.',
    },
    {
      alert: 'CannotTell',
      // The rule's own, by its label: not to know of a P0 is a P0.
      severity: null,
      for: '5m',
      expr: `max by (rule, severity) (${select('escalation_state', 'state="cannot-tell"')}) == 1`,
      summary: 'The console cannot tell whether {{ $labels.rule }} holds',
      description: 'That no alert of this rule fires proves nothing. The pane says what is out of sight.',
    },
  ];
}

function blind(select: Selector, safety: 'true' | 'false'): string {
  return `min by (source) (${select('source_seen', `safety="${safety}"`)}) == 0`;
}

function fitness({ plan, select }: RuleContext): ConsoleAlert[] {
  return [
    ...(plan.escalations.length === 0
      ? []
      : [
          otherPlan(
            plan.escalations.map(({ id }) => id),
            plan,
            select,
          ),
        ]),
    {
      alert: 'NotReadOnly',
      severity: 'P1',
      for: '5m',
      expr: `max(${select('permissions_verdict', 'verdict=~"attention|bad"')}) == 1`,
      summary: 'The console’s own credential could change the mesh',
      description: 'Give it a credential that only reads; the page of sources names what it could do.',
    },
    {
      alert: 'Mishaps',
      severity: 'P3',
      for: '0s',
      expr: `increase(${select('source_mishaps_total')}[15m]) > 0`,
      summary: 'Callbacks of the console fail',
      description: 'A mistake of the program: each kind is in its log once.',
    },
  ];
}

/** A rule that the running console does not have can never fire. While the console is absent, that is another alert. */
function otherPlan(ids: readonly string[], plan: RuleContext['plan'], select: Selector): ConsoleAlert {
  const lacking = ids.map((id) => `absent(${select('escalation_state', `rule=${quoted(id)}`)})`);
  const severity = PRIORITIES.find((p) => plan.escalations.some(({ priority }) => priority === p)) ?? null;
  return {
    alert: 'RuleMissing',
    severity,
    for: '5m',
    expr: `(\n  ${lacking.join('\n  or ')}\n)\nand on () ${select(EVALUATED)}`,
    summary: 'The console does not have the rule {{ $labels.rule }}',
    description: 'It runs another plan than these rules were written from: write them anew.',
  };
}
