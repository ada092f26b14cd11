'use client';
/** What a runbook's live line asks for, as it is now. */
import type { ReactNode } from 'react';
import { formatEastern } from '#components/age/instant.ts';
import { ProofAge } from '#components/execution-line/proof-age.tsx';
import { useNow, usePosture } from '#components/live/live.tsx';
import { Tense } from '#components/live/tense.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { VERDICT_RANK, type Verdict as VerdictName } from '#lib/vocabulary.ts';
import type { LiveRequest } from './sections.ts';

export function LivePanel({ live }: { live: LiveRequest }) {
  switch (live.kind) {
    case 'failure':
      return <LiveFailure id={live.id} />;
    case 'execution':
      return <LiveExecution />;
    case 'agents':
      return <LiveAgents />;
    case 'sources':
      return <LiveSources />;
  }
}

/** The frame: what it is, how it stands, and since which moment that is no longer known once the page has frozen. */
function Frame({
  id,
  title,
  verdict,
  word,
  children,
}: {
  id: string;
  title: string;
  verdict: VerdictName;
  word: string;
  children: ReactNode;
}) {
  const now = useNow();
  return (
    <div className="live-panel" data-testid={`live-${id}`} data-verdict={verdict}>
      <div className="live-head">
        <span className="live-title">{title}</span>
        <Tense
          now={<Verdict verdict={verdict} word={word} />}
          past={<Verdict verdict="unknown" word={`was ${word} at ${formatEastern(now)}, now unknown`} />}
        />
      </div>
      {children}
    </div>
  );
}

function LiveFailure({ id }: { id: string }) {
  const failure = usePosture().failures.find((f) => f.id === id);
  if (failure === undefined)
    return (
      <Frame id={id} title={id} verdict="unknown" word="Not looked for">
        <p>The plan in force has no failure mode of this id.</p>
      </Frame>
    );
  return (
    <Frame id={id} title={failure.title} verdict={failure.verdict} word={failure.label}>
      {failure.because !== '' && <p>{failure.because}</p>}
      <dl>
        {failure.since !== null && (
          <Row term="Since">
            <span className="machine">{formatEastern(failure.since)}</span>
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

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function LiveExecution() {
  const { execution } = usePosture();
  return (
    <Frame id="execution" title="Broker execution" verdict={execution.verdict} word={execution.headline}>
      <p>{execution.sentence}</p>
      <ul className="live-list">
        {execution.proofs.map((proof) => (
          <li key={proof.id}>
            <span>{proof.label}</span>
            <Verdict verdict={proof.verdict} word={proof.value} />
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
      rows={agents.map((a) => ({
        key: a.name,
        label: a.name,
        href: `/agents/${a.name}`,
        verdict: a.verdict,
        word: a.state,
        reason: a.reason,
      }))}
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
        word: s.state,
        reason: s.reason,
      }))}
    />
  );
}

interface ListRow {
  key: string;
  label: string;
  href: string | null;
  verdict: VerdictName;
  word: string;
  reason: string;
}

/** Worst first, and the worst of them as the whole. */
function Listing({ id, title, rows }: { id: string; title: string; rows: readonly ListRow[] }) {
  const sorted = rows.toSorted((a, b) => VERDICT_RANK[a.verdict] - VERDICT_RANK[b.verdict]);
  const worst = sorted[0];
  return (
    <Frame
      id={id}
      title={title}
      verdict={worst?.verdict ?? 'unknown'}
      word={worst === undefined ? 'Nothing to show' : `At worst: ${worst.word}`}
    >
      <ul className="live-list">
        {sorted.map((row) => (
          <li key={row.key}>
            {row.href === null ? <span>{row.label}</span> : <a href={row.href}>{row.label}</a>}
            <Verdict verdict={row.verdict} word={row.word} />
            <span className="faint">{row.reason}</span>
          </li>
        ))}
      </ul>
    </Frame>
  );
}
