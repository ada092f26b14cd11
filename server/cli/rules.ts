/** `mission-control rules`: the plan's escalation rules as alerts of another system, over the console's own metrics. */
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { formatProblems } from '../plan-file.ts';
import { readPlan } from '../plan-watcher.ts';
import { runbooksOf } from '../runbooks.ts';
import { asJson, ROOT } from './mesh-command.ts';
import { ruleFileText } from './prometheus/rule-file.ts';

const HELP = `
Exit codes:
   0  written
  64  the command line or the plan is wrong

Examples:
  mission-control rules --format prometheus > mission-control.rules.yml
  mission-control rules --json | jq '.[] | select(.priority == "P0")'
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
      'The plan’s escalation rules: as they are, or as alerting rules over /ops/metrics with alerts about the console.',
    )
    .addOption(new Option('--format <format>', 'alerting rules for this system').choices(['prometheus']))
    .addOption(new Option('--json', 'the rules themselves, one JSON document').conflicts('format'))
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
    .action(async ({ format, json, plan: file, baseUrl, job }: Flags) => {
      if (format === undefined && json === undefined)
        return command.error('error: expected --format prometheus or --json');
      const read = await readPlan(file, runbooksOf(file, ROOT).slugs());
      if (!read.ok) return command.error(`error: ${formatProblems(read.problems, file)}`);
      if (json) write(asJson(read.plan.escalations));
      else write(ruleFileText(read.plan, read.digest, { baseUrl, job }));
    });
  return command;
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
