/** One failure mode: now, since when, who, why, and how it ends. */
'use client';

import { memo } from 'react';
import { failureText, namesWho } from '#lib/messages/status/failure.ts';
import type { FailureStatus } from '#lib/status/failure-status.ts';
import { Age } from '../age/age.tsx';
import { EvidenceKey } from '../evidence/evidence-key.tsx';
import { Tense } from '../live/tense.tsx';
import { runbookAt } from '../runbook/sections.ts';
import { toneOf, Verdict } from '../verdict/verdict.tsx';

export const FailureRow = memo(function FailureRow({ failure }: { failure: FailureStatus }) {
  const { label, because } = failureText(failure);
  return (
    <tr
      className={`row-${toneOf(failure.verdict)}`}
      data-testid={`failure-row-${failure.id}`}
      data-verdict={failure.verdict}
      data-state={failure.state}
    >
      <td className="failure-now">
        <Tense
          now={<Verdict verdict={failure.verdict} word={label} />}
          past={<Verdict verdict="unknown" word={`was ${label}`} />}
        />
        {failure.since !== null && (
          <span className="failure-since">
            for <Age since={failure.since} />
          </span>
        )}
      </td>
      <th scope="row" className="failure-what">
        <b>
          <EvidenceKey id={`failure-${failure.id}`} title={failure.title} evidence={failure.evidence} />
        </b>
        {!namesWho(failure) && <span className="failure-who machine">{failure.who.join(', ')}</span>}
        {because !== '' && <span className="failure-because">{because}</span>}
      </th>
      <td className="failure-text">{failure.causes.join(' · ')}</td>
      <td className="failure-text">{failure.action}</td>
      <td className="failure-text">{failure.verification}</td>
      <td className="failure-runbook">
        {failure.runbook !== null && (
          <a className="button" href={runbookAt(failure.runbook.slug, 'symptoms')}>
            Runbook<span className="spoken">: {failure.title}</span>
          </a>
        )}
      </td>
    </tr>
  );
});
