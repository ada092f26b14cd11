/** What fired, when, for how long, and whether it is over. */
import type { Fired as FiredRule, Spell } from '#lib/wire/handover.ts';
import { ColumnHeads } from '../panel/column-heads.tsx';
import { Panel } from '../panel/panel.tsx';
import { VerdictShape } from '../verdict/verdict.tsx';
import { RunbookLink } from './runbook-link.tsx';
import { beganWords, endedWords, lasted } from './words.ts';

/** So many times of a rule are shown one by one, the newest; its sum holds all. */
const MOST_SHOWN = 4;

interface FiredProps {
  fired: readonly FiredRule[];
  to: string;
  /** Whether all of the time was watched: only then nothing means nothing. */
  whole: boolean;
}

export function Fired({ fired, to, whole }: FiredProps) {
  return (
    <Panel id="fired" title="What fired" note="rules of the plan’s escalation; times in ET">
      {fired.length === 0 ? (
        <p className="handover-line">
          {whole ? 'Nothing fired.' : '◇ Nothing fired while somebody watched; of the rest nothing is known.'}
        </p>
      ) : (
        <table className="data-table handover-table">
          <ColumnHeads columns={['Rule', 'From', 'To', 'How long']} />
          <tbody>
            {fired.map((rule) => (
              <Rule key={rule.id} rule={rule} to={to} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Rule({ rule, to }: { rule: FiredRule; to: string }) {
  const { id, priority, title, because, agent, runbook, spells, times } = rule;
  const shown = spells.slice(-MOST_SHOWN);
  return shown.map((spell, place) => (
    <tr key={spell.from} data-testid={place === 0 ? `handover-fired-${id}` : undefined}>
      {place === 0 && (
        <th scope="rowgroup" rowSpan={shown.length}>
          <b className="machine">{priority}</b> <b>{title}</b>{' '}
          {agent !== null && <span className="machine">{agent}</span>}
          {times > shown.length && (
            <span className="handover-why">
              {times} times, {lasted(rule)} in all; the last {shown.length} are shown
            </span>
          )}
          <span className="handover-why">{because}</span>
          {runbook !== null && <RunbookLink slug={runbook.slug} of={title} />}
        </th>
      )}
      <td className="machine">{beganWords(spell, to)}</td>
      <td className="machine">
        <End spell={spell} to={to} />
      </td>
      <td>{lasted(spell)}</td>
    </tr>
  ));
}

function End({ spell, to }: { spell: Spell; to: string }) {
  const words = endedWords(spell, to);
  if (spell.ended === 'seen') return words;
  return (
    <span className={`verdict tone-${spell.ended === 'lasts' ? 'bad' : 'unk'}`} data-ended={spell.ended}>
      <VerdictShape verdict={spell.ended === 'lasts' ? 'bad' : 'unknown'} />
      {words}
    </span>
  );
}
