/** The deploy report at both ends of an interval, from the evaluation input of that time. */

import { deployReport, deployReportMarkdown, unreadParts } from '#features/reports/index.ts';
import { declaredDays } from '#lib/market/declared-days.ts';
import { marketAt } from '#lib/market/market.ts';
import { replay } from '#store/replay.ts';
import type { BundleFile, IncidentReads, IncidentSpan } from './incident.ts';

/** @param missing receives the reason for a missing one. */
export async function* reportFiles(
  journal: Pick<IncidentReads, 'inputAt'>,
  { from, to }: Pick<IncidentSpan, 'from' | 'to'>,
  missing: string[],
): AsyncGenerator<BundleFile> {
  for (const [name, moment] of [
    ['at_the_beginning', from],
    ['at_the_end', to],
  ] as const) {
    const held = await journal.inputAt(moment);
    if (held === null) {
      missing.push(`the deploy report ${name}: the facts of then are not kept`);
      continue;
    }
    const { input, at } = held;
    const posture = replay(input, at);
    const unread = unreadParts(posture);
    if (unread.length > 0) {
      missing.push(`the deploy report ${name}: ${unread.join('; ')}`);
      continue;
    }
    const { plan } = input.plan;
    const world = { plan, ledger: input.ledger, market: marketAt(at, declaredDays(plan)), now: at };
    const report = deployReport({ world, evaluationState: input.evaluationState, posture });
    yield { name: `deploy_report/${name}.md`, text: deployReportMarkdown(report) };
    yield { name: `deploy_report/${name}.json`, text: `${JSON.stringify(report, null, 2)}\n` };
  }
}
