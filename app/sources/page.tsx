import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { SourcesPage } from '#components/sources/sources-page.tsx';
import { runtime } from '../runtime.ts';
import { Shell } from '../shell.tsx';

export const dynamic = 'force-dynamic';

export default function Sources() {
  const console = runtime();
  return (
    <Shell posture={console.posture()} tick={console.tick()} subject="Sources">
      <ExecutionLine />
      <SourcesPage first={console.sources()} />
    </Shell>
  );
}
