/** Contract of an agent: must, must never, endpoints, dependencies. */

import { Panel } from '#components/panel/panel.tsx';
import type { AgentDetail } from '#lib/documents/agent-detail.ts';

export function Contract({ contract }: { contract: AgentDetail['contract'] }) {
  const notes = [contract.modeNote, contract.criticalityNote].filter((note) => note !== null);
  return (
    <Panel id="contract" title="Contract" note="by the plan">
      <div className="contract">
        <p className="contract-role">{contract.role}</p>
        <Items title="Must" items={contract.must} />
        <Items title="Must never" items={contract.mustNever} tone="never" />
        <Endpoints endpoints={contract.endpoints} />
        <Items title="Safety rests on" items={contract.safetyDependencies} />
        <Items title="Reads" items={contract.inputs} />
        <Items title="Makes" items={contract.outputs} />
        <Items title="Restarts" items={[contract.restartPolicy]} />
        {notes.length > 0 && <Items title="Notes" items={notes} />}
      </div>
    </Panel>
  );
}

function Items({ title, items, tone }: { title: string; items: readonly string[]; tone?: 'never' }) {
  return (
    <section>
      <h3 className={tone === 'never' ? 'contract-never' : undefined}>{title}</h3>
      {items.length === 0 ? (
        <p className="faint">The plan says nothing.</p>
      ) : (
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Endpoints({ endpoints }: { endpoints: AgentDetail['contract']['endpoints'] }) {
  return (
    <section>
      <h3>Answers at</h3>
      {endpoints.length === 0 ? (
        <p className="faint">The plan names no endpoint.</p>
      ) : (
        <dl>
          {endpoints.map(({ path, what }) => (
            <div key={path}>
              <dt className="machine">{path}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
