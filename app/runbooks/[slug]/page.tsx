import { notFound } from 'next/navigation';
import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { RunbookPage } from '#components/runbook/runbook-page.tsx';
import { runtime } from '../../runtime.ts';
import { Shell } from '../../shell.tsx';

export const dynamic = 'force-dynamic';

export default async function RunbookOf({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const console = runtime();
  const runbook = console.runbook(slug);
  if (runbook === null) notFound();
  return (
    <Shell posture={console.posture()} tick={console.tick()} subject={runbook.title}>
      <ExecutionLine />
      <RunbookPage runbook={runbook} />
    </Shell>
  );
}
