/** Present state for a runbook's live line. */
'use client';

import { EasternTime } from '#components/age/eastern-time.tsx';
import { ProofAge } from '#components/execution-line/proof-age.tsx';
import { ScopeLine } from '#components/execution-line/scope-line.tsx';
import { usePosture } from '#components/live/live.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { agentText } from '#lib/messages/status/agent.ts';
import { executionSentence, headlineOf } from '#lib/messages/status/execution.ts';
import { failureText } from '#lib/messages/status/failure.ts';
import { proofText } from '#lib/messages/status/proof.ts';
import { sourceText } from '#lib/messages/status/source.ts';
import { Frame, Listing, Row } from './live-frame.tsx';
import { LiveCadence, LiveEscalation } from './live-plan.tsx';
import type { LiveRequest } from './sections.ts';

export function LivePanel({ live }: { live: LiveRequest }) {
  switch (live.kind) {
    case 'failure':
      return <LiveFailure id={live.id} />;
    case 'escalation':
      return <LiveEscalation id={live.id} />;
    case 'cadence':
      return <LiveCadence ids={live.ids} />;
    case 'execution':
      return <LiveExecution />;
    case 'agents':
      return <LiveAgents />;
    case 'sources':
      return <LiveSources />;
  }
}

function LiveFailure({ id }: { id: string }) {
  const failure = usePosture().failures.find((f) => f.id === id);
  if (failure === undefined)
    return (
      <Frame id={id} title={id} verdict="unknown" word="Not looked for">
        <p>The plan in force has no failure mode of this id.</p>
      </Frame>
    );
  const { label, because } = failureText(failure);
  return (
    <Frame id={id} title={failure.title} verdict={failure.verdict} word={label}>
      {because !== '' && <p>{because}</p>}
      <dl>
        {failure.since !== null && (
          <Row term="Since">
            <span className="machine">
              <EasternTime at={failure.since} />
            </span>
          </Row>
        )}
        {failure.who.length > 0 && (
          <Row term="Who">
            <span className="machine break-anywhere">{failure.who.join(', ')}</span>
          </Row>
        )}
        <Row term="Over when">{failure.verification}</Row>
      </dl>
    </Frame>
  );
}

function LiveExecution() {
  const { execution } = usePosture();
  return (
    <Frame
      id="execution"
      title="Broker execution"
      verdict={execution.verdict}
      word={headlineOf(execution.outcome)}
    >
      <p>{executionSentence(execution)}</p>
      <ScopeLine scope={execution.scope} />
      <ul className="live-list">
        {execution.proofs.map((proof) => (
          <li key={proof.id}>
            <span>{proofText(proof).label}</span>
            <Verdict verdict={proof.verdict} word={proofText(proof).value} />
            <ProofAge id={proof.id} />
          </li>
        ))}
      </ul>
    </Frame>
  );
}

function LiveAgents() {
  const { agents } = usePosture();
  return (
    <Listing
      id="agents"
      title="Roster"
      rows={agents.map((a) => {
        const { state, reason } = agentText(a);
        return {
          key: a.name,
          label: a.name,
          href: `/agents/${a.name}`,
          verdict: a.verdict,
          word: state,
          reason,
        };
      })}
    />
  );
}

function LiveSources() {
  const { sources } = usePosture();
  return (
    <Listing
      id="sources"
      title="What the console sees"
      rows={sources.map((s) => ({
        key: s.id,
        label: s.label,
        href: null,
        verdict: s.verdict,
        word: sourceText(s).state,
        reason: sourceText(s).reason,
      }))}
    />
  );
}
