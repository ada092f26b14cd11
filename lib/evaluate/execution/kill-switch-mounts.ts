/**
 * Layer 2 of the kill switch: how each workload and pod takes it, and if its source really exists.
 * A ConfigMap can be mounted and referred to only from the pod's own namespace. A map of the same name in another
 * namespace is therefore not the plan's switch but a copy: turning the switch does not turn the copy. For a workload at
 * zero that is only noted, since nothing takes it; a process that runs by a copy is a finding, and an executor that
 * runs by one is not gated.
 */

import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import { WORKLOAD_KINDS } from '../../vocabulary.ts';
import { type Availability, executorAvailability } from '../base/availability.ts';
import type { World } from '../base/input.ts';
import { culpritsIn, distinct, type Finding, findingEvidence, weighFindings } from './finding.ts';
import { type Inventory, isLongLived, type Runnable } from './inventory.ts';
import { type Intake, intakesOf, takesSwitch } from './kill-switch-intake.ts';
import { containerSubject, objectPath, type Subject } from './objects.ts';
import { type Proof, proofOf, type Shown, shown } from './proof.ts';

/** Proof 4. A missing mount disproves only if an executor runs without it; elsewhere it is a finding. */
export function proveMounts(world: World, inventory: Inventory): Proof {
  const availability = executorAvailability(world, WORKLOAD_KINDS);
  const readers = new Set<string>();
  const findings = distinct(
    inventory.runnables.filter(mountsConfigMaps).flatMap((r) =>
      r.containers.flatMap((container) => {
        const intakes = intakesOf(world, r.namespace, container);
        if (intakes.length > 0) readers.add(objectPath(r.origin));
        return mountFindings(world, r, container.name, intakes);
      }),
    ),
  );
  return proofOf(world, 'halt-mounts', {
    shows: mountsShown(world, readers.size, findings, availability),
    at: availability.at,
    culprits: culpritsIn(findings),
    evidence: findingEvidence('kill switch', findings, availability.at, PROOF_RULES['halt-mounts']),
  });
}

function mountsShown(
  world: World,
  readers: number,
  findings: readonly Finding[],
  availability: Availability,
): Shown {
  if (!declaresReaders(world) && readers === 0 && findings.length === 0) return shown('mounts-not-declared');
  return weighFindings(findings, availability, {
    calm: shown(readers === 0 ? 'mounts-without-reader' : 'mounts-reached'),
    badly: (_worst, places) => shown('mounts-missing', { places }),
  });
}

/** A Cloud Run service lives in no namespace and can mount none. */
function mountsConfigMaps(r: Runnable): boolean {
  return r.namespace !== '';
}

function declaresReaders(world: World): boolean {
  return world.plan.safety.haltSwitches.some((s) => s.readAs !== undefined);
}

function mountFindings(world: World, r: Runnable, name: string, intakes: readonly Intake[]): Finding[] {
  const subject = containerSubject(r.origin, r.containers.length > 1 ? name : null);
  if (intakes.length === 0) return r.executor ? withoutSwitch(world, r, subject) : [];
  return intakes.flatMap((intake): Finding[] => {
    const { why, frozen, via } = intake;
    const what = frozen && via === 'file' ? say('mount-by-sub-path', { intake: why }) : why;
    const weight = weightOf(r, intake, intakes);
    return weight === null ? [] : [{ weight, subject, what }];
  });
}

/** An executor that reads no switch at all: bad while it is wanted or runs. */
function withoutSwitch(world: World, r: Runnable, subject: Subject): Finding[] {
  const what = say('mount-takes-none');
  if (r.active) return [{ weight: 'bad', subject, what }];
  return declaresReaders(world) ? [{ weight: 'attention', subject, what }] : [];
}

/** Null: as it should be, and listed under the workload. */
function weightOf(
  r: Runnable,
  { takes, frozen, via }: Intake,
  all: readonly Intake[],
): Finding['weight'] | null {
  // One truthy source is enough to halt: a document beside the switch takes nothing from it.
  if (via === 'document' && all.some((each) => each.takes === 'switch')) return 'note';
  if (takes === 'switch') return frozen && via === 'file' ? 'attention' : isLongLived(r) ? 'note' : null;
  if (takes === 'copy' && !r.active) return 'note';
  if (!r.executor || !r.active) return 'attention';
  return takes === 'nothing' || takes === 'allowed' ? 'bad' : 'unknown';
}

/** True if every container of every executor pod takes a switch by only good ways. */
export function everyExecutorTakesSwitch(world: World, { executorPods }: Inventory): boolean {
  return (
    executorPods.length > 0 &&
    executorPods.every((pod) => pod.containers.every((c) => takesSwitch(intakesOf(world, pod.namespace, c))))
  );
}
