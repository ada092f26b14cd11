import { notFound } from 'next/navigation';
import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { ReportPage } from '#features/reports/ui/report-page.tsx';
import { runtime } from '../../runtime.ts';
import { Shell } from '../../shell.tsx';

export const dynamic = 'force-dynamic';

interface ReportProps {
  params: Promise<{ run: string }>;
  searchParams: Promise<{ with?: string | string[] }>;
}

/** One run of the folder of artifacts, e.g. `/reports/20261120T133004Z_pre_market`, or `latest`. */
export default async function Report({ params, searchParams }: ReportProps) {
  const [{ run }, { with: other }] = await Promise.all([params, searchParams]);
  const console = runtime();
  const page = await console.report(run, typeof other === 'string' ? other : null);
  if (page === null) notFound();
  return (
    <Shell posture={console.posture()} tick={console.tick()} subject="A report">
      <ExecutionLine />
      <ReportPage name={run} page={page} />
    </Shell>
  );
}
