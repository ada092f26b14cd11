import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { ContractsPage } from '#features/conformance/ui/conformance-page.tsx';
import { runtime } from '../runtime.ts';
import { Shell } from '../shell.tsx';

export const dynamic = 'force-dynamic';

export default function Contracts() {
  const console = runtime();
  return (
    <Shell posture={console.posture()} tick={console.tick()} subject="Contracts">
      <ExecutionLine />
      <ContractsPage first={console.contracts()} />
    </Shell>
  );
}
