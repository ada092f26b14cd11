/** Contract of an agent: must, must never, endpoints, dependencies. */

import type { ReactNode } from 'react';
import { Panel } from '#components/panel/panel.tsx';
import type { AgentDetail } from '#lib/documents/agent-detail.ts';

interface ContractProps {
  contract: AgentDetail['contract'];
  /** What it must and must never do, and what its safety rests on, with how each line stands. */
  lines: ReactNode;
}

export function Contract({ contract, lines }: ContractProps) {
  const notes = [contract.modeNote, contract.criticalityNote].filter((note) => note !== null);
  return (
    <Panel id="contract" title="Contract" note="by the plan">
      <div className="contract">
        <p className="contract-role">{contract.role}</p>
        {lines}
        <Endpoints endpoints={contract.endpoints} />
        <Items title="Reads" items={contract.inputs} />
        <Items title="Makes" items={contract.outputs} />
        <Items title="Restarts" items={[contract.restartPolicy]} />
        {notes.length > 0 && <Items title="Notes" items={notes} />}
      </div>
    </Panel>
  );
}

function Items({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <section>
      <h3>{title}</h3>
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
