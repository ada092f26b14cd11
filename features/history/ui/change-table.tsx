/** What the pane said over time as a table; each change leads to its moment. */

import { momentText } from '#components/heartbeat-chart/labels.ts';
import { ColumnHeads } from '#components/panel/column-heads.tsx';
import type { Stretch } from './band.ts';

/** The latest ones are told. */
const MOST_ROWS = 100;

export function ChangeTable({ stretches }: { stretches: readonly Stretch[] }) {
  return (
    <details className="series-table">
      <summary>as a table, each change with its moment</summary>
      <table>
        <caption className="sr-only">What the pane said</caption>
        <ColumnHeads columns={['from', 'execution', 'worst']} />
        <tbody>
          {stretches.slice(-MOST_ROWS).map(({ from, worst, outcome }) => (
            <tr key={from}>
              <th scope="row">
                <a className="band-moment" href={`/at/${new Date(from).toISOString()}`}>
                  {momentText(from)}
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
