/** `mission-control report`: the deploy report as files. */

import type { Command } from 'commander';
import { deployReport } from '#features/reports/model/deploy-report.ts';
import { deployReportMarkdown } from '#features/reports/model/deploy-report-markdown.ts';
import { unreadParts } from '#features/reports/model/readable.ts';
import { removeArtifacts, writeArtifacts } from '#platform/whole-file.ts';
import type { OneShot } from '../one-shot.ts';
import {
  appointmentOption,
  asJson,
  EXIT,
  look,
  type MeshFlags,
  meshCommand,
  notDue,
  type Outside,
} from './mesh-command.ts';

const MARKDOWN = 'deploy_report.md';
const JSON_FILE = 'deploy_report.json';

const HELP = `
Below the header block (to the first line "---" of the Markdown, the key "header" of the JSON) the same state of the
cluster gives the same bytes.

Exit codes:
   0  written; or, with --at, it is not that time, and nothing was done
   2  the cluster cannot be read: no file is left where this run's would stand, an older one included
  64  the command line, the plan or the credentials are wrong: no file is left either
  73  the files cannot be written

Examples:
  mission-control report                          audit_artifacts/deploy_report.md and .json
  mission-control report --out /var/reports --at T-60
`;

interface ReportFlags extends MeshFlags {
  out: string;
}

export function reportCommand(outside: Outside): Command {
  return meshCommand(
    'report',
    'The deploy report: what is deployed, where, with which image, is it healthy, is it allowed to run.',
  )
    .option('--out <folder>', 'where the files go', 'audit_artifacts')
    .addOption(appointmentOption())
    .addHelpText('after', HELP)
    .action(async (flags: ReportFlags) => {
      if (await notDue(flags, outside)) return;
      const seen = await evaluateOrRemove(flags, outside);
      const unread = unreadParts(seen.posture);
      if (unread.length > 0) refuse(flags, unread, outside);
      else write(flags, seen, outside);
    });
}

/** If this run makes no report for any reason, an earlier one must not pass for it. */
async function evaluateOrRemove(flags: ReportFlags, outside: Outside): Promise<OneShot> {
  try {
    return await look(flags, outside.terminal);
  } catch (error) {
    removeArtifacts(flags.out, [MARKDOWN, JSON_FILE]);
    throw error;
  }
}

function refuse({ out, json }: ReportFlags, unread: readonly string[], outside: Outside): void {
  removeArtifacts(out, [MARKDOWN, JSON_FILE]);
  const lines = unread.map((part) => `  ${part}\n`).join('');
  outside.complain(`error: the cluster cannot be read, and there is no report:\n${lines}`);
  if (json) outside.write(asJson({ written: [], unread }));
  outside.setExitCode(EXIT.cannotTell);
}

function write({ out, json }: ReportFlags, seen: OneShot, outside: Outside): void {
  const report = deployReport(seen);
  const files = new Map([
    [MARKDOWN, deployReportMarkdown(report)],
    [JSON_FILE, asJson(report)],
  ]);
  const written = writeArtifacts(out, files);
  const { critical, execution } = report;
  const words = written.map((path) => `written: ${path}\n`).join('');
  outside.write(
    json
      ? asJson({ written, unread: [], critical, execution: execution.outcome })
      : `${words}critical components: ${critical.health}; ${execution.headline}\nsearched: ${execution.scope}\n`,
  );
}
