/** The SLO targets of the plan, and how each stands in this month of New York's calendar. */

import { Panel } from '#components/panel/panel.tsx';
import { monthName } from '#lib/format/clock.ts';
import type { SloDocument } from '../document.ts';
import { SloRow } from './slo-row.tsx';

interface SloPanelProps {
  /** The document, with those agents that are to be shown. */
  slo: SloDocument;
  /** It could not be refreshed in time and describes the past. */
  past: boolean;
}

export function SloPanel({ slo, past }: SloPanelProps) {
  return (
    <Panel
      id="slo"
      title="SLO"
      note={
        <>
          {monthName(slo.period.from)}, New York time
          <span className="slo-key">
            <i data-part="bad" /> bad <i data-part="unobserved" /> unobserved: neither up nor down
          </span>
        </>
      }
    >
      <ul className="slo-list">
        {slo.agents.map((agent) => (
          <SloRow key={agent.name} agent={agent} past={past} />
        ))}
      </ul>
    </Panel>
  );
}
