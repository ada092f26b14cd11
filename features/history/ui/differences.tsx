/** Differences from another instant, line by line. */

import { DifferenceTable } from '#components/panel/difference-table.tsx';
import { Panel } from '#components/panel/panel.tsx';
import { fullTime } from '#lib/format/clock.ts';
import type { Past } from '#lib/timeline/past.ts';

export function Differences({ past: { askedAt, compared, others } }: { past: Past }) {
  return (
    <Panel id="differences" title="What changed" note={noteOf(compared)}>
      {compared === null && <p className="past-line">◇ There is nothing to compare it with.</p>}
      {compared !== null && <DifferenceTable differences={compared.differences} />}
      <p className="past-line" data-testid="compare-with">
        Compare with <a href={`/at/${askedAt}`}>the change before</a>
        {others.map(({ name, at }) => (
          <span key={name}>
            {' · '}
            <a href={`/at/${askedAt}?with=${at}`}>{name}</a>
          </span>
        ))}
        {' · '}
        <a href={`/at/${askedAt}?with=reevaluated`}>the same facts, evaluated by this version</a>
      </p>
    </Panel>
  );
}

function noteOf(compared: Past['compared']): string | undefined {
  if (compared === null) return undefined;
  if (compared.at === null) return 'as published, against the same facts evaluated by this version';
  return `against ${fullTime(compared.at)}`;
}
