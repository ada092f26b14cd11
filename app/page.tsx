import { ConsolePage } from '#components/console-page/console-page.tsx';
import { ExecutionBanner } from '#components/execution-banner/execution-banner.tsx';
import { runtime } from './runtime.ts';

export const dynamic = 'force-dynamic';

export default function Pane() {
  const mesh = runtime();
  return (
    <ConsolePage posture={mesh.posture()} tick={mesh.tick()}>
      <ExecutionBanner />
    </ConsolePage>
  );
}
