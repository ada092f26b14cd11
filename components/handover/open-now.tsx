/** What the next person takes over: what there was to do at the end of the span, worst first. */
import { formatEasternMoment } from '#components/age/instant.ts';
import { Panel } from '#components/panel/panel.tsx';
import { runbookAt } from '#components/runbook/sections.ts';
import type { Handover } from '#lib/wire/handover.ts';

export function OpenNow({ open, to }: Pick<Handover, 'open' | 'to'>) {
  return (
    <Panel id="open" title="Open" note={`at ${formatEasternMoment(to)}`}>
      {open === null && (
        <p className="past-line">◇ Not known: nobody watched at the end. Look at the pane.</p>
      )}
      {open?.length === 0 && <p className="past-line">Nothing asked for anybody.</p>}
      {open !== null && open.length > 0 && (
        <ul className="handover-open">
          {open.map(({ id, severity, title, detail, since, runbook }) => (
            <li key={id} data-testid={`open-${id}`}>
              <b>
                {severity} {title}
              </b>
              {since !== null && `, since ${formatEasternMoment(since)}`}: {detail}{' '}
              {runbook !== null && <a href={runbookAt(runbook.slug, 'checks')}>runbook</a>}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
