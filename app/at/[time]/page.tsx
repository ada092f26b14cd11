import { notFound } from 'next/navigation';
import { z } from 'zod';
import { Actions } from '#components/actions/actions.tsx';
import { AgentRoster } from '#components/agent-roster/agent-roster.tsx';
import { Escalations } from '#components/escalations/escalations.tsx';
import { ExecutionBanner } from '#components/execution-banner/execution-banner.tsx';
import { FailureMatrix } from '#components/failure-matrix/failure-matrix.tsx';
import { Sources } from '#components/sources/sources.tsx';
import { Undeclared } from '#components/sources/undeclared.tsx';
import { Differences } from '#features/history/ui/differences.tsx';
import { PastBar } from '#features/history/ui/past-bar.tsx';
import { runtime } from '../../runtime.ts';
import { Shell } from '../../shell.tsx';

export const dynamic = 'force-dynamic';

interface AtProps {
  params: Promise<{ time: string }>;
  searchParams: Promise<{ with?: string | string[] }>;
}

/** The pane as published at an instant, e.g. `/at/2026-11-20T15:32:07Z`. */
export default async function At({ params, searchParams }: AtProps) {
  const [{ time }, { with: other }] = await Promise.all([params, searchParams]);
  const at = instantOf(time);
  const mesh = runtime();
  if (at === null || at > Date.parse(mesh.tick().now)) notFound();
  const past = await mesh.past(at, other === 'reevaluated' ? other : instantOf(other));
  const { posture } = past;
  // Without a posture of that time the head is the present's, and the page holds only that message.
  const shown = posture ?? mesh.posture();
  const tick = {
    ...mesh.tick(),
    now: posture === null ? past.askedAt : shown.at,
    postureId: shown.id,
    measured: shown.measured,
  };
  return (
    <Shell posture={shown} tick={tick} subject="a moment of the past" still>
      <PastBar past={past} now={mesh.tick().now} />
      {posture !== null && (
        <>
          <Differences past={past} />
          <ExecutionBanner />
          <Actions />
          <AgentRoster histories={{}} />
          <Escalations />
          <FailureMatrix />
          <Undeclared />
          <Sources />
        </>
      )}
    </Shell>
  );
}

/** Epoch milliseconds of an instant in ISO 8601; null for anything else. */
function instantOf(text: string | string[] | undefined): number | null {
  if (typeof text !== 'string') return null;
  const parsed = z.iso.datetime({ offset: true }).safeParse(decodeURIComponent(text));
  return parsed.success ? Date.parse(parsed.data) : null;
}
