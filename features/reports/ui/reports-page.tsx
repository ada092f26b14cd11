/** The runs in the folder of artifacts, newest first: description, integrity and age. */

import { Age } from '#components/age/age.tsx';
import { ColumnHeads } from '#components/panel/column-heads.tsx';
import { Panel } from '#components/panel/panel.tsx';
import { Scrolled } from '#components/panel/scrolled.tsx';
import { fullTime } from '#lib/format/clock.ts';
import { LATEST, type LatestReport, type Reports, type Run } from '../document.ts';
import { RunMark } from './run-mark.tsx';

export function ReportsPage({ reports }: { reports: Reports | null }) {
  return (
    <div className="reports">
      <h1 className="page-title">Reports</h1>
      {reports === null ? (
        <p className="empty" data-testid="reports-unread">
          ◇ The folder of artifacts cannot be read now, so nothing is known of any run.
        </p>
      ) : (
        <Listed reports={reports} />
      )}
    </div>
  );
}

function Listed({ reports: { runs, more, problem, latest } }: { reports: Reports }) {
  return (
    <>
      <Newest runs={runs} />
      <LatestLine latest={latest} />
      {problem !== null && (
        <p className="empty" data-testid="reports-problem">
          ◇ The folder of the runs {problem}: there may be others.
        </p>
      )}
      {runs.length === 0 && problem === null && <p className="empty">No run was written yet.</p>}
      {runs.length > 0 && (
        <Panel
          id="runs"
          title="Runs"
          note={`${runs.length} newest${more ? '; older ones are in the folder' : ''}; times and names as each run says of itself`}
        >
          <Scrolled label="Runs">
            <table className="data-table">
              <ColumnHeads columns={['Taken', 'What for', 'By', 'Of', 'Not in it', 'Checksums']} />
              <tbody>
                {runs.map((run) => (
                  <RunRow key={run.name} run={run} />
                ))}
              </tbody>
            </table>
          </Scrolled>
        </Panel>
      )}
    </>
  );
}

/** Of those that are as they were: an altered one is no report of anything. */
function Newest({ runs }: { runs: readonly Run[] }) {
  const newest = runs.find(({ state }) => state === 'whole')?.says ?? null;
  return (
    <p className="past-line" data-testid="reports-newest">
      {newest === null ? (
        'No whole run is here.'
      ) : (
        <>
          The newest whole run is <b>{newest.kind}</b>, <Age since={newest.takenAt} /> old.
        </>
      )}
    </p>
  );
}

function LatestLine({ latest }: { latest: LatestReport }) {
  if (latest.problem !== null) return <p className="past-line">{latest.problem}</p>;
  return (
    <p className="past-line">
      <a href={`/reports/${LATEST}`}>The latest deploy report outside of a run</a>, whose file is{' '}
      <Age since={latest.writtenAt} /> old; it has no checksums.
    </p>
  );
}

function RunRow({ run }: { run: Run }) {
  const { name, says } = run;
  const missing = says?.parts.filter(({ state }) => state === 'failed') ?? [];
  return (
    <tr data-testid={`run-${name}`} data-state={run.state}>
      <th scope="row">
        <a className="machine" href={`/reports/${name}`}>
          {says === null ? name : fullTime(says.takenAt)}
        </a>
      </th>
      <td>{says?.kind ?? '–'}</td>
      <td>{says?.takenBy ?? 'not said'}</td>
      <td>
        {says?.mesh ?? 'not said'}
        {says?.practice === true && ' (practice)'}
      </td>
      <td>{missing.map((part) => part.name).join(', ')}</td>
      <td>
        <RunMark run={run} />
      </td>
    </tr>
  );
}
