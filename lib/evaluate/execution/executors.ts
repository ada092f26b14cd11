/** The first two proofs: no executor is wanted anywhere that the plan says one may live, and none runs. */

import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { ProofStatus } from '../../status/proof-status.ts';
import type { Evidence } from '../../status/status.ts';
import { CONTROLLER_KINDS } from '../../vocabulary.ts';
import { executorAvailability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { Pod, World } from '../base/input.ts';
import { withAddOns } from './add-ons.ts';
import type { Inventory } from './inventory.ts';
import { objectMessage, objectPath } from './objects.ts';
import { named, proofOf, type Shown, shown, weigh } from './proof.ts';

/** Proof 1: wanted and actual replicas of every executor workload are 0. Last known bad stays bad, however old. */
export function proveScaledToZero(world: World, { executors: found }: Inventory): ProofStatus {
  const running = found.filter((w) => w.desired > 0 || w.actual > 0);
  const availability = withAddOns(world, executorAvailability(world, CONTROLLER_KINDS));
  const sum = {
    wanted: found.reduce((total, w) => total + w.desired, 0),
    running: found.reduce((total, w) => total + w.actual, 0),
  };
  const bad =
    running.length === 0
      ? null
      : shown('executors-wanted', { ...sum, named: named(running.map(objectMessage)) });
  const calm =
    found.length === 0
      ? shown('executors-none', { names: world.plan.safety.executors.names })
      : shown('executors-at-zero', { ...sum, named: named(found.map(objectMessage)) });
  const rule = PROOF_RULES['executors-scaled'];
  return proofOf(world, 'executors-scaled', {
    shows: weigh(bad, availability, calm),
    at: availability.at,
    evidence: found.map((w) =>
      evidence(
        'replicas',
        text(say('executors-replicas', { wanted: w.desired, running: w.actual })),
        objectPath(w),
        availability.at,
        rule,
      ),
    ),
  });
}

/** Proof 2: no pod of an executor, in any phase but finished. */
export function proveNoPods(world: World, { executorPods: pods }: Inventory): ProofStatus {
  const availability = executorAvailability(world, ['Pod']);
  const { scope: wanted } = world.plan.safety.executors;
  const scope = wanted === 'cluster' ? null : wanted;
  const none = evidence(
    'pods',
    text(say('executor-pods-of-none')),
    text(say('execution-scope', { scope })),
    availability.at,
    PROOF_RULES['executor-pods'],
  );
  return proofOf(world, 'executor-pods', {
    shows: weigh(
      pods.length === 0 ? null : podsShown(pods),
      availability,
      shown('executor-pods-none', { scope }),
    ),
    at: availability.at,
    evidence: pods.length === 0 ? [none] : pods.map((p) => podEvidence(p, availability.at)),
  });
}

function podsShown(pods: readonly Pod[]): Shown {
  return shown('executor-pods-exist', {
    pods: pods.length,
    terminating: pods.filter((p) => p.terminating).length,
    named: named(
      pods.map(({ name, namespace }) => say('execution-pod', { name, namespace })),
      2,
    ),
  });
}

function podEvidence({ phase, terminating, namespace, name }: Pod, at: number | null): Evidence {
  const value = text(say('executor-pod-phase', { phase, terminating }));
  return evidence('pod', value, `${namespace}/${name}`, at, PROOF_RULES['executor-pods']);
}
