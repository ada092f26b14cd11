/** What changed of images, replicas and modes. */
import type { HandedChange } from '#lib/wire/handover.ts';
import { ColumnHeads } from '../panel/column-heads.tsx';
import { Panel } from '../panel/panel.tsx';
import { timeBy } from './words.ts';

interface HandedChangesProps {
  changes: readonly HandedChange[];
  to: string;
  whole: boolean;
}

export function HandedChanges({ changes, to, whole }: HandedChangesProps) {
  return (
    <Panel id="changes" title="Changes" note="of images, replicas and modes; times in ET">
      {changes.length === 0 ? (
        <p className="handover-line">
          {whole
            ? 'None.'
            : '◇ None was seen; what changed and changed back while nobody watched is not known.'}
        </p>
      ) : (
        <table className="data-table handover-table">
          <ColumnHeads columns={['When', 'Of', 'What', 'Before → after']} />
          <tbody>
            {changes.map((change) => (
              <Change
                key={`${change.at} ${change.agent} ${change.what} ${change.subject}`}
                change={change}
                to={to}
              />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Change({ change, to }: { change: HandedChange; to: string }) {
  const { at, agent, what, subject, before, after, unwatched } = change;
  return (
    <tr data-testid={`handover-change-${what}-${agent}`}>
      <td className="machine">{unwatched ? `◇ by ${timeBy(at, to)} at the latest` : timeBy(at, to)}</td>
      <th scope="row" className="break-anywhere">
        <span className="machine">{agent}</span>
        {subject !== agent && <span className="handover-why">{subject}</span>}
      </th>
      <td>{what}</td>
      <td className="machine break-anywhere">
        {before} → <b>{after}</b>
      </td>
    </tr>
  );
}
