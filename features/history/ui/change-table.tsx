/** The pane over time as a table; each change links to its instant. */

import { ColumnHeads } from '#components/panel/column-heads.tsx';
import { dayTime } from '#lib/format/clock.ts';
import { instant } from '#lib/format/instant.ts';
import type { BandInterval } from './band.ts';

/** Only the latest are listed. */
const MOST_ROWS = 100;

export function ChangeTable({ intervals }: { intervals: readonly BandInterval[] }) {
  return (
    <details className="series-table">
      <summary>as a table, each change with its moment</summary>
      <table>
        <caption className="sr-only">What the pane said</caption>
        <ColumnHeads columns={['from', 'execution', 'worst']} />
        <tbody>
          {intervals.slice(-MOST_ROWS).map(({ from, worst, outcome }) => (
            <tr key={from}>
              <th scope="row">
                <a className="band-moment" href={`/at/${instant(from)}`}>
                  {dayTime(from)}
                </a>
              </th>
              <td>{outcome}</td>
              <td>{worst}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
