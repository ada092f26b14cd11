import { ExecutionLine } from '#components/execution-line/execution-line.tsx';
import { ReportsPage } from '#features/reports/ui/reports-page.tsx';
import { runtime } from '../runtime.ts';
import { Shell } from '../shell.tsx';

export const dynamic = 'force-dynamic';

export default async function AllReports() {
  const console = runtime();
  const reports = await console.reports().catch(() => null);
  return (
    <Shell posture={console.posture()} tick={console.tick()} subject="Reports">
      <ExecutionLine />
      <ReportsPage reports={reports} />
    </Shell>
  );
}
