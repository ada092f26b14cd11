import { Actions } from '#components/actions/actions.tsx';
import { AgentRoster } from '#components/agent-roster/agent-roster.tsx';
import { ExecutionBanner } from '#components/execution-banner/execution-banner.tsx';
import { LaterPanels } from '#components/lower-panels/later.tsx';
import type { History } from '#lib/series/history.ts';
import type { Runtime } from '#server/handle.ts';
import { runtime } from './runtime.ts';
import { Shell } from './shell.tsx';

export const dynamic = 'force-dynamic';

/** Columns of a chart: as the panes are about 400 pixels wide, each is at most seven. */
const POINTS = 60;

/** The pane: is execution off, what to do now, who is unwell, since when, what can go wrong, what is not seen. */
export default async function Pane() {
  const mesh = runtime();
  const histories = await historiesOf(mesh);
  return (
    <Shell posture={mesh.posture()} tick={mesh.tick()}>
      <ExecutionBanner />
      <Actions />
      <AgentRoster histories={histories} />
      <LaterPanels histories={histories} />
    </Shell>
  );
}

/** The last quarter of an hour of every heartbeat that can be read, so that the charts stand before any script runs. */
async function historiesOf(mesh: Runtime): Promise<Record<string, History>> {
  const agents = mesh.posture().agents.filter((a) => a.heartbeatLimitSeconds !== null);
  const series = 'heartbeat_age_seconds';
  const read = await Promise.all(
    agents.map(({ name: agent }) =>
      mesh.history({ agent, series, interval: '15m', points: POINTS }).catch(() => null),
    ),
  );
  return Object.fromEntries(read.flatMap((history) => (history === null ? [] : [[history.agent, history]])));
}
