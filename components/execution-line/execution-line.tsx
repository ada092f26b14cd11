/** The execution verdict in one line, for every page beside the pane, runbooks included. */
'use client';

import { useNow, usePosture } from '#components/live/live.tsx';
import { Tense } from '#components/live/tense.tsx';
import { VerdictShape } from '#components/verdict/verdict.tsx';
import { clockTime } from '#lib/format/clock.ts';
import { executionSentence, headlineOf, headlinePastOf } from '#lib/messages/status/execution.ts';
import { ScopeLine } from './scope-line.tsx';

export function ExecutionLine() {
  const { execution, mesh } = usePosture();
  const now = useNow();
  const { verdict, outcome } = execution;
  return (
    <section
      className="execution-line"
      data-testid="execution-line"
      data-outcome={outcome}
      data-verdict={verdict}
      aria-label="Broker execution"
    >
      <p className="execution-words">
        <Tense
          now={
            <>
              <VerdictShape verdict={verdict} size={14} /> <b>{headlineOf(outcome)}</b>
            </>
          }
          past={
            <>
              <VerdictShape verdict="unknown" size={14} /> <b>{headlinePastOf(outcome)}</b>
            </>
          }
        />
      </p>
      <Tense
        now={executionSentence(execution)}
        past={`until ${clockTime(now)}; not known since`}
        className="execution-sentence"
      />
      {mesh.practice === true && <span className="execution-practice">PRACTICE</span>}
      <a href="/" className="execution-home">
        All proofs on the pane
      </a>
      <ScopeLine scope={execution.scope} />
    </section>
  );
}
