import { ApiPage } from '#components/api-page/api-page.tsx';
import { ConsolePage } from '#components/console-page/console-page.tsx';
import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { runtime } from '../runtime.ts';

export const dynamic = 'force-dynamic';

export default function Api() {
  const console = runtime();
  return (
    <ConsolePage posture={console.posture()} tick={console.tick()} subject="API">
      <ExecutionLine />
      <ApiPage document={console.openApi()} />
    </ConsolePage>
  );
}
