/** What was said of broker execution through the shift. */

import { Panel } from '#components/panel/panel.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { EXECUTION_VERDICT } from '#lib/vocabulary.ts';
import type { ExecutionSpell } from '../document.ts';
import { lasted, pastVerdict, spanWords } from './labels.ts';
import { HandedRow } from './row.tsx';

/** So many are shown, the newest: a start of the console alone gives two. */
const MOST_SHOWN = 8;

export function ExecutionOverTime({ spells, to }: { spells: readonly ExecutionSpell[]; to: string }) {
  const shown = spells.slice(-MOST_SHOWN);
  const more = spells.length > shown.length ? `the last ${shown.length} of ${spells.length}; ` : '';
  return (
    <Panel id="execution-spells" title="Execution, as it was said" note={`${more}times in ET`}>
      {shown.length === 0 && <p className="handover-line">◇ Nothing is known of it.</p>}
      <ul className="handover-list" aria-label="Execution through this time">
        {shown.map((spell) => (
          <HandedRow
            key={`${spell.outcome} ${spell.from}`}
            id={`execution-${spell.outcome}`}
            state={spell.ended}
            mark={
              <Verdict
                verdict={pastVerdict(EXECUTION_VERDICT[spell.outcome])}
                word={spell.outcome.replaceAll('-', ' ')}
              />
            }
            aside={lasted(spell)}
          >
            <span className="machine">{spanWords(spell, to)}</span>
          </HandedRow>
        ))}
      </ul>
    </Panel>
  );
}
