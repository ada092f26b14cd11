/** The first two proofs: no executor is wanted anywhere that the plan says one may live, and none runs. */

import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { ProofStatus } from '../../status/proof-status.ts';
import type { Evidence } from '../../status/status.ts';
import { CONTROLLER_KINDS } from '../../vocabulary.ts';
import { executorAvailability } from '../base/availability.ts';
import { evidence } from '../base/evidence.ts';
import type { Pod, Workload, World } from '../base/input.ts';
import { type Finding, findingEvidence, weighFindings } from './finding.ts';
import type { Inventory } from './inventory.ts';
import { objectMessage, objectPath } from './objects.ts';
import { type PastPods, pastEvidence, ranShown } from './past-pods.ts';
import { named, proofOf, type Shown, shown } from './proof.ts';

/**
 * Proof 1: wanted and actual replicas of every executor workload are 0. Last known bad stays bad, however old. A status of
 * an older spec counts no pods of the one in force.
 */
export function proveScaledToZero(world: World, { executors: found }: Inventory): ProofStatus {
  const running = found.filter((w) => w.desired > 0 || w.actual > 0);
  const lagging = found.filter((w) => w.lagging === true).map(laggingFinding);
  const availability = executorAvailability(world, CONTROLLER_KINDS);
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
    shows: bad ?? weighFindings(lagging, availability, { calm, badly: null }),
    at: availability.at,
    evidence: [
      ...findingEvidence('replicas', lagging, availability.at, rule),
      ...found.map((w) => replicasEvidence(w, availability.at)),
    ],
  });
}

function laggingFinding(w: Workload): Finding {
  const subject = { shown: objectMessage(w), path: objectPath(w) };
  return { weight: 'unknown', subject, what: say('executor-lagging') };
}

function replicasEvidence(w: Workload, at: number | null): Evidence {
  const value = text(say('executors-replicas', { wanted: w.desired, running: w.actual }));
  return evidence('replicas', value, objectPath(w), at, PROOF_RULES['executors-scaled']);
}

/** Proof 2: no pod of an executor, in any phase, unless its containers show that it has ended. */
export function proveNoPods(world: World, { executorPods: pods }: Inventory, past: PastPods): ProofStatus {
  const availability = executorAvailability(world, ['Pod']);
  const { at } = availability;
  const rule = PROOF_RULES['executor-pods'];
  const { scope: wanted } = world.plan.safety.executors;
  const scope = wanted === 'cluster' ? null : wanted;
  const calm = ranShown(past) ?? shown('executor-pods-none', { scope });
  const none = [text(say('executor-pods-of-none')), text(say('execution-scope', { scope }))] as const;
  const found = [...pods.map((p) => podEvidence(p, at)), ...pastEvidence(past, at, rule)];
  return proofOf(world, 'executor-pods', {
    shows:
      pods.length > 0 ? podsShown(pods) : weighFindings(past.unsettled, availability, { calm, badly: null }),
    at,
    evidence: found.length > 0 ? found : [evidence('pods', ...none, at, rule)],
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

function podEvidence({ phase, terminating, states, namespace, name }: Pod, at: number | null): Evidence {
  const yetRuns = phase !== 'Running' && states.some((s) => s.state === 'running');
  const value = text(say('executor-pod-phase', { phase, terminating, yetRuns }));
  return evidence('pod', value, `${namespace}/${name}`, at, PROOF_RULES['executor-pods']);
}
