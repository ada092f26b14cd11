/** Every endpoint that the plan probes answers with the evidence that its contract asks for. */

import { namedUnreadable } from '../../../contracts/unreadable.ts';
import { entryOf } from '../../../facts/ledger.ts';
import { probeReason } from '../../../messages/status/probe.ts';
import type { ProbeResult } from '../../agents/probes/probe-result.ts';
import type { ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import { type AgentScope, instanceGaps } from '../scope.ts';
import { concluded, type Noticed, noticed, type Remark } from '../verdict.ts';

const SOURCE = 'plan, Agent contracts: health contract endpoints';

/** It answered, and what it answered is no evidence. */
const UNUSABLE: readonly string[] = [
  'unparsable',
  'unreadable',
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
    return concluded(remarks, instanceGaps(scope), SOURCE, latest(scope), {
      state: 'cannot-see',
      why: say('conform-nothing-asked'),
    });
  },
};

function latest({ readings }: AgentScope): number | null {
  return readings.reduce<number | null>(
    (at, r) => (r.answeredAt === null ? at : Math.max(at ?? r.answeredAt, r.answeredAt)),
    null,
  );
}

function answerRemark(scope: AgentScope, r: ProbeResult): Remark {
  const where = `${r.instance} ${r.probe.path}`;
  if (r.counts && r.answer !== null) {
    const { unreadable } = r.answer;
    return {
      where,
      ...(unreadable === undefined ? formOf(r.answer) : noticed('broken', namedUnreadable(unreadable))),
    };
  }
  const subject = `probe/${scope.agent.name}/${r.probe.id}/${r.instance}`;
  const outcome = entryOf(scope.world.ledger, 'probe', subject)?.fact.value?.outcome;
  const refused = outcome !== undefined && UNUSABLE.includes(outcome);
  return { where, ...noticed(refused || r.verdict === 'bad' ? 'broken' : 'cannot-see', probeReason(r)) };
}

/** The known form of an answer. */
function formOf(answer: NonNullable<ProbeResult['answer']>): Noticed {
  switch (answer.contract) {
    case 'marketdata-heartbeat':
      if (answer.form === 'older') return noticed('broken', say('conform-older-form'));
      return answer.form === 'contract'
        ? noticed('holds', say('conform-contract-form'))
        : noticed('cannot-see', say('conform-form-untold'));
    case 'ops-status':
      return noticed('holds', say('conform-status-form', { minimum: answer.state === null }));
    default:
      return noticed('holds', say('conform-answers'));
  }
}
