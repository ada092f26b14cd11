/** The lines of one agent's contract on its own page, each with how it stands now. */
'use client';

import { useDocument } from '#components/live/documents.ts';
import { type ContractsDocument, contractsDocument } from '../document.ts';
import { ContractLines } from './agent-contract.tsx';

export function AgentLines({ first, name }: { first: ContractsDocument; name: string }) {
  const { told, past } = useDocument(contractsDocument, {}, first);
  const agent = told.agents.find((a) => a.name === name);
  return (
    <div className="contract-lines">
      {agent !== undefined && <ContractLines agent={agent} rules={told.rules} past={past} />}
      <p className="faint">
        <a href={`/contracts#contract-${name}`}>Every rule of it</a>
      </p>
    </div>
  );
}
