/** Today's line of the ops cadence: what was due, what shows that it was done, what is next and how it is done. */
'use client';

import { usePosture } from '#components/live/live.tsx';
import { Panel } from '#components/panel/panel.tsx';
import type { CadenceGuide } from '#lib/documents/guides.ts';
import { text } from '#lib/messages/text.ts';
import { CadenceList } from './cadence-list.tsx';
import { summaryOf } from './summary.ts';
import { Timeline } from './timeline.tsx';

export function CadencePage({ guides }: { guides: readonly CadenceGuide[] }) {
  const { cadence } = usePosture();
  return (
    <div className="cadence-page">
      <h1>
        Cadence {cadence.date !== null && <span className="machine">{cadence.date}</span>}
        <span className="panel-note">{summaryOf(cadence.items)}</span>
      </h1>
      {cadence.note !== null && (
        <p className="cadence-note" data-testid="cadence-note">
          {text(cadence.note)}
        </p>
      )}
      {cadence.items.length > 0 && (
        <>
          <Timeline cadence={cadence} />
          <Panel id="cadence" title="By time" note="ET; open an item for its evidence and its steps">
            <CadenceList items={cadence.items} guides={guides} />
          </Panel>
        </>
      )}
    </div>
  );
}
