/** One run: its description, its report rendered, and differences from another run. */

import { Age } from '#components/age/age.tsx';
import { DifferenceTable } from '#components/panel/difference-table.tsx';
import { Panel } from '#components/panel/panel.tsx';
import { Scrolled } from '#components/panel/scrolled.tsx';
import { RunbookMarkdown } from '#components/runbook/markdown.tsx';
import { fullTime } from '#lib/format/clock.ts';
import { LATEST, type ReportPage as Page, type Run, type RunWords } from '../document.ts';
import { RunMark } from './run-mark.tsx';

export function ReportPage({ name, page }: { name: string; page: Page }) {
  const { run, at, markdown, others, compared } = page;
  return (
    <div className="reports">
      <h1 className="page-title break-anywhere">{name === LATEST ? 'The latest deploy report' : name}</h1>
      <p className="past-line" data-testid="report-age">
        {at === null ? '◇ Nothing says when it was written.' : <Written at={at} />} It tells of that time and
        not of now.
      </p>
      {run !== null && <About run={run} />}
      <Compare name={name} others={others} compared={compared} />
      {markdown === null ? (
        <p className="empty" data-testid="report-missing">
          ◇ There is no report to show: it was not taken, or it is not as it was written.
        </p>
      ) : (
        <section className="panel report-text" aria-label="The report" data-testid="report-text">
          <RunbookMarkdown text={markdown} slug="" copying="never" />
        </section>
      )}
    </div>
  );
}

function Written({ at }: { at: string }) {
  return (
    <>
      Written {fullTime(at)}, <Age since={at} /> ago.
    </>
  );
}

function About({ run }: { run: Run }) {
  return (
    <Panel
      id="run"
      title="The run"
      note="as its meta.json says; checksums show that nothing was changed, not who wrote it"
    >
      <p className="past-line">
        Checksums: <RunMark run={run} />
      </p>
      {run.says !== null && <Words says={run.says} />}
    </Panel>
  );
}

function Words({ says }: { says: RunWords }) {
  return (
    <>
      <p className="past-line break-anywhere">
        {says.kind}, by {says.takenBy ?? 'nobody it names'}, of {says.mesh ?? 'a mesh it does not name'}
        {says.practice === true && ' (practice)'}, {says.session}
      </p>
      <ul className="past-line">
        {says.parts.map((part) => (
          <li key={part.name}>
            {part.name}: {part.state}
            {part.why !== '' && ` (${part.why})`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Compare({ name, others, compared }: { name: string } & Pick<Page, 'others' | 'compared'>) {
  if (others.length === 0 && compared === null) return null;
  return (
    <Panel
      id="differences"
      title="What differs"
      note={compared === null ? undefined : `from ${compared.name}; without pods, which come and go`}
    >
      {compared !== null && <Differences differences={compared.differences} />}
      {others.length > 0 && (
        <details className="past-line" data-testid="compare-with">
          <summary>Compare with another run</summary>
          <ul>
            {others.map((other) => (
              <li key={other.name}>
                <a className="machine" href={`/reports/${name}?with=${other.name}`}>
                  {other.name}
                </a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

function Differences({ differences }: Pick<NonNullable<Page['compared']>, 'differences'>) {
  if (differences === null)
    return (
      <p className="past-line">◇ One of the two has no report that can be read and is as it was written.</p>
    );
  return (
    <Scrolled label="What differs" testId="report-differences">
      <DifferenceTable differences={differences} />
    </Scrolled>
  );
}
