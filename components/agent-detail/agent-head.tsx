/** Identity and state of an agent, with its action. */
'use client';

import { EasternTime } from '#components/age/eastern-time.tsx';
import { Contact } from '#components/contact/contact.tsx';
import { useNow, usePosture } from '#components/live/live.tsx';
import { Tense } from '#components/live/tense.tsx';
import { runbookAt } from '#components/runbook/sections.ts';
import { toneOf, Verdict } from '#components/verdict/verdict.tsx';
import { clockTime } from '#lib/format/clock.ts';
import { marketLabel } from '#lib/messages/market.ts';
import { agentText, expectedText } from '#lib/messages/status/agent.ts';
import type { AgentPosture } from '#lib/posture.ts';

/** `first`: as the server saw it; the live posture takes over, and says so when the plan has dropped the agent. */
export function AgentHead({ first }: { first: AgentPosture }) {
  const live = usePosture().agents.find((a) => a.name === first.name);
  const agent = live ?? first;
  const { reason } = agentText(agent);
  return (
    <header
      className={`agent-head panel tone-edge-${toneOf(agent.verdict)}`}
      data-testid="agent-head"
      data-verdict={agent.verdict}
    >
      <div className="agent-title">
        <h1 className="machine">{agent.name}</h1>
        {agent.aliases.length > 0 && <span className="faint">also {agent.aliases.join(', ')}</span>}
      </div>
      {live === undefined && (
        <p className="agent-gone">◇ The plan in force no longer has this agent. What follows is old.</p>
      )}
      <State agent={agent} />
      {reason !== '' && <p className="agent-reason">{reason}</p>}
      {agent.runbook !== null && (
        <p>
          <a
            className={agent.verdict === 'bad' ? 'button button-act' : 'button'}
            href={runbookAt(agent.runbook.slug, 'checks')}
            data-runbook-link
          >
            Open runbook: {agent.runbook.title}
          </a>
        </p>
      )}
      <Particulars agent={agent} />
    </header>
  );
}

function State({ agent }: { agent: AgentPosture }) {
  const now = useNow();
  const { state } = agentText(agent);
  return (
    <p className="agent-state">
      <Tense
        now={
          <>
            <Verdict verdict={agent.verdict} word={state} />
            <span className="faint">
              {' '}
              since <EasternTime at={agent.since} />
            </span>
          </>
        }
        past={<Verdict verdict="unknown" word={`was ${state} at ${clockTime(now)}, now unknown`} />}
      />
    </p>
  );
}

function podsText({ ready, desired, notAsked }: AgentPosture['pods']): string {
  const asked = notAsked === undefined ? '' : `, ${notAsked} not asked`;
  return `${ready ?? '?'} of ${desired ?? '?'} pods ready${asked}`;
}

function Particulars({ agent }: { agent: AgentPosture }) {
  const { market, oncall } = usePosture();
  const observed = agent.modesObserved.length === 0 ? 'none seen' : agent.modesObserved.join(', ');
  const rows = [
    ['Expected now', `${expectedText(agent)}. ${marketLabel(market)}`],
    ['Criticality', agent.criticality],
    ['Mode', `${agent.modeDefault} by the plan → ${observed}`],
    ['SLO', agent.slo.text],
    ['Runs', agent.pods.place ?? podsText(agent.pods)],
    ['Part of the mesh', agent.optional ? 'optional' : 'always'],
  ] as const;
  return (
    <dl className="particulars">
      {rows.map(([term, text]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{text}</dd>
        </div>
      ))}
      <div>
        <dt>Owner</dt>
        <dd>
          {agent.owner === null ? (
            <span className="gap">unassigned</span>
          ) : (
            <Contact person={{ name: agent.owner, contact: agent.ownerContact }} />
          )}
        </dd>
      </div>
      <div>
        <dt>On call for {agent.criticality}</dt>
        <dd data-testid="agent-oncall">
          <Contact person={oncall[agent.criticality]} />
        </dd>
      </div>
    </dl>
  );
}
