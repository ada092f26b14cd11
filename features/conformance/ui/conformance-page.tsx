/** The plan's contracts, as far as what runs shows them: the table, then each agent's own lines. */
'use client';

import { EasternTime } from '#components/age/eastern-time.tsx';
import { useDocument } from '#components/live/documents.ts';
import { Tense } from '#components/live/tense.tsx';
import { CONFORMANCE_CELL_VERDICTS } from '#lib/status/conformance-cell.ts';
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
    { code: 'broken', state: 'broken', count: counts.broken },
    { code: 'broken-hygiene', state: 'broken', count: counts.hygiene },
    { code: 'cannot-see', state: 'cannot-see', count: counts.cannotSee },
    { code: 'holds', state: 'holds', count: counts.holds },
    { code: 'not-applicable', state: 'not-applicable', count: counts.notApplicable },
  ] as const;
  const list = (over: boolean) => (
    <ul className="contract-counts">
      {told.map(({ code, state, count }) => (
        <li key={code} data-testid={over ? undefined : `contracts-${code}`}>
          <b className="machine">{count}</b>{' '}
          <Mark of={{ state, verdict: CONFORMANCE_CELL_VERDICTS[code] }} past={over} />
          {code === 'broken-hygiene' && <span className="faint"> hygiene</span>}
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
