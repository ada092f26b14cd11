import { notFound } from 'next/navigation';
import { ConsolePage } from '#components/console-page/console-page.tsx';
import { HandoverPage } from '#components/handover/handover-page.tsx';
import { runtime } from '../runtime.ts';

export const dynamic = 'force-dynamic';

interface HandoverProps {
  searchParams: Promise<{ from?: string | string[]; to?: string | string[] }>;
}

/** What this shift hands to the next, since the last close or another time: `/handover?from=2026-11-19T21:00:00Z`. */
export default async function Handover({ searchParams }: HandoverProps) {
  const { from, to } = await searchParams;
  const console = runtime();
  const [since, until] = [instantOf(from), instantOf(to)];
  if (since === undefined || until === undefined) notFound();
  const told = await console.handover({ from: since, to: until }).catch(() => null);
  return (
    <ConsolePage posture={console.posture()} tick={console.tick()} subject="Hand-over">
      <HandoverPage told={told} />
    </ConsolePage>
  );
}

/** Epoch milliseconds of an instant with its zone; null where none is given, undefined for anything else. */
function instantOf(text: string | string[] | undefined): number | null | undefined {
  if (text === undefined || text === '') return null;
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isFinite(at) ? at : undefined;
}
