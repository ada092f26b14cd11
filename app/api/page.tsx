import { ApiPage } from '#components/api-page/api-page.tsx';
import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { runtime } from '../runtime.ts';
import { Shell } from '../shell.tsx';

export const dynamic = 'force-dynamic';

export default function Api() {
  const console = runtime();
  return (
    <Shell posture={console.posture()} tick={console.tick()} subject="API">
      <ExecutionLine />
      <ApiPage document={console.openApi()} />
    </Shell>
  );
}
