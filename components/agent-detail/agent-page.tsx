/** All that is known of one agent. What is judged is live; the record beside it is read again with each new posture. */
import { HeartbeatCard } from '#components/heartbeat-chart/heartbeat-card.tsx';
import { Panel } from '#components/panel/panel.tsx';
import type { AgentDetail } from '#lib/wire/agent-detail.ts';
import type { History } from '#lib/wire/history.ts';
import { AgentHead } from './agent-head.tsx';
import { Changes } from './changes.tsx';
import { Contract } from './contract.tsx';
import { Evidence, Probes } from './evidence.tsx';
import { Pods, Workloads } from './pods.tsx';
import { RawFacts } from './raw-facts.tsx';

export function AgentPage({ detail, history }: { detail: AgentDetail; history: History | null }) {
  const { agent, changes, contract, facts } = detail;
  return (
    <div className="agent-page">
      <div className="agent-column">
        <AgentHead first={agent} />
        {agent.heartbeatLimitSeconds !== null && (
          <Panel
            id="heartbeat"
            title="Heartbeat age"
            note="last 15 min, limit dashed, hatched where not observed"
            bare
          >
            <HeartbeatCard agent={agent.name} initial={history} height={170} linked={false} />
          </Panel>
        )}
        <Changes changes={changes} agent={agent.name} />
        <Evidence evidence={agent.evidence} />
        <RawFacts facts={facts} />
      </div>
      <div className="agent-column">
        <Contract contract={contract} />
        <Probes probes={agent.probes} />
        <Pods agent={agent} />
        <Workloads agent={agent} />
      </div>
    </div>
  );
}
