/** Changes of images, replicas and modes. */

import { Panel } from '#components/panel/panel.tsx';
import type { HandedChange } from '../document.ts';
import { timeBy } from './labels.ts';
import { HandedRow, Why } from './row.tsx';

interface HandedChangesProps {
  changes: readonly HandedChange[];
  to: string;
  whole: boolean;
}

export function HandedChanges({ changes, to, whole }: HandedChangesProps) {
  return (
    <Panel id="changes" title="Changes" note="of images, replicas and modes; times in ET">
      {changes.length === 0 && (
        <p className="handover-line">
          {whole
            ? 'None.'
            : '◇ None was seen; what changed and changed back while nobody watched is not known.'}
        </p>
      )}
      <ul className="handover-list" aria-label="Changes">
        {changes.map((change) => (
          <Change
            key={`${change.at} ${change.agent} ${change.what} ${change.subject}`}
            change={change}
            to={to}
          />
        ))}
      </ul>
    </Panel>
  );
}

function Change({ change, to }: { change: HandedChange; to: string }) {
  const { at, agent, what, subject, before, after, unwatched } = change;
  return (
    <HandedRow
      id={`change-${what}-${agent}`}
      mark={
        <span className="machine">{unwatched ? `◇ by ${timeBy(at, to)} at the latest` : timeBy(at, to)}</span>
      }
    >
      <b>{what}</b> of <span className="machine">{agent}</span>:{' '}
      <span className="machine">
        {before} → <b>{after}</b>
      </span>
      {subject !== agent && <Why>{subject}</Why>}
    </HandedRow>
  );
}
