import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { SloPage } from '#features/slo/ui/slo-page.tsx';
import { runtime } from '../runtime.ts';
import { Shell } from '../shell.tsx';

export const dynamic = 'force-dynamic';

export default async function Slo() {
  const console = runtime();
  const first = await console.slo().catch(() => null);
  return (
    <Shell posture={console.posture()} tick={console.tick()} subject="SLO">
      <ExecutionLine />
      <SloPage first={first} />
    </Shell>
  );
}
