/** Gaps of this document: unobserved intervals, rules in `cannot-tell`, and omissions for size. */

import { Panel } from '#components/panel/panel.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { formatDuration } from '#lib/format/duration.ts';
import type { Handover, Untold } from '../document.ts';
import { timeBy } from './labels.ts';
import { HandedRow, Why } from './row.tsx';

export function Gaps({ handover }: { handover: Handover }) {
  const { unwatched, untold, leftOut, to } = handover;
  const nothing = unwatched.length + untold.length + leftOut.length === 0;
  return (
    <Panel
      id="not-told"
      title="Not observed"
      note="of this nothing is known, neither good nor bad; times in ET"
    >
      {nothing && (
        <p className="handover-line">Somebody watched all of this time, and every rule could be told.</p>
      )}
      <ul className="handover-list" aria-label="Not observed">
        {unwatched.map((gap) => (
          <HandedRow
            key={`${gap.from} ${gap.why}`}
            id="gap"
            mark={<Verdict verdict="unknown" word="Not observed" />}
            aside={formatDuration(Date.parse(gap.to) - Date.parse(gap.from))}
          >
            <span className="machine">
              {timeBy(gap.from, to)} → {timeBy(gap.to, to)}
            </span>
            <Why>{gap.why}</Why>
          </HandedRow>
        ))}
      </ul>
      {untold.length > 0 && (
        <p className="handover-line" data-testid="handover-untold">
          ◇ <b>Rules that could not be told</b> for a time, since what they look at was out of sight:{' '}
          {untold.map(untoldWords).join('; ')}.
        </p>
      )}
      {leftOut.length > 0 && (
        <p className="handover-line" data-testid="handover-left-out">
          ◇ <b>Left out:</b> {leftOut.join('; ')}.
        </p>
      )}
    </Panel>
  );
}

function untoldWords({ title, seconds }: Untold): string {
  return `${title}, ${formatDuration(seconds * 1_000)}`;
}
