import { CadencePage } from '#components/cadence/cadence-page.tsx';
import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { runtime } from '../runtime.ts';
import { Shell } from '../shell.tsx';

export const dynamic = 'force-dynamic';

export default function Cadence() {
  const console = runtime();
  return (
    <Shell posture={console.posture()} tick={console.tick()} subject="Cadence">
      <ExecutionLine />
      <CadencePage guides={console.cadenceGuides()} />
    </Shell>
  );
}
