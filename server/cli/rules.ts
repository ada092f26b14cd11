/** `mission-control rules`: the plan's escalation rules as alerts of another system, over the console's own metrics. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { formatProblems } from '../plan-file.ts';
import { readPlan } from '../plan-watcher.ts';
import { runbooksOf } from '../runbooks.ts';
import { ruleFileText } from './prometheus/rule-file.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Flags {
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
      new Option('--format <format>', 'what to write them for').choices(['prometheus']).makeOptionMandatory(),
    )
    .option('--plan <file>', 'the operational plan', join(ROOT, 'plan/agent-mesh.yaml'))
    .option(
      '--base-url <url>',
      'where people reach the console; runbooks are linked there',
      webUrl,
      'http://127.0.0.1:3000',
    )
    .option('--job <name>', 'the scrape job of the console', jobName, 'mission-control')
    .allowExcessArguments(false)
    .action(async ({ plan: file, baseUrl, job }: Flags) => {
      const read = await readPlan(file, runbooksOf(file, ROOT).slugs());
      if (!read.ok) return command.error(`error: ${formatProblems(read.problems, file)}`);
      write(ruleFileText(read.plan, read.digest, { baseUrl, job }));
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
