/** Rules that fired, with time, duration and end. */

import { Panel } from '#components/panel/panel.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { text } from '#lib/messages/text.ts';
import type { Verdict as VerdictName } from '#lib/vocabulary.ts';
import type { Fired as FiredRule, HeldInterval } from '../document.ts';
import { intervalText, lasted, momentWithin } from './labels.ts';
import { HandedRow, Why } from './row.tsx';
import { RunbookLink } from './runbook-link.tsx';

/** So many times of a rule are shown one by one, the newest; its sum holds all. */
const MOST_SHOWN = 4;

interface FiredProps {
  fired: readonly FiredRule[];
  to: string;
  /** True if the whole time is covered; only then an empty list means that nothing fired. */
  whole: boolean;
}

export function Fired({ fired, to, whole }: FiredProps) {
  return (
    <Panel id="fired" title="What fired" note="rules of the plan’s escalation; times in ET">
      {fired.length === 0 && (
        <p className="handover-line">
          {whole ? 'Nothing fired.' : '◇ Nothing fired while somebody watched; of the rest nothing is known.'}
        </p>
      )}
      <ul className="handover-list" aria-label="Rules that fired">
        {fired.map((rule) => (
          <Rule key={rule.id} rule={rule} to={to} />
        ))}
      </ul>
    </Panel>
  );
}

const ENDS: Readonly<Record<HeldInterval['ended'], { verdict: VerdictName; word: string }>> = {
  seen: { verdict: 'expected-off', word: 'over' },
  unwatched: { verdict: 'expected-off', word: 'over' },
  lasts: { verdict: 'bad', word: 'still open' },
  'not-known': { verdict: 'unknown', word: 'not known' },
};

function Rule({ rule, to }: { rule: FiredRule; to: string }) {
  const { id, priority, title, because, agent, runbook, intervals, times } = rule;
  const shown = intervals.slice(-MOST_SHOWN);
  const ended = shown.at(-1)?.ended ?? 'not-known';
  const { verdict, word } = ENDS[ended];
  return (
    <HandedRow
      id={`fired-${id}`}
      state={ended}
      mark={<Verdict verdict={verdict} word={`${priority} ${word}`} />}
      aside={times === 1 ? lasted(rule) : `${times} times, ${lasted(rule)}`}
    >
      <b>{title}</b> {agent !== null && <span className="machine">{agent}</span>}
      <span className="handover-spells">
        {times > shown.length && `The last ${shown.length}: `}
        {shown.map((interval, place) => (
          <span key={interval.from}>
            {place > 0 && '; '}
            <a className="machine" href={`/at/${momentWithin(interval)}`}>
              {intervalText(interval, to)}
            </a>
            {times > 1 && ` (${lasted(interval)})`}
          </span>
        ))}
      </span>
      <Why>{text(because)}</Why>
      {runbook !== null && <RunbookLink slug={runbook.slug} of={title} />}
    </HandedRow>
  );
}
