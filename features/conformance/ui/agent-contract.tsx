/** One agent: its rules (on narrow screens, where the table is not), each line of its contract, and its limits of age. */

import { memo } from 'react';
import { Tense } from '#components/live/tense.tsx';
import { Panel } from '#components/panel/panel.tsx';
import { Verdict } from '#components/verdict/verdict.tsx';
import type { AgentContracts, ContractLinePosture, ContractsDocument } from '../document.ts';
import { text } from '../index.ts';
import { LiveMark, Mark } from './mark.tsx';
import { whyId } from './why.tsx';

interface AgentContractProps {
  agent: AgentContracts;
  rules: ContractsDocument['rules'];
  past: boolean;
}

const KINDS = [
  { kind: 'must', title: 'Must' },
  { kind: 'must-never', title: 'Must never' },
  { kind: 'safety', title: 'Safety rests on' },
] as const;

export const AgentContract = memo(function AgentContract({ agent, rules, past }: AgentContractProps) {
  return (
    <Panel
      id={`contract-${agent.name}`}
      title={agent.name}
      note={<a href={`/agents/${agent.name}`}>{agent.criticality}, its page</a>}
      className="contract-agent"
    >
      <RuleList agent={agent} rules={rules} past={past} />
      <div className="contract-lines">
        <ContractLines agent={agent} rules={rules} past={past} />
      </div>
      {agent.thresholds.length > 0 && <Thresholds agent={agent} />}
    </Panel>
  );
});

/** What it must do, must never do and depends on, each line with how it stands. */
export function ContractLines({ agent, rules, past }: AgentContractProps) {
  return KINDS.map(({ kind, title }) => (
    <Lines
      key={kind}
      title={title}
      lines={agent.lines.filter((line) => line.kind === kind)}
      rules={rules}
      past={past}
    />
  ));
}

/** On a frozen page nothing can be opened: what opened then would speak of the present until its own freeze. */
function RuleList({ agent, rules, past }: AgentContractProps) {
  const rows = agent.cells.map((cell) => ({ cell, title: titleOf(rules, cell.rule) }));
  const open = rows.map(({ cell, title }) => (
    <li key={cell.rule}>
      <button type="button" className="contract-cell" popoverTarget={whyId(agent.name, cell.rule)}>
        <span>{title}</span>
        <Mark of={cell} past={past} />
      </button>
    </li>
  ));
  const still = rows.map(({ cell, title }) => (
    <li key={cell.rule} className="contract-cell">
      <span>{title}</span>
      <Mark of={cell} past />
    </li>
  ));
  return (
    <div className="contract-rules">
      <Tense className="contract-tense" now={<ul>{open}</ul>} past={<ul>{still}</ul>} />
    </div>
  );
}

function titleOf(rules: ContractsDocument['rules'], id: string): string {
  return rules.find((rule) => rule.id === id)?.title ?? id;
}

interface LinesProps {
  title: string;
  lines: readonly ContractLinePosture[];
  rules: ContractsDocument['rules'];
  past: boolean;
}

function Lines({ title, lines, rules, past }: LinesProps) {
  return (
    <section>
      <h3>{title}</h3>
      {lines.length === 0 ? (
        <p className="faint">The plan says nothing.</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <li key={line.text} data-state={line.state}>
              <p className="contract-line">{line.text}</p>
              <LiveMark of={line} past={past} />
              <p className="faint break-anywhere">{text(line.why)}</p>
              {line.rules.length > 0 && (
                <p className="faint contract-checked">
                  Checked by: {line.rules.map((id) => titleOf(rules, id)).join(' · ')}
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Thresholds({ agent }: { agent: AgentContracts }) {
  return (
    <div className="contract-limits">
      <h3>Limits of age</h3>
      {agent.disagreements.map(({ what, smallestSeconds }) => (
        <p key={what}>
          <Verdict verdict="attention" word={`Limits of ${what} disagree; ${smallestSeconds} s applies`} />
        </p>
      ))}
      <ul>
        {agent.thresholds.map(({ what, where, seconds, applies }) => (
          <li key={`${what} ${where}`}>
            <b className="machine">{seconds} s</b> <span>{what}</span>{' '}
            <span className="faint break-anywhere">{where}</span> {applies && <span>applies</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
