/** `mission-control rules`: the plan's escalation rules as alerts of another system, over the console's own metrics. */

import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { oncallOf } from '#lib/plan/people.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { formatProblems } from '../plan-file.ts';
import { readPlan } from '../plan-watcher.ts';
import { runbooksOf } from '../runbooks.ts';
import { asJson, ROOT } from './mesh-command.ts';
import { ruleFileText } from './prometheus/rule-file.ts';

const HELP = `
With --json: each rule of the plan with its id, priority, condition, how long it must have held, when it counts, its response and its
runbook. With --format prometheus: the same as alerting rules, and alerts about the console (docs/prometheus.md).

Exit codes:
   0  written
  64  the command line or the plan is wrong: each mistake with its line

Examples:
  mission-control rules --json | jq '.rules[] | select(.priority == "P0")'
  mission-control rules --format prometheus --base-url https://console.example > rules.yaml
`;

interface Flags {
  format?: 'prometheus';
  json?: true;
  plan: string;
  baseUrl: string;
  job: string;
}

/** `write` takes what goes to standard output. */
export function rulesCommand(write: (text: string) => void): Command {
  const command: Command = new Command('rules')
    .description(
      'The plan’s escalation rules as alerting rules over /ops/metrics, and alerts about the console.',
    )
    .addOption(
      new Option('--format <format>', 'what to write them for').choices(['prometheus']).conflicts('json'),
    )
    .option('--json', 'for programs, the rules as the plan has them')
    .option('--plan <file>', 'the operational plan', join(ROOT, 'plan/agent-mesh.yaml'))
    .option(
      '--base-url <url>',
      'where people reach the console; runbooks are linked there',
      webUrl,
      'http://127.0.0.1:3000',
    )
    .option('--job <name>', 'the scrape job of the console', jobName, 'mission-control')
    .allowExcessArguments(false)
    .addHelpText('after', HELP)
    .action(async ({ plan: file, baseUrl, job, json, format }: Flags) => {
      if (json === undefined && format === undefined)
        return command.error('error: expected --json or --format prometheus');
      const read = await readPlan(file, runbooksOf(file, ROOT).slugs());
      if (!read.ok) return command.error(`error: ${formatProblems(read.problems, file)}`);
      if (json) return write(asJson(rulesDocument(file, read.digest, read.plan)));
      write(ruleFileText(read.plan, read.digest, { baseUrl, job }));
    });
  return command;
}

/** The plan's rules in its order, with defaults filled in. */
function rulesDocument(file: string, digest: string, plan: Plan): object {
  const oncall = oncallOf(plan);
  const rules = plan.escalations.map(
    ({ id, priority, title, when, forSeconds, during, response, runbook }) => ({
      ...{ id, priority, title, condition: when, forSeconds, during, response },
      runbook: runbook ?? null,
      call: oncall[priority],
    }),
  );
  return { schemaVersion: 1, plan: file, digest, rules };
}

function webUrl(text: string): string {
  const url = URL.parse(text);
  const plain = url !== null && url.search === '' && url.hash === '' && !text.includes('{');
  if (!plain || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError('Expected an address such as https://console.example.');
  return text;
}

function jobName(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Expected the name of a scrape job.');
  return text;
}
