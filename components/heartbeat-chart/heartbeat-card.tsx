/** One agent's heartbeat age over the last quarter of an hour, with its limit, its gaps and the market session. */
'use client';

import { memo } from 'react';
import { EasternTime } from '#components/age/eastern-time.tsx';
import { usePosture, useTick } from '#components/live/live.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { between, formatAge, formatLimit } from '#lib/format/duration.ts';
import { agentText } from '#lib/messages/status/agent.ts';
import type { AgentPosture } from '#lib/posture.ts';
import type { History } from '#lib/series/history.ts';
import { chartModel, spoken } from './chart-model.ts';
import { Drawing } from './drawing.tsx';
import { useRenewedHistory } from './renewed-history.tsx';

interface HeartbeatCardProps {
  agent: string;
  initial: History | null;
  /** Height of the drawing in CSS pixels. */
  height: number;
  /** True if the name links to the agent's page. */
  linked: boolean;
}

export function HeartbeatCard({ agent: name, initial, height, linked }: HeartbeatCardProps) {
  const agent = usePosture().agents.find((a) => a.name === name);
  const { history, failed, atRest, renewal } = useRenewedHistory(name, initial);
  if (agent === undefined) return null;
  return (
    <article
      className="chart-card"
      data-testid={`chart-${name}`}
      data-verdict={agent.verdict}
      aria-label={`Heartbeat age of ${name}`}
    >
      <div className="chart-head">
        {linked ? (
          <a className="machine" href={`/agents/${name}`}>
            {name}
          </a>
        ) : (
          <Verdict verdict={agent.verdict} word={agentText(agent).state} />
        )}
        <LiveAge agent={agent} />
      </div>
      {history === null ? (
        <p className="empty" style={{ minHeight: height }}>
          No history could be read yet.
        </p>
      ) : (
        <HistoryDrawing history={history} bad={agent.verdict === 'bad'} height={height} atRest={atRest} />
      )}
      {renewal}
      {failed && history !== null && (
        <p className="chart-failed">
          ◇ The history cannot be read now; drawn up to <EasternTime at={history.to} />.
        </p>
      )}
    </article>
  );
}

function LiveAge({ agent }: { agent: AgentPosture }) {
  const { now, measured } = useTick();
  const age = between(measured.agents[agent.name]?.lastBeatAt ?? null, now);
  return (
    <span className={`machine chart-age ${agent.verdict === 'bad' ? 'tone-bad' : ''}`}>
      {age === null ? 'no beat seen' : formatAge(age)}
      {agent.heartbeatLimitSeconds !== null && (
        <span className="faint"> / {formatLimit(agent.heartbeatLimitSeconds)}</span>
      )}
    </span>
  );
}

interface HistoryDrawingProps {
  history: History;
  bad: boolean;
  height: number;
  atRest: boolean;
}

/** Drawn again only when there is more to draw: a tick changes nothing here. */
const HistoryDrawing = memo(function HistoryDrawing({ history, ...drawn }: HistoryDrawingProps) {
  const model = chartModel(history);
  return (
    <>
      <p className="sr-only">{spoken(model, (seconds) => formatAge(seconds * 1000))}</p>
      <div aria-hidden="true" style={{ height: drawn.height }}>
        <Drawing model={model} {...drawn} />
      </div>
    </>
  );
});
