/** What fired and for how long, what execution was, and what nobody could tell. */
import { formatAge } from '#components/age/format.ts';
import { formatEasternMoment } from '#components/age/instant.ts';
import { ColumnHeads } from '#components/panel/column-heads.tsx';
import { runbookAt } from '#components/runbook/sections.ts';
import type { ExecutionSpell, Fired, Handover, Spell } from '#lib/wire/handover.ts';

export function FiredTable({ fired, whole }: { fired: readonly Fired[]; whole: boolean }) {
  if (fired.length === 0)
    return <p className="past-line">{whole ? 'No rule fired.' : '◇ No rule was seen to fire.'}</p>;
  return (
    <div className="overflow-x-auto">
      <table className="data-table">
        <ColumnHeads columns={['Rule', 'From', 'Until', 'For']} />
        <tbody>
          {fired.flatMap((rule) =>
            rule.spells.map((spell, index) => (
              <tr key={`${rule.id}${spell.from}`} data-testid={`fired-${rule.id}`} data-ended={spell.ended}>
                <th scope="row">
                  {index === 0 ? <Rule rule={rule} /> : <span className="faint">again</span>}
                </th>
                <SpellCells spell={spell} />
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  );
}

function Rule({ rule: { priority, title, because, runbook } }: { rule: Fired }) {
  return (
    <>
      <b>
        {priority} {title}
      </b>{' '}
      {runbook !== null && <a href={runbookAt(runbook.slug, 'checks')}>runbook</a>}
      <span className="handover-because break-anywhere">{because}</span>
    </>
  );
}

const BEGAN: Readonly<Record<Spell['began'], string>> = {
  seen: '',
  before: ', before this span',
  unwatched: ' at the latest: nobody watched before',
};
const ENDED: Readonly<Record<Spell['ended'], string>> = {
  seen: '',
  unwatched: ' at the latest: nobody watched before',
  lasts: '',
  'not-known': '; whether it is over is not known',
};

function SpellCells({ spell }: { spell: Spell }) {
  const { from, to, began, ended, seconds, unwatchedSeconds } = spell;
  return (
    <>
      <td>
        {formatEasternMoment(from)}
        {BEGAN[began]}
      </td>
      <td>
        {ended === 'lasts' ? <b>■ goes on</b> : formatEasternMoment(to)}
        {ENDED[ended]}
      </td>
      <td className="num machine">
        {formatAge(seconds * 1_000)}
        {unwatchedSeconds > 0 && (
          <span className="handover-because">{formatAge(unwatchedSeconds * 1_000)} of it not watched</span>
        )}
      </td>
    </>
  );
}

export function ExecutionSpells({ spells }: { spells: readonly ExecutionSpell[] }) {
  if (spells.length === 0) return <p className="past-line">◇ Nothing is known of execution in this span.</p>;
  return (
    <div className="overflow-x-auto">
      <table className="data-table">
        <ColumnHeads columns={['It was said', 'From', 'Until', 'For']} />
        <tbody>
          {spells.map((spell) => (
            <tr key={`${spell.from}${spell.outcome}`} data-testid={`execution-${spell.outcome}`}>
              <th scope="row">{spell.headline}</th>
              <SpellCells spell={spell} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A rule that could not be told did not fire, and was not quiet either. */
export function Untold({ untold }: Pick<Handover, 'untold'>) {
  if (untold.length === 0) return null;
  return (
    <ul className="handover-untold" data-testid="handover-untold">
      {untold.map(({ id, title, seconds }) => (
        <li key={id}>
          ◇ {formatAge(seconds * 1_000)} in which it could not be told: {title}
        </li>
      ))}
    </ul>
  );
}
