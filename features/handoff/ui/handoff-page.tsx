/** A shift, for the next person on call: on a screen, and on one page of A4. */

import type { HandoverAnswer } from '../document.ts';
import { ExecutionOverTime } from './execution-over-time.tsx';
import { Fired } from './fired.tsx';
import { Gaps } from './gaps.tsx';
import { HandedCadence } from './handed-cadence.tsx';
import { HandedChanges } from './handed-changes.tsx';
import { HandoverHead } from './handoff-head.tsx';
import { fieldTime } from './labels.ts';
import { SinceForm } from './since-form.tsx';
import { Summary } from './summary.tsx';

interface HandoverPageProps {
  /** Null if the journal could not be read; `why` then. */
  answer: HandoverAnswer | null;
  why: string;
  asked: string | undefined;
  /** The console's time, which the field of the form begins with if there is nothing better. */
  now: string;
  practice: boolean | null;
}

export function HandoverPage({ answer, why, asked, now, practice }: HandoverPageProps) {
  const from = answer?.ok ? answer.handover.from : now;
  return (
    <article className="handover" data-testid="handover">
      <div className="handover-top">
        <h1 className="page-title">
          Hand-over <PracticeTag practice={practice} />
        </h1>
        <SinceForm asked={asked} field={fieldTime(from)} />
      </div>
      {answer === null && (
        <p className="empty" data-testid="handover-unread">
          ◇ The journal cannot be read now ({why}), so nothing is known of any shift.
        </p>
      )}
      {answer?.ok === false && (
        <p className="empty" role="alert" data-testid="handover-refused">
          ◇ This time cannot be told: {answer.parameter === 'from' ? 'its beginning' : 'its end'}{' '}
          {answer.detail}.
        </p>
      )}
      {answer?.ok && <Document handover={answer.handover} />}
    </article>
  );
}

/** Once more than in the head, which is not printed. */
function PracticeTag({ practice }: { practice: boolean | null }) {
  if (practice === false) return null;
  return <span className="practice-tag">{practice === null ? 'MESH NOT IDENTIFIED' : 'PRACTICE MESH'}</span>;
}

function Document({ handover }: { handover: Extract<HandoverAnswer, { ok: true }>['handover'] }) {
  const { from, to, standing, open, fired, cadence, changes, execution, unwatched, leftOut } = handover;
  const whole = unwatched.length + leftOut.length === 0;
  return (
    <>
      <HandoverHead handover={handover} />
      <div className="handover-parts">
        <div className="handover-column">
          <Summary standing={standing} open={open} to={to} />
          <Fired fired={fired} to={to} whole={whole} />
          <HandedChanges changes={changes} to={to} whole={whole} />
          <ExecutionOverTime intervals={execution} to={to} />
        </div>
        <div className="handover-column">
          <HandedCadence items={cadence} to={to} whole={whole} />
          <Gaps handover={handover} />
        </div>
      </div>
      <p className="handover-sign">
        <span>Handed over by</span>
        <span>“I have it”:</span>
        <span>at</span>
      </p>
      <p className="faint no-print">
        <a href={`/api/v1/handover?from=${from}&to=${to}`}>The document</a> ·{' '}
        <a href={`/at/${to}`}>the pane as it was</a>
        {' · '}
        <a href="/runbooks/handover">how to hand over</a> · prints on A4
      </p>
    </>
  );
}
