/** The charts of every agent that has a heartbeat, in the order of the roster: worst first. */
'use client';

import { usePosture } from '#components/live/live.tsx';
import { Panel } from '#components/panel/panel.tsx';
import type { History } from '#lib/series/history.ts';
import { HeartbeatCard } from './heartbeat-card.tsx';

const HEIGHT_PX = 104;

/** `histories`: by agent, as the server read them while it rendered the page; one that is missing is read later. */
export function HeartbeatCharts({ histories }: { histories: Readonly<Record<string, History>> }) {
  const agents = usePosture().agents.filter((a) => a.heartbeatLimitSeconds !== null);
  if (agents.length === 0) return null;
  return (
    <Panel id="heartbeats" title="Heartbeat age" note={<ChartKey />} bare>
      <div className="chart-grid">
        {agents.map(({ name }) => (
          <HeartbeatCard
            key={name}
            agent={name}
            initial={histories[name] ?? null}
            height={HEIGHT_PX}
            linked
          />
        ))}
      </div>
    </Panel>
  );
}

function ChartKey() {
  return (
    <span className="chart-key">
      <span>last 15 min</span>
      <span>
        <i className="key-limit" />
        limit
      </span>
      <span>
        <i className="key-gap" />
        not observed
      </span>
      <span>
        <i className="key-session" />
        market open
      </span>
    </span>
  );
}
