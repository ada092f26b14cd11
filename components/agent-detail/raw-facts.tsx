/** The facts themselves, as last observed, redacted by their collector. */

import { EasternTime } from '#components/age/eastern-time.tsx';
import { Panel } from '#components/panel/panel.tsx';
import type { RawFact } from '#lib/documents/agent-detail.ts';

/** `readAt`: when the server read them, ISO instant. */
export function RawFacts({ facts, readAt }: { facts: readonly RawFact[]; readAt: string }) {
  return (
    <Panel
      id="facts"
      title="Raw facts"
      note={
        <>
          as read at <EasternTime at={readAt} />, secrets taken out
        </>
      }
    >
      {facts.length === 0 && <p className="empty">No fact is known of it.</p>}
      {facts.map((fact) => (
        <details key={`${fact.kind} ${fact.subject}`} className="fact">
          <summary>
            <span className="fact-kind">{fact.kind}</span>
            <span className="machine break-anywhere">{fact.subject}</span>
            <span className="faint">
              seen <EasternTime at={fact.observedAt} />, the same since <EasternTime at={fact.since} />
            </span>
          </summary>
          <p className="faint machine break-anywhere">{fact.source}</p>
          <pre className="machine">{fact.value === 'null' ? 'gone' : fact.value}</pre>
        </details>
      ))}
    </Panel>
  );
}
