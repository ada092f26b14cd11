/**
 * One series of an agent over an interval: drawn by the server, drawn again with a cursor once the page is at rest,
 * and as a table.
 */
'use client';

import { useAtRest } from '#components/heartbeat-chart/at-rest.ts';
import { chartModel } from '#components/heartbeat-chart/chart-model.ts';
import { Drawing } from '#components/heartbeat-chart/drawing.tsx';
import { valueText } from '#components/heartbeat-chart/labels.ts';
import { ColumnHeads } from '#components/panel/column-heads.tsx';
import { dayTime } from '#lib/format/clock.ts';
import type { History } from '#lib/series/history.ts';
import { rowsOf } from './rows.ts';

const HEIGHT_PX = 130;

interface SeriesChartProps {
  title: string;
  history: History;
  /** Charts of one group share their cursor. */
  group: string;
}

export function SeriesChart({ title, history, group }: SeriesChartProps) {
  const atRest = useAtRest();
  const model = chartModel(history);
  const over = model.limit !== null && model.line.some(({ age }) => age !== null && age > (model.limit ?? 0));
  return (
    <section className="chart-card" aria-label={title} data-testid={`series-${history.series}`}>
      <h3 className="series-title">{title}</h3>
      <div style={{ height: HEIGHT_PX }}>
        <Drawing model={model} height={HEIGHT_PX} bad={over} group={group} atRest={atRest} />
      </div>
      <details className="series-table">
        <summary>as a table</summary>
        <Table title={title} history={history} unit={model.unit} />
      </details>
    </section>
  );
}

interface TableProps {
  title: string;
  history: History;
  unit: 'seconds' | 'count';
}

function Table({ title, history, unit }: TableProps) {
  return (
    <table>
      <caption className="sr-only">{title}</caption>
      <ColumnHeads columns={['from', 'least', 'greatest', 'last', 'not observed']} />
      <tbody>
        {rowsOf(history).map(({ from, least, greatest, last, unobserved }) => (
          <tr key={from}>
            <th scope="row">{dayTime(from)}</th>
            {[least, greatest, last].map((value, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the three cells of a row
              <td key={i}>{value === null ? '–' : valueText(value, unit)}</td>
            ))}
            <td>{unobserved}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
