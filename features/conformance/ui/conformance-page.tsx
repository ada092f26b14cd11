/** The plan's contracts, as far as what runs shows them: the table, then each agent's own lines. */
'use client';

import { EasternTime } from '#components/age/eastern-time.tsx';
import { useDocument } from '#components/live/documents.ts';
import { Tense } from '#components/live/tense.tsx';
import { type ContractsDocument, contractsDocument } from '../document.ts';
import { AgentContract } from './agent-contract.tsx';
import { Mark } from './mark.tsx';
import { Matrix } from './matrix.tsx';
import { Why } from './why.tsx';

export function ContractsPage({ first }: { first: ContractsDocument }) {
  const { told: contracts, past } = useDocument(contractsDocument, {}, first);
  const { rules, agents } = contracts;
  return (
    <>
      <Head contracts={contracts} past={past} />
      <section className="panel contract-scroll" aria-label="Rules by agents">
        <Tense
          className="contract-tense"
          now={<Matrix rules={rules} agents={agents} past={past} />}
          past={<Matrix rules={rules} agents={agents} past still />}
        />
      </section>
      {agents.map((agent) => (
        <AgentContract key={agent.name} agent={agent} rules={rules} past={past} />
      ))}
      {agents.flatMap((agent) =>
        agent.cells.map((cell) => {
          const rule = rules.find(({ id }) => id === cell.rule);
          return (
            rule && (
              <Why key={`${agent.name} ${rule.id}`} agent={agent.name} rule={rule} cell={cell} past={past} />
            )
          );
        }),
      )}
    </>
  );
}

function Head({ contracts, past }: { contracts: ContractsDocument; past: boolean }) {
  const { counts, at } = contracts;
  const told = [
    { state: 'broken', count: counts.broken },
    { state: 'cannot-see', count: counts.cannotSee },
    { state: 'holds', count: counts.holds },
    { state: 'not-applicable', count: counts.notApplicable },
  ] as const;
  const list = (over: boolean) => (
    <ul className="contract-counts">
      {told.map(({ state, count }) => (
        <li key={state} data-testid={over ? undefined : `contracts-${state}`}>
          <b className="machine">{count}</b> <Mark state={state} past={over} />
        </li>
      ))}
    </ul>
  );
  return (
    <div className="contract-head">
      <h1 className="page-title">Contracts</h1>
      <p className="faint">
        What the plan asks of each agent, compared with what runs. What the console cannot see is not held to
        be kept.
      </p>
      <Tense now={list(past)} past={list(true)} />
      <p className="faint" role={past ? 'status' : undefined} data-testid="contracts-at">
        {past ? '◇ They cannot be read now; this was so at ' : 'as of '}
        <EasternTime at={at} />
      </p>
    </div>
  );
}
