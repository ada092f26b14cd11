import { Actions } from '#components/actions/actions.tsx';
import { AgentRoster } from '#components/agent-roster/agent-roster.tsx';
import { ConsolePage } from '#components/console-page/console-page.tsx';
import { Escalations } from '#components/escalations/escalations.tsx';
import { ExecutionBanner } from '#components/execution-banner/execution-banner.tsx';
import { FailureMatrix } from '#components/failure-matrix/failure-matrix.tsx';
import { HeartbeatCharts } from '#components/heartbeat-chart/heartbeat-charts.tsx';
import { Sources } from '#components/sources/sources.tsx';
import { Undeclared } from '#components/sources/undeclared.tsx';
import type { History } from '#lib/wire/history.ts';
import type { Runtime } from '#lib/wire/runtime.ts';
import { runtime } from './runtime.ts';

export const dynamic = 'force-dynamic';

const SPAN_MS = 15 * 60_000;
const POINTS = 90;

/** The pane: is execution off, what to do now, who is unwell, since when, what can go wrong, what is not seen. */
export default function Pane() {
  const mesh = runtime();
  const histories = historiesOf(mesh);
  return (
    <ConsolePage posture={mesh.posture()} tick={mesh.tick()}>
      <ExecutionBanner />
      <Actions />
      <AgentRoster histories={histories} />
      <HeartbeatCharts histories={histories} />
      <Escalations />
      <FailureMatrix />
      <Undeclared />
      <Sources />
    </ConsolePage>
  );
}

/** The last quarter of an hour of every heartbeat, so that the charts stand before any script runs. */
function historiesOf(mesh: Runtime): Record<string, History> {
  const to = Date.parse(mesh.tick().now);
  const agents = mesh.posture().agents.filter((a) => a.heartbeatLimitSeconds !== null);
  return Object.fromEntries(
    agents.flatMap(({ name }) => {
      const query = {
        agent: name,
        series: 'heartbeat_age_seconds',
        from: to - SPAN_MS,
        to,
        points: POINTS,
      } as const;
      const history = mesh.history(query);
      return history === null ? [] : [[name, history]];
    }),
  );
}
