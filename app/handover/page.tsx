import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { HandoverPage } from '#features/handoff/ui/handoff-page.tsx';
import { runtime } from '../runtime.ts';
import { Shell } from '../shell.tsx';

export const dynamic = 'force-dynamic';

type Parameter = string | string[] | undefined;

interface HandoverProps {
  searchParams: Promise<{ from?: Parameter; to?: Parameter }>;
}

/** A shift to hand over, e.g. `/handover?from=session-open` or `/handover?from=2026-11-20T09:30`. */
export default async function Handover({ searchParams }: HandoverProps) {
  const query = await searchParams;
  const [from, to] = [textOf(query.from), textOf(query.to)];
  const mesh = runtime();
  const read = await mesh.handover({ from, to }).then(
    (answer) => ({ answer, why: '' }),
    (error: unknown) => ({ answer: null, why: error instanceof Error ? error.message : String(error) }),
  );
  const posture = mesh.posture();
  const tick = mesh.tick();
  return (
    <Shell posture={posture} tick={tick} subject="Hand-over">
      <ExecutionLine />
      <HandoverPage {...read} asked={from} now={tick.now} practice={posture.mesh.practice} />
    </Shell>
  );
}

/** Given more than once it is no time, and refused as that. */
function textOf(parameter: Parameter): string | undefined {
  return Array.isArray(parameter) ? parameter.join() : parameter;
}
