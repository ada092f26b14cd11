/** The folder of artifacts for the pages: runs and reports, one rendered, two compared. */

import type { RunFolder, Runs } from '#lib/contracts/run-meta.ts';
import { instant } from '#lib/format/instant.ts';
import { text } from '#lib/messages/text.ts';
import { LATEST, type LatestReport, type ReportPage, type Reports, type Run } from '../document.ts';
import { type ComparableReport, comparableReportSchema, compareReports } from '../model/compare.ts';
import type { DeployReports } from './deploy-reports.ts';

const MOST_LISTED = 60;

export interface ReportsReader {
  reports(): Promise<Reports>;
  /** `null`: there is no run of this name. `against`: the name of another to compare it with. */
  report(name: string, against: string | null): Promise<ReportPage | null>;
}

/** Content of the folder of artifacts. */
export interface Artifacts {
  runs: Runs;
  latest: DeployReports;
}

const nothing = () => Promise.reject(new Error('no folder of artifacts is read'));

/** For one-shot evaluations. */
export const NO_REPORTS: ReportsReader = { reports: nothing, report: nothing };

export function reportsReader({ runs, latest }: Artifacts): ReportsReader {
  return {
    async reports() {
      const [{ runs: folders, more, problem }, report] = await Promise.all([
        runs.newest(MOST_LISTED),
        latest.latest('markdown'),
      ]);
      return { runs: folders.map(runOf), more, problem: problem && text(problem), latest: latestOf(report) };
    },
    async report(name, against) {
      const page = name === LATEST ? await latestPage(latest) : await runPage(runs, name);
      if (page === null) return null;
      const { runs: folders } = await runs.newest(MOST_LISTED);
      const others = folders.flatMap((folder) =>
        folder.state === 'whole' && folder.name !== name
          ? [{ name: folder.name, takenAt: folder.meta.takenAt }]
          : [],
      );
      const compared = against === null ? null : await comparedWith(runs, latest, name, against);
      return { ...page, others, compared };
    },
  };
}

type Page = Omit<ReportPage, 'others' | 'compared'>;

async function latestPage(latest: DeployReports): Promise<Page> {
  const report = await latest.latest('markdown');
  return {
    run: null,
    at: latestOf(report).writtenAt,
    markdown: report.ok ? report.text : null,
  };
}

async function runPage(runs: Runs, name: string): Promise<Page | null> {
  const folder = await runs.run(name);
  if (folder === null) return null;
  const run = runOf(folder);
  const markdown = folder.state === 'whole' ? await runs.text(name, 'deploy_report.md') : null;
  return { run, at: run.says?.takenAt ?? null, markdown };
}

async function comparedWith(
  runs: Runs,
  latest: DeployReports,
  name: string,
  against: string,
): Promise<ReportPage['compared']> {
  const [before, after] = await Promise.all([reportIn(runs, latest, against), reportIn(runs, latest, name)]);
  const differences = before === null || after === null ? null : compareReports(before, after);
  return { name: against, differences };
}

/** Null if there is none, if it is not what its checksum says, and if it is in another shape. */
async function reportIn(runs: Runs, latest: DeployReports, name: string): Promise<ComparableReport | null> {
  const text = name === LATEST ? await latestText(latest) : await wholeText(runs, name);
  if (text === null) return null;
  try {
    return comparableReportSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function latestText(latest: DeployReports): Promise<string | null> {
  const report = await latest.latest('json');
  return report.ok ? report.text : null;
}

async function wholeText(runs: Runs, name: string): Promise<string | null> {
  const folder = await runs.run(name);
  return folder?.state === 'whole' ? await runs.text(name, 'deploy_report.json') : null;
}

function latestOf(report: Awaited<ReturnType<DeployReports['latest']>>): LatestReport {
  return report.ok
    ? { writtenAt: instant(report.writtenAt), problem: null }
    : { writtenAt: null, problem: report.problem };
}

function runOf(folder: RunFolder): Run {
  const { name, state } = folder;
  if (folder.state === 'unreadable') return { name, state, why: text(folder.why), says: null };
  const { takenBy, kind, takenAt, mesh, practice, session, version, parts } = folder.meta;
  const by = takenBy === null ? null : `${takenBy.user}@${takenBy.host}`;
  return {
    name,
    state,
    why: folder.state === 'altered' ? text(folder.why) : '',
    says: { kind, takenAt, takenBy: by, mesh, practice, session, version, parts },
  };
}
