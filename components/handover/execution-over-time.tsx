/** What was said of broker execution through the shift. */
import type { ExecutionSpell } from '#lib/wire/handover.ts';
import { ColumnHeads } from '../panel/column-heads.tsx';
import { Panel } from '../panel/panel.tsx';
import { beganWords, endedWords, lasted } from './words.ts';

/** So many are shown, the newest: a start of the console alone gives two. */
const MOST_SHOWN = 8;

export function ExecutionOverTime({ spells, to }: { spells: readonly ExecutionSpell[]; to: string }) {
  const shown = spells.slice(-MOST_SHOWN);
  const more = spells.length - shown.length;
  return (
    <Panel
      id="execution-spells"
      title="Execution through this time"
      note={more > 0 ? `the last ${shown.length} of ${spells.length}; times in ET` : 'times in ET'}
    >
      {shown.length === 0 ? (
        <p className="handover-line">◇ Nothing is known of it.</p>
      ) : (
        <table className="data-table handover-table">
          <ColumnHeads columns={['Said', 'From', 'To', 'How long']} />
          <tbody>
            {shown.map((spell) => (
              <tr key={`${spell.outcome} ${spell.from}`} data-outcome={spell.outcome}>
                <th scope="row">{spell.outcome.replaceAll('-', ' ')}</th>
                <td className="machine">{beganWords(spell, to)}</td>
                <td className="machine">{spell.ended === 'lasts' ? 'the end' : endedWords(spell, to)}</td>
                <td>{lasted(spell)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
