/** Cadence of the shift: open items line by line, done items as a count. */

import { Panel } from '#components/panel/panel.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import { counted } from '#lib/messages/lists.ts';
import { cadenceItemText } from '#lib/messages/status/cadence-item.ts';
import type { HandedItem } from '../document.ts';
import { type ItemLine, itemLines, itemTimes, itemWord } from './labels.ts';
import { HandedRow, Why } from './row.tsx';

interface HandedCadenceProps {
  items: readonly HandedItem[];
  to: string;
  whole: boolean;
}

export function HandedCadence({ items, to, whole }: HandedCadenceProps) {
  const isDone = ({ state, verdict }: HandedItem) => state === 'done' && verdict === 'good';
  const done = itemLines(items.filter(isDone));
  const rest = itemLines(items.filter((item) => !isDone(item)));
  return (
    <Panel id="cadence" title="Cadence" note={`${counted(items.length, 'item')} fell into this time`}>
      {items.length === 0 && <p className="handover-line">No item of the cadence is told of this time.</p>}
      <ul className="handover-list" aria-label="Not done as the plan wants it">
        {rest.map((line) => (
          <Line key={`${line.first.date} ${line.first.id}`} line={line} to={to} />
        ))}
      </ul>
      {done.length > 0 && (
        <p className="handover-line" data-testid="handover-done">
          <b>Done:</b> {done.map((line) => `${line.first.title}, ${itemTimes(line, to)}`).join('; ')}.
        </p>
      )}
      {!whole && (
        <p className="handover-line faint">◇ Of a day that nobody watched at all, no item is told.</p>
      )}
    </Panel>
  );
}

function Line({ line, to }: { line: ItemLine; to: string }) {
  const { first, last } = line;
  const seen = cadenceItemText(last);
  return (
    <HandedRow
      id={`item-${first.id}`}
      state={first.state}
      mark={<Verdict verdict={first.verdict} word={itemWord(first)} />}
      aside={itemTimes(line, to)}
    >
      {first.title} <span className="faint handover-who">{first.who}</span>
      {seen !== '' && <Why>{seen}</Why>}
    </HandedRow>
  );
}
