/** What to do now: firing rules and symptoms worst first, or the statement that there is nothing. */
'use client';

import type { Posture } from '#lib/posture.ts';
import { useNow, usePosture } from '../live/live.tsx';
import { Panel } from '../panel/panel.tsx';
import { ActionCard } from './action-card.tsx';
import { CadenceCard } from './cadence-card.tsx';
import { QuietCard } from './quiet-card.tsx';
import { RunbookKey } from './runbook-key.tsx';

export function Actions() {
  const posture = usePosture();
  const now = useNow();
  const first = posture.actions.findIndex((a) => a.runbook !== null);
  return (
    <Panel id="actions" title="What to do now" note={noteOf(posture)} bare>
      <div className="action-grid">
        {posture.actions.map((action, place) => (
          <ActionCard
            key={action.id}
            action={action}
            call={posture.oncall[action.severity]}
            now={now}
            keyed={place === first}
            lead={place === 0}
          />
        ))}
        {posture.actions.length === 0 && <QuietCard posture={posture} now={now} />}
        {posture.nextCadence !== null && <CadenceCard item={posture.nextCadence} />}
      </div>
      <RunbookKey slug={posture.actions[first]?.runbook?.slug ?? null} />
    </Panel>
  );
}

function noteOf({ actions }: Posture): string | undefined {
  if (actions.length === 0) return undefined;
  const firing = actions.filter((a) => a.paging === 'firing').length;
  return `worst first · ${firing === 0 ? 'no rule pages now' : `${firing} paging now`}`;
}
