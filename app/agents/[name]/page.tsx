import { notFound } from 'next/navigation';
import { AgentPage } from '#components/agent-detail/agent-page.tsx';
import { ReadAgain } from '#components/agent-detail/read-again.tsx';
import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { AgentLines } from '#features/conformance/ui/agent-lines.tsx';
import type { Runtime } from '#server/handle.ts';
import { runtime } from '../../runtime.ts';
import { Shell } from '../../shell.tsx';

export const dynamic = 'force-dynamic';

const POINTS = 300;

export default async function Agent({ params }: { params: Promise<{ name: string }> }) {
  const { name } = await params;
  const console = runtime();
  const posture = console.posture();
  const tick = console.tick();
  const detail = console.agentDetail(name);
  if (detail === null) notFound();
  return (
    <Shell posture={posture} tick={tick} subject={detail.agent.name}>
      <ReadAgain madeFrom={posture.id} />
      <ExecutionLine />
      <AgentPage
        detail={detail}
        readAt={tick.now}
        history={await historyOf(console, detail.agent.name)}
        contractLines={<AgentLines first={console.contracts()} name={detail.agent.name} />}
      />
    </Shell>
  );
}

function historyOf(console: Runtime, agent: string) {
  return console
    .history({ agent, series: 'heartbeat_age_seconds', interval: '15m', points: POINTS })
    .catch(() => null);
}
