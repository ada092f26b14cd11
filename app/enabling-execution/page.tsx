import { EnablingExecution } from '#components/enabling-execution/enabling-execution.tsx';
import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { runtime } from '../runtime.ts';
import { Shell } from '../shell.tsx';

export const dynamic = 'force-dynamic';

export default function Enabling() {
  const console = runtime();
  return (
    <Shell posture={console.posture()} tick={console.tick()} subject="Enabling execution">
      <ExecutionLine />
      <EnablingExecution procedures={console.humanOnly()} />
    </Shell>
  );
}
