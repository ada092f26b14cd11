/** Every agent of the plan, worst first. */
'use client';

import type { History } from '#lib/series/history.ts';
import { usePosture } from '../live/live.tsx';
import { Panel } from '../panel/panel.tsx';
import { AgentRow } from './agent-row.tsx';

const COLUMNS = ['State', 'Agent', 'Heartbeat age', 'Mode', 'Pods · restarts', 'Prio', 'SLO target', 'Owner'];
const NUMERIC = new Set(['Heartbeat age', 'Pods · restarts']);

/** `histories`: by agent, as the server read them while it rendered the page. */
export function AgentRoster({ histories }: { histories: Readonly<Record<string, History>> }) {
  const { agents, undeclared } = usePosture();
  return (
    <Panel
      id="roster"
      title="Agent roster"
      note={`${agents.length} declared, ${undeclared.length} undeclared in the cluster`}
    >
      <table className="data-table roster">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={NUMERIC.has(column) ? 'num' : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => (
            <AgentRow key={agent.name} agent={agent} history={histories[agent.name] ?? null} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
