/** One agent in full. Its status is live; the record beside it is read again with each new posture. */
'use client';

import type { ReactNode } from 'react';
import { HeartbeatCard } from '#components/heartbeat-chart/heartbeat-card.tsx';
import { usePosture } from '#components/live/live.tsx';
import { Panel } from '#components/panel/panel.tsx';
import type { AgentDetail } from '#lib/documents/agent-detail.ts';
import type { History } from '#lib/series/history.ts';
import { AgentHead } from './agent-head.tsx';
import { Changes } from './changes.tsx';
import { Contract } from './contract.tsx';
import { Evidence, Probes } from './evidence.tsx';
import { Pods, Workloads } from './pods.tsx';
import { RawFacts } from './raw-facts.tsx';

interface AgentPageProps {
  detail: AgentDetail;
  /** When the server read the record, ISO instant. */
  readAt: string;
  history: History | null;
  /** The lines of its contract, with how each stands. */
  contractLines: ReactNode;
}

export function AgentPage({ detail, readAt, history, contractLines }: AgentPageProps) {
  const { changes, contract, facts } = detail;
  const agent = usePosture().agents.find((a) => a.name === detail.agent.name) ?? detail.agent;
  return (
    <div className="agent-page">
      <div className="agent-column">
        <AgentHead first={agent} />
        {agent.heartbeatLimitSeconds !== null && (
          <Panel
            id="heartbeat"
            title="Heartbeat age"
            note={
              <>
                last 15 min, limit dashed, hatched where not observed ·{' '}
                <a href={`/agents/${agent.name}/history`}>further back</a>
              </>
            }
            bare
          >
            <HeartbeatCard agent={agent.name} initial={history} height={170} linked={false} />
          </Panel>
        )}
        <Changes changes={changes} agent={agent.name} />
        <Evidence evidence={agent.evidence} />
        <RawFacts facts={facts} readAt={readAt} />
      </div>
      <div className="agent-column">
        <Contract contract={contract} lines={contractLines} />
        <Probes probes={agent.probes} />
        <Pods agent={agent} />
        <Workloads agent={agent} />
      </div>
    </div>
  );
}
