/** Differences between two documents, line by line. */

import { ColumnHeads } from './column-heads.tsx';

interface DifferenceTableProps {
  differences: readonly {
    kind: string;
    subject: string;
    field: string;
    before: string | null;
    after: string | null;
  }[];
}

export function DifferenceTable({ differences }: DifferenceTableProps) {
  if (differences.length === 0) return <p className="past-line">Nothing that is compared differs.</p>;
  return (
    <table className="data-table">
      <ColumnHeads columns={['Of', 'What', 'Before', 'Then']} />
      <tbody>
        {differences.map(({ kind, subject, field, before, after }) => (
          <tr key={`${kind} ${subject} ${field}`}>
            <th scope="row">{subject}</th>
            <td>{field}</td>
            <td className="break-anywhere">{before ?? '–'}</td>
            <td className="break-anywhere">{after ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
