/** What differs from another moment, line by line. */
import type { Past } from '#lib/wire/past.ts';
import { formatEastern } from '../age/instant.ts';
import { Panel } from '../panel/panel.tsx';

const HOUR_MS = 3_600_000;

export function Differences({ past: { askedAt, compared } }: { past: Past }) {
  const hourBefore = new Date(Date.parse(askedAt) - HOUR_MS).toISOString();
  const note =
    compared === null ? undefined : `against ${formatEastern(compared.at)}, ${compared.at.slice(0, 10)}`;
  return (
    <Panel id="differences" title="What changed" note={note}>
      {compared === null && <p className="past-line">◇ There is nothing before it to compare with.</p>}
      {compared?.differences.length === 0 && <p className="past-line">Nothing that is compared differs.</p>}
      {compared !== null && compared.differences.length > 0 && (
        <table className="data-table">
          <thead>
            <tr>
              {['Of', 'What', 'Before', 'Then'].map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {compared.differences.map(({ kind, subject, field, before, after }) => (
              <tr key={`${kind} ${subject} ${field}`}>
                <th scope="row">{subject}</th>
                <td>{field}</td>
                <td className="break-anywhere">{before ?? '–'}</td>
                <td className="break-anywhere">{after ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="past-line">
        Compare with <a href={`/at/${askedAt}`}>the change before</a> ·{' '}
        <a href={`/at/${askedAt}?with=${hourBefore}`}>an hour before</a>
      </p>
    </Panel>
  );
}
