/** What is another image, number of replicas or mode than at the begin of the span, each change by itself. */
import { formatEasternMoment } from '#components/age/instant.ts';
import { ColumnHeads } from '#components/panel/column-heads.tsx';
import type { Handover } from '#lib/wire/handover.ts';

export function ChangeList({ changes, whole }: Pick<Handover, 'changes'> & { whole: boolean }) {
  if (changes.length === 0)
    return <p className="past-line">{whole ? 'Nothing changed.' : '◇ Nothing was seen to change.'}</p>;
  return (
    <div className="overflow-x-auto">
      <table className="data-table">
        <ColumnHeads columns={['Seen', 'What', 'Before', 'After']} />
        <tbody>
          {changes.map(({ at, agent, what, subject, before, after, unwatched }) => (
            <tr key={`${at}${subject}${what}`} data-testid={`changed-${agent}-${what}`}>
              <th scope="row">
                {formatEasternMoment(at)}
                {unwatched && ' at the latest: nobody watched before'}
              </th>
              <td>
                {what} of {subject}
              </td>
              <td className="machine break-anywhere">{before}</td>
              <td className="machine break-anywhere">{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
