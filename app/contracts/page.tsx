import { ConsolePage } from '#components/console-page/console-page.tsx';
import { ContractsPage } from '#components/contracts/contracts-page.tsx';
import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { runtime } from '../runtime.ts';

export const dynamic = 'force-dynamic';

export default function Contracts() {
  const console = runtime();
  return (
    <ConsolePage posture={console.posture()} tick={console.tick()} subject="Contracts">
      <ExecutionLine />
      <ContractsPage first={console.contracts()} />
    </ConsolePage>
  );
}
