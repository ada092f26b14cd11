/** The first two proofs: no executor is wanted anywhere that the plan says one may live, and none runs. */

import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { Message } from '../../status/message.ts';
import type { Evidence } from '../../status/status.ts';
import { CONTROLLER_KINDS } from '../../vocabulary.ts';
import { executorAvailability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import { type Pod, podOrigin, type Workload, type World } from '../base/input.ts';
import { withAddOns } from './add-ons.ts';
import { culpritsIn, type Finding, findingEvidence, weighFindings } from './finding.ts';
import type { Inventory } from './inventory.ts';
import { type Culprit, objectMessage, objectPath, objectSubject } from './objects.ts';
import { type PastPods, pastEvidence, ranShown } from './past-pods.ts';
import { named, type Proof, proofOf, type Shown, shown } from './proof.ts';
import { signsEvidence, suspectsOf, suspectsShown } from './suspects.ts';

/**
 * Proof 1: wanted and actual replicas of every executor workload are 0. Last known bad stays bad, however old. A status of
 * an older spec counts no pods of the one in force.
 */
export function proveScaledToZero(world: World, inventory: Inventory): Proof {
  const { executors: found } = inventory;
  const suspects = suspectsOf(inventory, (r) => r.pod === null && r.namespace !== '');
  const lagging = found.filter((w) => w.lagging === true).map(laggingFinding);
  const running = found.filter((w) => w.desired > 0 || w.actual > 0);
  const availability = withAddOns(world, executorAvailability(world, CONTROLLER_KINDS));
  const rule = PROOF_RULES['executors-scaled'];
  const { bad, calm } = wantedShown(world, found, running);
  return proofOf(world, 'executors-scaled', {
    shows: bad ?? suspectsShown(suspects) ?? weighFindings(lagging, availability, { calm, badly: null }),
    at: availability.at,
    culprits: [...running.map(wanted), ...culpritsIn([...suspects, ...lagging])],
    evidence: [
      ...signsEvidence(inventory, (r) => r.pod === null, availability.at, rule),
      ...findingEvidence('replicas', lagging, availability.at, rule),
      ...found.map((w) => evidence('replicas', text(replicasSaid(w)), objectPath(w), availability.at, rule)),
    ],
  });
}

function wantedShown(world: World, found: readonly Workload[], running: readonly Workload[]) {
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
  return { bad, calm };
}

function laggingFinding(w: Workload): Finding {
  return { weight: 'unknown', subject: objectSubject(w), what: say('executor-lagging') };
}

function wanted(w: Workload): Culprit {
  return { weight: 'bad', subject: objectSubject(w), what: replicasSaid(w) };
}

function replicasSaid(w: Workload): Message {
  return say('executors-replicas', { wanted: w.desired, running: w.actual });
}

/** Proof 2: no pod of an executor, in any phase, unless its containers show that it has ended. */
export function proveNoPods(world: World, inventory: Inventory, past: PastPods): Proof {
  const { executorPods: pods } = inventory;
  const suspects = suspectsOf(inventory, (r) => r.pod !== null);
  const availability = executorAvailability(world, ['Pod']);
  const { at } = availability;
  const rule = PROOF_RULES['executor-pods'];
  const { scope: wanted } = world.plan.safety.executors;
  const scope = wanted === 'cluster' ? null : wanted;
  const calm = ranShown(past) ?? shown('executor-pods-none', { scope });
  const none = [text(say('executor-pods-of-none')), text(say('execution-scope', { scope }))] as const;
  const found = [...pods.map((p) => podEvidence(p, at)), ...pastEvidence(world, past, at, rule)];
  return proofOf(world, 'executor-pods', {
    shows:
      pods.length > 0
        ? podsShown(pods)
        : (suspectsShown(suspects) ?? weighFindings(past.unsettled, availability, { calm, badly: null })),
    at,
    culprits: [...pods.map(existing), ...culpritsIn([...suspects, ...past.unsettled])],
    evidence: [
      ...signsEvidence(inventory, (r) => r.pod !== null, at, rule),
      ...(found.length > 0 ? found : [evidence('pods', ...none, at, rule)]),
    ],
  });
}

function existing(pod: Pod): Culprit {
  return { weight: 'bad', subject: objectSubject(podOrigin(pod)), what: phaseSaid(pod) };
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

function podEvidence(pod: Pod, at: number | null): Evidence {
  return evidence(
    'pod',
    text(phaseSaid(pod)),
    `${pod.namespace}/${pod.name}`,
    at,
    PROOF_RULES['executor-pods'],
  );
}

function phaseSaid({ phase, terminating, states }: Pod): Message {
  const yetRuns = phase !== 'Running' && states.some((s) => s.state === 'running');
  return say('executor-pod-phase', { phase, terminating, yetRuns });
}
