/** Execution outcomes through the shift. */

import { Panel } from '#components/panel/panel.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { EXECUTION_VERDICT } from '#lib/vocabulary.ts';
import type { ExecutionInterval } from '../document.ts';
import { intervalText, lasted, pastVerdict } from './labels.ts';
import { HandedRow } from './row.tsx';

/** So many are shown, the newest: a start of the console alone gives two. */
const MOST_SHOWN = 8;

export function ExecutionOverTime({
  intervals,
  to,
}: {
  intervals: readonly ExecutionInterval[];
  to: string;
}) {
  const shown = intervals.slice(-MOST_SHOWN);
  const more = intervals.length > shown.length ? `the last ${shown.length} of ${intervals.length}; ` : '';
  return (
    <Panel id="execution-spells" title="Execution, as it was said" note={`${more}times in ET`}>
      {shown.length === 0 && <p className="handover-line">◇ Nothing is known of it.</p>}
      <ul className="handover-list" aria-label="Execution through this time">
        {shown.map((interval) => (
          <HandedRow
            key={`${interval.outcome} ${interval.from}`}
            id={`execution-${interval.outcome}`}
            state={interval.ended}
            mark={
              <Verdict
                verdict={pastVerdict(EXECUTION_VERDICT[interval.outcome])}
                word={interval.outcome.replaceAll('-', ' ')}
              />
            }
            aside={lasted(interval)}
          >
            <span className="machine">{intervalText(interval, to)}</span>
          </HandedRow>
        ))}
      </ul>
    </Panel>
  );
}
