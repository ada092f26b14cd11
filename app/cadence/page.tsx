import { CadencePage } from '#components/cadence/cadence-page.tsx';
import { ConsolePage } from '#components/console-page/console-page.tsx';
import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { runtime } from '../runtime.ts';

export const dynamic = 'force-dynamic';

export default function Cadence() {
  const console = runtime();
  return (
    <ConsolePage posture={console.posture()} tick={console.tick()} subject="Cadence">
      <ExecutionLine />
      <CadencePage guides={console.cadenceGuides()} />
    </ConsolePage>
  );
}
