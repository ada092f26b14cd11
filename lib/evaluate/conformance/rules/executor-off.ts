/** An executor is off: what the execution proofs say of it, wherever the plan says that executors may live. */

import { proofDetail, proofLabel, proofValue } from '../../../messages/status/proof.ts';
import { proveCloudRun } from '../../execution/cloud-run.ts';
import { isExecutorAgent } from '../../execution/executor.ts';
import { proveNoPods, proveScaledToZero } from '../../execution/executors.ts';
import { inventoryOf } from '../../execution/inventory.ts';
import { pastPods } from '../../execution/past-pods.ts';
import { processReports } from '../../execution/reported.ts';
import type { Conformance, ConformanceRule } from '../rule.ts';
import { say } from '../say.ts';
import type { AgentScope } from '../scope.ts';

const SOURCE = 'plan, Safety invariants: execution stays off, scaled to zero';

export const executorOff: ConformanceRule = {
  id: 'executor-off',
  title: 'Executor is off',
  source: SOURCE,
  applies: (plan, agent) => isExecutorAgent(plan, agent),
  check: (scope) => offness(scope),
};

function offness({ world, executors }: AgentScope): Conformance {
  const inventory = inventoryOf(world);
  const proofs = [
    proveScaledToZero(world, inventory),
    proveNoPods(world, inventory, pastPods(world, inventory, executors)),
    proveCloudRun(world, inventory, processReports(world)),
  ];
  const said = (verdicts: readonly string[]) =>
    proofs
      .filter((p) => verdicts.includes(p.verdict))
      .map((p) =>
        say('conform-proof', { label: proofLabel(p.id), value: proofValue(p), detail: proofDetail(p) }),
      );
  const evidence = proofs.flatMap((p) => p.evidence);
  // A finding disproves nothing.
  const [bad, good] = [said(['bad']), said(['good', 'attention'])];
  if (bad.length > 0)
    return { state: 'broken', why: say('clauses', { items: bad, most: bad.length }), evidence };
  const unclear = proofs.filter((p) => p.verdict === 'unknown');
  if (unclear.length > 0 || good.length === 0)
    return {
      state: 'cannot-see',
      why:
        unclear.length === 0
          ? say('conform-nothing-read')
          : say('clauses', { items: unclear.map((p) => proofDetail(p)), most: unclear.length }),
      evidence,
    };
  return { state: 'holds', why: say('clauses', { items: good, most: good.length }), evidence };
}
