/** The age of a heartbeat against its limit, and its last quarter of an hour. */
'use client';

import { between, formatAge, formatLimit } from '#lib/format/duration.ts';
import type { AgentPosture } from '#lib/posture.ts';
import type { History } from '#lib/series/history.ts';
import { useRenewedHistory } from '../heartbeat-chart/renewed-history.tsx';
import { useTick } from '../live/live.tsx';
import { Sparkline } from '../sparkline/sparkline.tsx';

export function HeartbeatCell({ agent, history }: { agent: AgentPosture; history: History | null }) {
  if (agent.heartbeatLimitSeconds === null) return <span className="faint">–</span>;
  return (
    <span className="beat-cell">
      <Spark agent={agent} initial={history} />
      <span className="machine beat-age">
        <BeatAge name={agent.name} />
        <span className="faint"> / {formatLimit(agent.heartbeatLimitSeconds)}</span>
      </span>
    </span>
  );
}

function BeatAge({ name }: { name: string }) {
  const { measured, now } = useTick();
  const age = between(measured.agents[name]?.lastBeatAt ?? null, now);
  return <>{age === null ? 'never seen' : formatAge(age)}</>;
}

function Spark({ agent, initial }: { agent: AgentPosture; initial: History | null }) {
  const { history, renewal } = useRenewedHistory(agent.name, initial);
  return (
    <>
      {history !== null && <Sparkline history={history} bad={agent.verdict === 'bad'} />}
      {renewal}
    </>
  );
}
