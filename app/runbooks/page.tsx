import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { RunbookList } from '#components/runbook/runbook-list.tsx';
import { runtime } from '../runtime.ts';
import { Shell } from '../shell.tsx';

export const dynamic = 'force-dynamic';

export default function Runbooks() {
  const console = runtime();
  return (
    <Shell posture={console.posture()} tick={console.tick()} subject="Runbooks">
      <ExecutionLine />
      <RunbookList runbooks={console.runbooks()} />
    </Shell>
  );
}
