/** The cadence of the span: each item that was not done by itself, those that were done in one line. */
import { formatEasternMoment } from '#components/age/instant.ts';
import type { HandedItem, Handover } from '#lib/wire/handover.ts';

const WORDS: Readonly<Record<HandedItem['state'], string>> = {
  upcoming: '○ still to come',
  due: '◆ due, not done yet',
  done: '● done',
  'done-late': '◆ done late',
  missed: '■ MISSED',
  'needs-human': '◇ needs a person’s word',
  'not-observed': '◇ not observed',
};

export function CadenceDone({ items }: { items: Handover['cadence'] }) {
  if (items.length === 0) return <p className="past-line">No item of the cadence lies in this span.</p>;
  const done = items.filter(({ state }) => state === 'done');
  const rest = items.filter(({ state }) => state !== 'done');
  return (
    <ul className="handover-items">
      {rest.map((item) => (
        <li key={`${item.date}${item.id}`} data-state={item.state} data-testid={`handed-${item.id}`}>
          <b>{WORDS[item.state]}</b>: {formatEasternMoment(item.at)}, {item.title}
          <span className="faint"> · {item.who}</span>
        </li>
      ))}
      {done.length > 0 && (
        <li data-state="done">
          <b>● {done.length} done</b>: {done.map(doneWords).join('; ')}
        </li>
      )}
      {done.length === 0 && <li data-state="none">◇ None was seen to be done.</li>}
    </ul>
  );
}

function doneWords({ at, title }: HandedItem): string {
  return `${formatEasternMoment(at).replace(/^.*, (\d\d:\d\d).*$/, '$1')} ${title}`;
}
