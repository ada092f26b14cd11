/** One agent in one row. */
'use client';

import { memo } from 'react';
import { counted } from '#lib/messages/lists.ts';
import { marketLabel } from '#lib/messages/market.ts';
import { agentText, expectedText } from '#lib/messages/status/agent.ts';
import type { AgentPosture } from '#lib/posture.ts';
import type { History } from '#lib/series/history.ts';
import { useByNow, usePosture } from '../live/live.tsx';
import { Tense } from '../live/tense.tsx';
import { runbookAt } from '../runbook/sections.ts';
import { toneOf, Verdict } from '../verdict/verdict.tsx';
import { crashOf } from './crash.ts';
import { HeartbeatCell } from './heartbeat-cell.tsx';

export const AgentRow = memo(function AgentRow({
  agent,
  history,
}: {
  agent: AgentPosture;
  history: History | null;
}) {
  const { state } = agentText(agent);
  return (
    <tr
      className={`row-${toneOf(agent.verdict)}`}
      data-testid={`agent-row-${agent.name}`}
      data-verdict={agent.verdict}
    >
      <td className="roster-state">
        <Tense
          now={<Verdict verdict={agent.verdict} word={state} />}
          past={<Verdict verdict="unknown" word={`was ${state}`} />}
        />
      </td>
      <th scope="row" className="roster-agent">
        <Name agent={agent} />
      </th>
      <td className="num roster-beat">
        <HeartbeatCell agent={agent} history={history} />
      </td>
      <td className="machine roster-mode">
        <Mode agent={agent} />
      </td>
      <td className="num machine roster-pods">
        <Pods pods={agent.pods} />
      </td>
      <td className="machine roster-prio">{agent.criticality}</td>
      <td className="roster-slo">{agent.slo.text}</td>
      <td className="roster-owner">
        {agent.owner ?? (
          <span className="gap-word" title="The plan names no owner">
            unassigned
          </span>
        )}
      </td>
    </tr>
  );
});

function Name({ agent }: { agent: AgentPosture }) {
  const { market } = usePosture();
  const { reason } = agentText(agent);
  const crash = useByNow((now) => crashOf(agent, now) ?? '');
  const { notAsked } = agent.pods;
  return (
    <>
      <a className="roster-name" href={`/agents/${agent.name}`} title={agent.role}>
        {agent.name}
      </a>
      <span className="roster-expected" title={marketLabel(market)}>
        {expectedText(agent)}
      </span>
      {(reason !== '' || agent.runbook !== null) && (
        <span className="roster-why">
          {reason} {agent.runbook !== null && <a href={runbookAt(agent.runbook.slug, 'checks')}>runbook</a>}
        </span>
      )}
      {crash !== '' && <span className="roster-crash machine">{crash}</span>}
      {notAsked !== undefined && agent.code !== 'not-asked' && (
        <span className="roster-why">{counted(notAsked, 'pod')} not asked</span>
      )}
    </>
  );
}

/** The default alone while nothing else was seen; else what was seen beside it. */
function Mode({ agent }: { agent: AgentPosture }) {
  const { modeDefault, modesObserved } = agent;
  if (modesObserved.length === 0) return <>{modeDefault}</>;
  const same = modesObserved.length === 1 && modesObserved[0] === modeDefault;
  return same ? (
    modeDefault
  ) : (
    <>
      <span className="faint">{modeDefault} →</span> {modesObserved.join(', ')}
    </>
  );
}

function Pods({ pods }: { pods: AgentPosture['pods'] }) {
  if (pods.place !== null) return <span className="faint">{pods.place}</span>;
  const of = (n: number | null) => n ?? '?';
  return (
    <>
      {of(pods.ready)}/{of(pods.desired)} · {of(pods.restarts)}
    </>
  );
}
