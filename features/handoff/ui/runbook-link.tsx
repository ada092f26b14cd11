/** The way to a runbook; on paper its address stands beside it. */

import { runbookAt } from '#components/runbook/sections.ts';

export function RunbookLink({ slug, of }: { slug: string; of: string }) {
  return (
    <a className="button handover-runbook" href={runbookAt(slug, 'checks')}>
      Runbook<span className="sr-only">: {of}</span>
    </a>
  );
}
