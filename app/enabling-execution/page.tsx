import { ConsolePage } from '#components/console-page/console-page.tsx';
import { EnablingExecution } from '#components/enabling-execution/enabling-execution.tsx';
import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { runtime } from '../runtime.ts';

export const dynamic = 'force-dynamic';

export default function Enabling() {
  const console = runtime();
  return (
    <ConsolePage posture={console.posture()} tick={console.tick()} subject="Enabling execution">
      <ExecutionLine />
      <EnablingExecution procedures={console.humanOnly()} />
    </ConsolePage>
  );
}
