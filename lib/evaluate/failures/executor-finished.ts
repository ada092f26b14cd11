/** An executor that ran and ended: somebody started it, though execution must stay off (plan, Safety invariants). */

import { textOn } from '../../messages/dated.ts';
import { proofDetail } from '../../messages/status/proof.ts';
import { evidence } from '../base/evidence.ts';
import { executorAgent } from '../execution/executor.ts';
import { finishedMessage } from '../execution/finished.ts';
import { objectPath } from '../execution/objects.ts';
import { absent, earliest, type FailureDetect, failure, unavailable } from './failure.ts';

export const detectExecutorFinished: FailureDetect = ({ world, plan, execution }) => {
  const { finished, proofs } = execution;
  if (finished.length > 0)
    return failure(
      'executors-finished',
      {
        who: [executorAgent(world.plan) ?? finished[0]?.name ?? ''],
        since: earliest(finished.map(({ at }) => at)),
        evidence: finished.map((ran) =>
          evidence('run', textOn(finishedMessage(ran), world.now), objectPath(ran), ran.at, plan.symptom),
        ),
      },
      { said: finished.map(finishedMessage) },
    );
  const unknown = proofs.find((p) => p.id === 'executor-pods' && p.verdict === 'unknown');
  return unknown === undefined ? absent() : unavailable(proofDetail(unknown));
};
