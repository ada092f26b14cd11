/** Frame of a runbook's live parts: subject, state, and unknown once frozen. */
'use client';

import type { ReactNode } from 'react';
import { useNow } from '#components/live/live.tsx';
import { Tense } from '#components/live/tense.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { clockTime } from '#lib/format/clock.ts';
import { VERDICT_RANK, type Verdict as VerdictName } from '#lib/vocabulary.ts';

/** The frame: subject, state, and the time since which it is unknown once the page has frozen. */
export function Frame({
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
          past={<Verdict verdict="unknown" word={`was ${word} at ${clockTime(now)}, now unknown`} />}
        />
      </div>
      {children}
    </div>
  );
}

export function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export interface ListRow {
  key: string;
  label: string;
  href: string | null;
  verdict: VerdictName;
  word: string;
  reason: string;
}

/** Worst first, and the worst of them as the whole. */
export function Listing({ id, title, rows }: { id: string; title: string; rows: readonly ListRow[] }) {
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
