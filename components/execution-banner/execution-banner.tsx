/** The one question of the page: is execution off, and is that proven? */
'use client';

import { clockTime } from '#lib/format/clock.ts';
import { executionSentence, headlineOf, headlinePastOf } from '#lib/messages/status/execution.ts';
import { Age } from '../age/age.tsx';
import { ScopeLine } from '../execution-line/scope-line.tsx';
import { useNow, usePosture } from '../live/live.tsx';
import { Tense } from '../live/tense.tsx';
import { toneOf } from '../verdict/verdict.tsx';
import { ProofCell } from './proof-cell.tsx';

export function ExecutionBanner() {
  const { execution, mesh } = usePosture();
  const now = useNow();
  return (
    <section
      className={`execution execution-${toneOf(execution.verdict)}`}
      aria-label="Execution"
      data-testid="execution-banner"
      data-outcome={execution.outcome}
      data-verdict={execution.verdict}
    >
      <div className="execution-verdict">
        <h1>
          <Tense now={headlineOf(execution.outcome)} past={headlinePastOf(execution.outcome)} />
        </h1>
        <p>
          <Tense
            now={
              <>
                {executionSentence(execution)}
                {execution.outcome !== 'proven-off' && (
                  <>
                    , for <Age since={execution.since} />
                  </>
                )}
              </>
            }
            past={`${execution.outcome === 'proven-off' ? 'proven until' : 'so at'} ${clockTime(now)}; not known since`}
          />
        </p>
        <ScopeLine scope={execution.scope} />
        {mesh.practice !== false && (
          <span className="practice-tag">{mesh.practice ? 'PRACTICE' : 'MESH NOT IDENTIFIED'}</span>
        )}
      </div>
      <div className="proofs">
        {execution.proofs.map((proof) => (
          <ProofCell key={proof.id} proof={proof} />
        ))}
      </div>
    </section>
  );
}
