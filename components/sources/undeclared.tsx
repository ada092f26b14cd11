/** Workloads in the mesh's namespaces that are in no plan. */
'use client';

import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import { usePosture } from '../live/live.tsx';
import { Panel } from '../panel/panel.tsx';
import { VerdictShape } from '../verdict/verdict.tsx';

export function Undeclared() {
  const { undeclared } = usePosture();
  if (undeclared.length === 0) return null;
  return (
    <Panel id="undeclared" title="Undeclared in the cluster" note="runs there, and the plan does not know it">
      <ul className="sources">
        {undeclared.map(({ kind, namespace, name, code }) => (
          <li
            key={`${kind}/${namespace}/${name}`}
            className="source source-att"
            data-testid={`undeclared-${name}`}
          >
            <span className="tone-att">
              <VerdictShape verdict="attention" size={11} />
            </span>
            <span className="source-label">
              <span className="machine">
                {kind} {namespace}/{name}
              </span>
              <span className="source-why">{text(say(`undeclared-${code}`))}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
