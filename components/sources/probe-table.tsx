/** Whom it asks: every agent of the plan with its probes, those that cannot be asked included. */
'use client';

import { usePosture } from '#components/live/live.tsx';
import { Panel } from '#components/panel/panel.tsx';
import { toneOf, wordOf } from '#components/verdict/verdict.tsx';
import type { AgentProbes, ProbeDetail } from '#lib/documents/sources.ts';
import { probeText } from '#lib/messages/status/probe.ts';
import type { AgentPosture } from '#lib/posture.ts';
import { Moment } from './moment.tsx';
import { worstAgentsFirst } from './rank.ts';
import { StateMark } from './state-mark.tsx';

interface ProbeTableProps {
  details: readonly AgentProbes[];
  /** The details describe the past, so none is shown. */
  past: boolean;
}

export function ProbeTable({ details, past }: ProbeTableProps) {
  const { agents } = usePosture();
  const detailOf = (agent: string, { id, instance }: AgentPosture['probes'][number]) =>
    past
      ? undefined
      : details
          .find(({ name }) => name === agent)
          ?.probes.find((probe) => probe.id === id && probe.instance === instance);
  return (
    <Panel id="asks" title="Whom it asks" note="each agent of the plan, by its probes">
      <table className="data-table sight-table probe-table">
        <thead>
          <tr>
            <th scope="col">Agent</th>
            <th scope="col">Probe</th>
            <th scope="col">Answer</th>
            <th scope="col">Asked at</th>
            <th scope="col" className="num">
              Tried
            </th>
            <th scope="col" className="num">
              Took
            </th>
          </tr>
        </thead>
        {worstAgentsFirst(agents).map((agent) => (
          <tbody key={agent.name}>
            {agent.probes.length === 0 && <NoProbe agent={agent.name} />}
            {agent.probes.map((probe) => (
              <ProbeRow
                key={`${probe.id} ${probe.instance}`}
                agent={agent.name}
                probe={probe}
                detail={detailOf(agent.name, probe)}
              />
            ))}
          </tbody>
        ))}
      </table>
    </Panel>
  );
}

function AgentCell({ agent }: { agent: string }) {
  return (
    <th scope="row" className="machine">
      <a href={`/agents/${agent}`}>{agent}</a>
    </th>
  );
}

function NoProbe({ agent }: { agent: string }) {
  return (
    <tr className="sight-off">
      <AgentCell agent={agent} />
      <td className="faint" colSpan={5}>
        The plan names no probe: it is seen by what runs of it alone.
      </td>
    </tr>
  );
}

interface ProbeRowProps {
  agent: string;
  probe: AgentPosture['probes'][number];
  detail: ProbeDetail | undefined;
}

function ProbeRow({ agent, probe, detail }: ProbeRowProps) {
  const { id, path, instance, verdict } = probe;
  const word = detail?.outcome === 'not-configured' ? 'Not configured' : wordOf(verdict);
  const latency = detail?.latencyMs ?? null;
  return (
    <tr className={`sight-${toneOf(verdict)}`} data-testid={`probe-${agent}-${id}`} data-verdict={verdict}>
      <AgentCell agent={agent} />
      <td data-label="Probe">
        {id} <span className="machine faint break-anywhere">{path}</span>
      </td>
      <td>
        <StateMark verdict={verdict} word={word} />
        <span className="sight-why break-anywhere freeze-away">{probeText(probe).seen}</span>
      </td>
      <td className="machine faint break-anywhere" data-label="Asked at">
        {instance}
      </td>
      <td className="num" data-label="Tried">
        {detail ? <Moment since={detail.triedAt} /> : '—'}
      </td>
      <td className="num machine" data-label="Took">
        {latency === null ? '—' : `${Math.round(latency)} ms`}
      </td>
    </tr>
  );
}
