/** The plan's failure modes with their present state. */
'use client';

import { usePosture } from '../live/live.tsx';
import { Panel } from '../panel/panel.tsx';
import { FailureRow } from './failure-row.tsx';

const COLUMNS = ['Now', 'Symptom', 'Likely causes', 'Safe action', 'Over when', 'Runbook'];

export function FailureMatrix() {
  const { failures } = usePosture();
  return (
    <Panel
      id="failures"
      title="Failure matrix"
      note="what it is, why, what is safe to do, how you know that it is over"
    >
      <table className="data-table failures">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {column === 'Runbook' ? <span className="spoken">Runbook</span> : column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {failures.map((failure) => (
            <FailureRow key={failure.id} failure={failure} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
