/** All runbooks, those that something calls for now before the rest. */
'use client';

import { usePosture } from '#components/live/live.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { failureText } from '#lib/messages/status/failure.ts';
import { text } from '#lib/messages/text.ts';
import type { Posture } from '#lib/posture.ts';
import { VERDICT_RANK, type Verdict as VerdictName } from '#lib/vocabulary.ts';

interface Entry {
  slug: string;
  title: string;
}

export function RunbookList({ runbooks }: { runbooks: readonly Entry[] }) {
  const posture = usePosture();
  const rows = runbooks
    .map((runbook) => ({ ...runbook, call: callFor(posture, runbook.slug) }))
    .toSorted((a, b) => VERDICT_RANK[a.call.verdict] - VERDICT_RANK[b.call.verdict]);
  return (
    <div>
      <h1 className="page-title">Runbooks</h1>
      <ul className="panel runbook-list">
        {rows.map(({ slug, title, call }) => (
          <li key={slug} data-testid={`runbook-${slug}`}>
            <a href={`/runbooks/${slug}`}>{title}</a>
            {call.word !== '' && <Verdict verdict={call.verdict} word={call.word} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Reason for a runbook now: an action, otherwise its failure mode's state; none if neither refers to it. */
function callFor(posture: Posture, slug: string): { verdict: VerdictName; word: string } {
  const action = posture.actions.find((a) => a.runbook?.slug === slug);
  if (action !== undefined) return { verdict: action.verdict, word: text(action.title) };
  const failure = posture.failures.find((f) => f.runbook?.slug === slug);
  if (failure !== undefined) return { verdict: failure.verdict, word: failureText(failure).label };
  return { verdict: 'not-applicable', word: '' };
}
