/** One failure mode: now, since when, who, why, and how it ends. */
'use client';

import { memo } from 'react';
import type { FailurePosture } from '#lib/posture.ts';
import { Age } from '../age/age.tsx';
import { EvidenceKey } from '../evidence/evidence-key.tsx';
import { Tense } from '../live/tense.tsx';
import { runbookAt } from '../runbook/sections.ts';
import { toneOf, Verdict } from '../verdict/verdict.tsx';

export const FailureRow = memo(function FailureRow({ failure }: { failure: FailurePosture }) {
  const named = failure.who.every((name) => failure.because.includes(name));
  return (
    <tr
      className={`row-${toneOf(failure.verdict)}`}
      data-testid={`failure-row-${failure.id}`}
      data-verdict={failure.verdict}
      data-state={failure.state}
    >
      <td className="failure-now">
        <Tense
          now={<Verdict verdict={failure.verdict} word={failure.label} />}
          past={<Verdict verdict="unknown" word={`was ${failure.label}`} />}
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
        {!named && <span className="failure-who machine">{failure.who.join(', ')}</span>}
        {failure.because !== '' && <span className="failure-because">{failure.because}</span>}
      </th>
      <td className="failure-text">{failure.causes.join(' · ')}</td>
      <td className="failure-text">{failure.action}</td>
      <td className="failure-text">{failure.verification}</td>
      <td className="failure-runbook">
        <a className="button" href={runbookAt(failure.runbook, 'symptoms')}>
          Runbook<span className="spoken">: {failure.title}</span>
        </a>
      </td>
    </tr>
  );
});
