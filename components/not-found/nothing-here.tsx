/** Where somebody with a wrong address can go: the pane, each agent of the roster, each runbook. Links only: no state. */

import { Panel } from '#components/panel/panel.tsx';
import type { AgentPosture } from '#lib/posture.ts';

interface NothingHereProps {
  agents: readonly Pick<AgentPosture, 'name'>[];
  runbooks: readonly { slug: string; title: string }[];
}

export function NothingHere({ agents, runbooks }: NothingHereProps) {
  return (
    <div className="nothing-here">
      <h1 className="page-title">There is no such page</h1>
      <p>
        The plan in force has no agent of this name, and there is no runbook of it.{' '}
        <a href="/">To the pane</a>
      </p>
      <Panel id="roster" title="Agent roster">
        <ul className="runbook-list">
          {agents.map((agent) => (
            <li key={agent.name}>
              <a className="machine" href={`/agents/${agent.name}`}>
                {agent.name}
              </a>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel id="runbooks" title="Runbooks">
        <ul className="runbook-list">
          {runbooks.map(({ slug, title }) => (
            <li key={slug}>
              <a href={`/runbooks/${slug}`}>{title}</a>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
