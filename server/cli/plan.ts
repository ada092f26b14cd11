/** `mission-control plan`: the plan by itself, without a cluster: whether it is one, and what it says. */

import { join } from 'node:path';
import { Command } from 'commander';
import { planSummary } from '#features/reports/model/plan-summary.ts';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { formatProblems, type PlanProblem, type PlanResult } from '../plan-file.ts';
import { readPlan } from '../plan-watcher.ts';
import { runbooksOf } from '../runbooks.ts';
import { asJson, ROOT } from './mesh-command.ts';

const CHECK_HELP = `
Exit codes:
   0  it is a plan
  64  it is none: each mistake with its line, and how to mend it

Examples:
  mission-control plan check
  mission-control plan check --plan ops/mesh.yaml --json
`;

const SHOW_HELP = `
Exit codes:
   0  shown
  64  it is no plan: each mistake with its line

Examples:
  mission-control plan show
  mission-control plan show --json | jq '.plan.escalations'
`;

interface PlanFlags {
  plan: string;
  json?: true;
}

/** `write` takes what goes to standard output. */
export function planCommand(write: (text: string) => void): Command {
  return new Command('plan')
    .description('The operational plan as a file: check it, show it. No cluster is asked.')
    .addCommand(checkCommand(write))
    .addCommand(showCommand(write));
}

function checkCommand(write: (text: string) => void): Command {
  return fileCommand('check', 'Whether the file is a plan; each mistake with its line and how to mend it.')
    .addHelpText('after', CHECK_HELP)
    .action(async ({ plan: file, json }: PlanFlags) => {
      const read = await readIn(file);
      if (json)
        write(
          asJson(
            read.ok
              ? { ok: true, digest: read.digest, notes: read.notes }
              : { ok: false, problems: read.problems },
          ),
        );
      if (!read.ok) throw new ConfigurationError(formatProblems(read.problems, file).split('\n'));
      if (!json) write(`${file} is a plan, ${read.digest}\n${notesIn(read.notes, file)}`);
    });
}

const notesIn = (notes: readonly PlanProblem[], file: string): string =>
  notes.length === 0 ? '' : `note: ${formatProblems(notes, file).replaceAll('\n', '\nnote: ')}\n`;

function showCommand(write: (text: string) => void): Command {
  return fileCommand(
    'show',
    'Roster, safety, failure modes, escalation and cadence, as the console takes them.',
  )
    .addHelpText('after', SHOW_HELP)
    .action(async ({ plan: file, json }: PlanFlags) => {
      const read = await readIn(file);
      if (!read.ok) throw new ConfigurationError(formatProblems(read.problems, file).split('\n'));
      const { plan, digest } = read;
      write(json ? asJson({ file, digest, plan }) : planSummary(plan, digest));
    });
}

function fileCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .option('--plan <file>', 'the operational plan', join(ROOT, 'plan/agent-mesh.yaml'))
    .option('--json', 'for programs, one JSON document on standard output')
    .allowExcessArguments(false);
}

function readIn(file: string): Promise<PlanResult> {
  return readPlan(file, runbooksOf(file, ROOT).slugs());
}
