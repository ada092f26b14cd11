import { notFound } from 'next/navigation';
import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { HistoryPage } from '#features/history/ui/history-page.tsx';
import { rangeSchema, SERIES } from '#lib/series/history.ts';
import { runtime } from '../../../runtime.ts';
import { Shell } from '../../../shell.tsx';

export const dynamic = 'force-dynamic';

/** Columns of a chart: about as many as it has pixels on a phone, and half of them on a desk. */
const COLUMNS = 360;
const MOST_CHANGES = 2_000;

interface AgentHistoryProps {
  params: Promise<{ name: string }>;
  searchParams: Promise<{ range?: string | string[] }>;
}

/** An agent over time, e.g. `/agents/strategy-engine/history?range=5-sessions`. */
export default async function AgentHistory({ params, searchParams }: AgentHistoryProps) {
  const [{ name }, query] = await Promise.all([params, searchParams]);
  const mesh = runtime();
  const posture = mesh.posture();
  const agent = posture.agents.find((a) => a.name === name);
  const range = rangeSchema.safeParse(query.range ?? '1h');
  if (agent === undefined || !range.success) notFound();
  const span = range.data;
  const read = await Promise.all([
    mesh.changes(span, MOST_CHANGES),
    ...SERIES.map((series) => mesh.history({ agent: agent.name, series, interval: span, points: COLUMNS })),
  ]).then(
    ([changes, ...histories]) => ({
      read: { changes, histories: histories.filter((history) => history !== null) },
      why: null,
    }),
    (error: unknown) => ({ read: null, why: error instanceof Error ? error.message : String(error) }),
  );
  return (
    <Shell posture={posture} tick={mesh.tick()} subject={`${agent.name} over time`}>
      <ExecutionLine />
      <HistoryPage agent={agent.name} range={span} {...read} />
    </Shell>
  );
}
