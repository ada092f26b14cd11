/** The panels below the first screen. Loaded after it: nothing else may import this file directly. */
'use client';

import { Escalations } from '#components/escalations/escalations.tsx';
import { FailureMatrix } from '#components/failure-matrix/failure-matrix.tsx';
import { HeartbeatCharts } from '#components/heartbeat-chart/heartbeat-charts.tsx';
import { Sources } from '#components/sources/sources.tsx';
import { Undeclared } from '#components/sources/undeclared.tsx';
import type { History } from '#lib/series/history.ts';

/** `histories`: by agent, as the server read them. */
export default function LowerPanels({ histories }: { histories: Readonly<Record<string, History>> }) {
  return (
    <>
      <HeartbeatCharts histories={histories} />
      <Escalations />
      <FailureMatrix />
      <Undeclared />
      <Sources />
    </>
  );
}
