/**
 * Requirements before people enable execution, beside the present state (plan, Human-only action). It offers nothing
 * to press and sends nothing: no part of the product can enable anything.
 */

import { LivePanel } from '#components/runbook/live-panel.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import type { HumanOnly } from '#lib/documents/guides.ts';
import { LiveEvidenceList } from './live-evidence-list.tsx';

export function EnablingExecution({ procedures }: { procedures: readonly HumanOnly[] }) {
  return (
    <div className="runbook-page">
      <article className="runbook human-only-page">
        <h1>Enabling execution</h1>
        <section className="runbook-safety" data-testid="enables-nothing">
          <p>
            <b>Nobody can enable anything here.</b> This page shows what the plan asks of people, and what is
            so now. It has no button, the console has no way to change the mesh, and nothing that turns good
            on this page permits anything. Execution stays off until people change that under a written
            record, outside this product.
          </p>
        </section>
        {procedures.length === 0 && (
          <p>The plan in force describes no such procedure. Then there is none, and execution stays off.</p>
        )}
        {procedures.map((procedure) => (
          <Procedure key={procedure.id} procedure={procedure} />
        ))}
      </article>
      <aside className="runbook-side" aria-label="Execution, live">
        <LivePanel live={{ kind: 'execution' }} />
        <p className="faint">
          An executor that is not off without all of this is an incident:{' '}
          <a href="/runbooks/execution_not_off">Execution is not proven off</a>.
        </p>
      </aside>
    </div>
  );
}

function Procedure({ procedure: { id, title, requires, evidence } }: { procedure: HumanOnly }) {
  return (
    <>
      <section className="runbook-human" aria-labelledby={`${id}-people`}>
        <h2 id={`${id}-people`}>{title}: what people bring</h2>
        <ul className="human-list">
          {requires.map((text) => (
            <li key={text}>
              {text} <Verdict verdict="unknown" word="not seen from here: only people can show it" />
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby={`${id}-evidence`}>
        <h2 id={`${id}-evidence`}>Evidence, and what is so now</h2>
        <p className="faint">
          What stands beside a line is the present, for people to compare. It fulfils no line by itself.
        </p>
        {evidence.map(({ text, shows }) => (
          <div key={text} className="human-evidence">
            <h3>{text}</h3>
            {shows === null ? (
              <Verdict verdict="unknown" word="not seen from here: only people can show it" />
            ) : (
              <LiveEvidenceList shows={shows} />
            )}
          </div>
        ))}
      </section>
    </>
  );
}
