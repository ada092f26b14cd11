/** An agent over time: what the pane showed, its heartbeat, its probes and its pods, on one clock. */
'use client';

import { fullTime } from '#lib/format/clock.ts';
import type { History, Range, Series } from '#lib/series/history.ts';
import type { Changes } from '#lib/timeline/changes.ts';
import { Band } from './band.tsx';
import { RangeTabs } from './range-tabs.tsx';
import { SeriesChart } from './series-chart.tsx';

const TITLES: Record<Series, string> = {
  heartbeat_age_seconds: 'Heartbeat age',
  up: 'Up (1) or down (0)',
  probe_latency_seconds: 'Latency of the slowest probe',
  ready_replicas: 'Pods ready',
  restarts: 'Restarts',
};

export interface HistoryPageProps {
  agent: string;
  range: Range;
  /** Null if the journal cannot be read; `why` says it. */
  read: { histories: History[]; changes: Changes } | null;
  why: string | null;
}

export function HistoryPage({ agent, range, read, why }: HistoryPageProps) {
  return (
    <div className="history-page">
      <h1 className="page-title">
        <a href={`/agents/${agent}`}>{agent}</a> over time
      </h1>
      <RangeTabs agent={agent} range={range} />
      {read === null ? (
        <p className="empty" data-testid="history-unread">
          ◇ The past cannot be read now: {why}
        </p>
      ) : (
        <>
          <div className="history-charts">
            <Band changes={read.changes} />
            {read.histories.map((history) => (
              <SeriesChart
                key={history.series}
                title={TITLES[history.series]}
                history={history}
                group={`${agent} ${range}`}
              />
            ))}
          </div>
          <p className="faint">
            From {fullTime(read.changes.from)} to {fullTime(read.changes.to)}; hatched where nothing was
            observed. Of each column the first, last, least and greatest sample are drawn, so no spike is
            lost. <a href={`/agents/${agent}/history?range=${range}`}>Read again</a>.
          </p>
        </>
      )}
    </div>
  );
}
