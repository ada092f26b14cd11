/** Every endpoint that the plan probes answers with the evidence that its contract asks for. */

import type { ProbeReading } from '#lib/evaluate/agents/probes/probe-result.ts';
import { entryOf } from '#lib/facts/ledger.ts';
import type { ConformanceRule } from '../rule.ts';
import type { AgentScope } from '../scope.ts';
import { concluded, type Remark } from '../verdict.ts';

const SOURCE = 'plan, Agent contracts: health contract endpoints';

/** It answered, and what it answered is no evidence. */
const UNUSABLE: readonly string[] = [
  'unparsable',
  'no-evidence',
  'wrong-identity',
  'redirected',
  'too-large',
];

export const answersByContract: ConformanceRule = {
  id: 'answers-by-contract',
  title: 'Health answers by contract',
  source: SOURCE,
  applies: (_plan, agent) => agent.probes.some((p) => !p.optional),
  check(scope) {
    const remarks = scope.readings.filter((r) => !r.probe.optional).map((r) => answerRemark(scope, r));
    return concluded(remarks, [], SOURCE, latest(scope), { state: 'cannot-see', why: 'nothing was asked' });
  },
};

function latest({ readings }: AgentScope): number | null {
  return readings.reduce<number | null>(
    (at, r) => (r.answeredAt === null ? at : Math.max(at ?? r.answeredAt, r.answeredAt)),
    null,
  );
}

function answerRemark(scope: AgentScope, r: ProbeReading): Remark {
  const where = `${r.instance} ${r.probe.path}`;
  if (r.counts && r.answer !== null) return { where, ...formOf(r.answer) };
  const subject = `probe/${scope.agent.name}/${r.probe.id}/${r.instance}`;
  const outcome = entryOf(scope.world.ledger, 'probe', subject)?.fact.value?.outcome;
  const refused = outcome !== undefined && UNUSABLE.includes(outcome);
  return { where, state: refused || r.verdict === 'bad' ? 'broken' : 'cannot-see', text: r.reason };
}

/** In which of its known forms an answer came. */
function formOf(answer: NonNullable<ProbeReading['answer']>): Pick<Remark, 'state' | 'text'> {
  switch (answer.contract) {
    case 'marketdata-heartbeat':
      if (answer.form === 'older')
        return { state: 'broken', text: 'answers in the older form, 200 whatever the feed does' };
      return answer.form === 'contract'
        ? { state: 'holds', text: 'answers in the form of the contract' }
        : { state: 'cannot-see', text: 'answers; in which form is not told' };
    case 'ops-status':
      return {
        state: 'holds',
        text: `answers in the ${answer.state === null ? 'stable minimum' : 'richer form'}`,
      };
    default:
      return { state: 'holds', text: 'answers with its evidence' };
  }
}
