/** All rules by all agents. The first column stays while the rest is scrolled; a cell opens its why. */

import { memo } from 'react';
import type { ContractsDocument } from '../document.ts';
import { Mark } from './mark.tsx';
import { whyId } from './why.tsx';

interface MatrixProps {
  rules: ContractsDocument['rules'];
  agents: ContractsDocument['agents'];
  past: boolean;
  /** The twin that the style sheet shows on a frozen page: nothing in it can be reached, so nothing in it opens. */
  still?: boolean;
}

export const Matrix = memo(function Matrix({ rules, agents, past, still = false }: MatrixProps) {
  return (
    <table className="data-table contract-matrix">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          {agents.map(({ name, criticality }) => (
            <th scope="col" key={name}>
              {still ? (
                <Wrapped name={name} />
              ) : (
                <a href={`#contract-${name}`}>
                  <Wrapped name={name} />
                </a>
              )}
              <span className="machine faint"> {criticality}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.id}>
            <th scope="row">{rule.title}</th>
            {agents.map((agent) => (
              <Cell key={agent.name} agent={agent} rule={rule.id} past={past} still={still} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

/** A name that may break after its hyphens. */
function Wrapped({ name }: { name: string }) {
  return <>{name.replaceAll('-', '-\u200b')}</>;
}

interface CellProps {
  agent: ContractsDocument['agents'][number];
  rule: string;
  past: boolean;
  still: boolean;
}

const Cell = memo(function Cell({ agent, rule, past, still }: CellProps) {
  const cell = agent.cells.find((c) => c.rule === rule);
  if (cell === undefined) return <td />;
  const mark = <Mark of={cell} past={past} />;
  if (still) return <td>{mark}</td>;
  return (
    <td
      className={cell.verdict === 'bad' && !past ? 'contract-broken' : undefined}
      data-testid={`contract-${agent.name}-${rule}`}
      data-state={cell.state}
    >
      <button type="button" className="contract-cell" popoverTarget={whyId(agent.name, rule)}>
        {mark}
      </button>
    </td>
  );
});
