/** The items in the order of their times, with now between them; each opens on its evidence and its steps. */
'use client';

import { Fragment, memo, useEffect } from 'react';
import { useNow } from '#components/live/live.tsx';
import { Tense } from '#components/live/tense.tsx';
import { Command } from '#components/runbook/command.tsx';
import { runbookAt } from '#components/runbook/sections.ts';
import { toneOf, Verdict } from '#components/verdict/verdict.tsx';
import type { CadenceGuide } from '#lib/documents/guides.ts';
import { clockMinute } from '#lib/format/clock.ts';
import { cadenceItemText } from '#lib/messages/status/cadence-item.ts';
import { foldsOf } from './folds.ts';
import { countBefore } from './line.ts';
import { type CadenceItem, wordOf } from './summary.ts';

interface CadenceListProps {
  items: readonly CadenceItem[];
  guides: readonly CadenceGuide[];
}

export function CadenceList({ items, guides }: CadenceListProps) {
  const now = useNow();
  const begun = countBefore(items, now);
  useEffect(openTarget, []);
  return (
    <div className="cadence-list">
      <Items items={items.slice(0, begun)} guides={guides} after={undefined} />
      <NowRow now={now} />
      <Items items={items.slice(begun)} guides={guides} after={items[begun - 1]?.phase} />
    </div>
  );
}

/** `after`: the phase of the item before these, which needs no heading again. */
function Items({ items, guides, after }: CadenceListProps & { after: string | undefined }) {
  let phase = after;
  const view = (item: CadenceItem) => {
    const heading = item.phase !== phase;
    phase = item.phase;
    return (
      <Fragment key={item.id}>
        {heading && <h3>{item.phase}</h3>}
        <Item item={item} guide={guides.find((g) => g.id === item.id.split('@')[0])} />
      </Fragment>
    );
  };
  return foldsOf(items).map(({ folded, items: run }) => {
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) return null;
    if (!folded) return <Fragment key={first.id}>{run.map(view)}</Fragment>;
    return (
      <details key={`run of ${first.title} ${first.state}`} className="cadence-run">
        <summary>
          {run.length} more {wordOf(first).toLowerCase()}, {clockMinute(first.at)} to {clockMinute(last.at)}
        </summary>
        {run.map(view)}
      </details>
    );
  });
}

/** A link to an item opens it: from the line above, and from elsewhere by the address. */
function openTarget(): () => void {
  const open = () => {
    let part = document.getElementById(location.hash.slice(1));
    const target = part;
    for (; part !== null; part = part.parentElement) if (part instanceof HTMLDetailsElement) part.open = true;
    target?.scrollIntoView({ block: 'center' });
  };
  open();
  addEventListener('hashchange', open);
  return () => removeEventListener('hashchange', open);
}

function NowRow({ now }: { now: string }) {
  return (
    <p className="cadence-now">
      <Tense now={`now ${clockMinute(now)}`} past={`the last that was heard: ${clockMinute(now)}`} />
    </p>
  );
}

const Item = memo(function Item({ item, guide }: { item: CadenceItem; guide: CadenceGuide | undefined }) {
  const word = wordOf(item);
  const seen = cadenceItemText(item);
  return (
    <details
      id={item.id}
      className={`cadence-item row-${toneOf(item.verdict)}`}
      data-testid={`cadence-${item.id}`}
      data-state={item.state}
      data-verdict={item.verdict}
    >
      <summary>
        <span className="machine">{clockMinute(item.at)}</span>
        <span className="cadence-state">
          <Tense
            now={<Verdict verdict={item.verdict} word={word} />}
            past={<Verdict verdict="unknown" word={`was ${word}`} />}
          />
        </span>
        <span className="cadence-what">
          {item.title} <span className="faint">{item.who}</span>
        </span>
        <span className="cadence-evidence">{seen}</span>
      </summary>
      <div className="cadence-body">
        <p>
          <b>Evidence</b> {seen || 'none yet: its time has not come'}
        </p>
        <p className="faint">
          Due from {clockMinute(item.at)} to {clockMinute(item.until)}, by {item.who}
        </p>
        {guide !== undefined && <Guide guide={guide} />}
      </div>
    </details>
  );
});

function Guide({ guide: { steps, command, artifacts, runbook } }: { guide: CadenceGuide }) {
  return (
    <>
      <ul>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      {command !== null && <Command command={command} slug="" />}
      {runbook !== null && (
        <p>
          <a href={runbookAt(runbook, 'checks')}>Open runbook</a>
        </p>
      )}
      {artifacts.length > 0 && (
        <p className="faint">
          Leaves <span className="machine break-anywhere">{artifacts.join(', ')}</span>
        </p>
      )}
    </>
  );
}
