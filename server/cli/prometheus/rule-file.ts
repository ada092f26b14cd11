/** A plan's escalation rules and the alerts about the console as one Prometheus rule file. */

import { stringify } from 'yaml';
import type { Plan } from '#lib/plan/schema.ts';
import { type AlertingRule, EVALUATION_SECONDS, type RuleContext } from './alerting-rule.ts';
import { consoleAlerts } from './console-alerts.ts';
import { escalationAlert, unheardAlert } from './escalation-alerts.ts';
import { selectorOf } from './expression.ts';

export interface RuleFileOptions {
  /** Where people reach the console, such as `https://console.example`. */
  baseUrl: string;
  /** The name of the scrape job of this console. */
  job: string;
}

interface RuleFile {
  groups: { name: string; interval: string; rules: AlertingRule[] }[];
}

/** The rules in the plan's order. The same plan and options give the same. */
export function ruleFile(plan: Plan, { baseUrl, job }: RuleFileOptions): RuleFile {
  const context: RuleContext = { plan, baseUrl: baseUrl.replace(/\/+$/, ''), select: selectorOf(job) };
  const interval = `${EVALUATION_SECONDS}s`;
  return {
    groups: [
      {
        name: 'mission-control-escalation',
        interval,
        // A group is evaluated in order: the last rule reads the others' results.
        rules: [...plan.escalations.map((rule) => escalationAlert(context, rule)), unheardAlert(context)],
      },
      { name: 'mission-control-console', interval, rules: consoleAlerts(context) },
    ],
  };
}

const HEADER = (
  digest: string,
) => `# Written by \`mission-control rules --format prometheus\` from the plan with this SHA-256:
# ${digest}
# Do not edit: change the plan and write it anew.
`;

/** As YAML; `digest` is that of the plan's file. */
export function ruleFileText(plan: Plan, digest: string, options: RuleFileOptions): string {
  return HEADER(digest) + stringify(ruleFile(plan, options), { lineWidth: 0 });
}
