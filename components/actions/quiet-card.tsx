/** Stands where no action is called for. It says that nothing needs anybody only when that is known. */
'use client';

import { clockTime } from '#lib/format/clock.ts';
import type { Posture } from '#lib/posture.ts';
import { Tense } from '../live/tense.tsx';
import { VerdictShape } from '../verdict/verdict.tsx';
import { quietOf } from './quiet.ts';

export function QuietCard({ posture, now }: { posture: Posture; now: string }) {
  const { calm, open, leftOpen } = quietOf(posture);
  return (
    <article
      className={`card card-lead ${calm ? '' : 'card-unk'}`}
      data-testid={calm ? 'nothing-needs-you' : 'quiet-with-gaps'}
    >
      <h3>
        <Tense
          now={<VerdictShape verdict={calm ? 'good' : 'unknown'} />}
          past={<VerdictShape verdict="unknown" />}
        />
        <Tense
          now={calm ? 'Nothing needs you' : 'No rule fires, and not everything is known to be well'}
          past={`At ${clockTime(now)} no rule fired; not known since`}
        />
      </h3>
      {calm ? (
        <p>
          <Tense
            now="Execution is proven off, no rule fires, and every agent that the plan places is good or off as planned."
            past="Then execution was proven off, and every agent that the plan places was good or off as planned."
          />
        </p>
      ) : (
        open.map((line) => <p key={line}>{line}.</p>)
      )}
      {leftOpen.length > 0 && <p>The plan itself leaves open: {leftOpen.join(', ')}.</p>}
    </article>
  );
}
