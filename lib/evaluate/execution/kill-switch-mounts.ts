/**
 * Layer 2 of the kill switch: how each workload and pod takes it, and whether what it points at is really there.
 *
 * A ConfigMap can be mounted and referred to only from the pod's own namespace. A map of the same name in another
 * namespace is therefore not the plan's switch but a copy: turning the switch does not turn the copy. For a workload at
 * zero that is only noted, since nothing takes it; a process that runs by a copy is a finding, and an executor that
 * runs by one is not gated.
 */

import { executorSight, SWEPT_KINDS } from '../base/availability.ts';
import type { World } from '../base/input.ts';
import type { JudgedProof } from './executors.ts';
import { distinct, type Finding, findingEvidence, weighFindings } from './finding.ts';
import { isStanding, type Runnable, type Survey } from './inventory.ts';
import { type Intake, intakesOf, takesSwitch } from './kill-switch-intake.ts';

const RULE =
  'The kill switch is mounted where a workload reads it; its reader takes an unreadable file for not halted (plan, Safety dependencies)';

const BADLY = 'not at an executor';

/** Proof 4. What is not mounted disproves only where an executor runs without it; elsewhere it is a finding. */
export function proveMounts(world: World, survey: Survey): JudgedProof {
  const sight = executorSight(world, SWEPT_KINDS);
  const readers = new Set<string>();
  const findings = distinct(
    survey.runnables.filter(mountsConfigMaps).flatMap((r) =>
      r.containers.flatMap((container) => {
        const intakes = intakesOf(world, r.namespace, container);
        if (intakes.length > 0) readers.add(r.origin);
        return mountFindings(world, r, container.name, intakes);
      }),
    ),
  );
  const base = {
    id: 'halt-mounts',
    label: 'Kill switch mounted',
    source: 'Kubernetes API, pod specs',
    limitSeconds: world.plan.safety.proofLimitSeconds,
    observedAt: sight.at,
    evidence: findingEvidence('kill switch', findings, sight.at, RULE),
  };
  if (!declaresReaders(world) && readers.size === 0 && findings.length === 0)
    return { ...base, verdict: 'not-applicable', value: 'not declared', detail: 'the plan names no reader' };
  const calm =
    readers.size === 0
      ? { value: 'nobody reads it', detail: 'no workload says that it does', badly: BADLY }
      : {
          value: 'where it is read',
          detail: 'every file and variable that names it leads to it',
          badly: BADLY,
        };
  return { ...base, ...weighFindings(findings, sight, calm) };
}

/** A Cloud Run service lives in no namespace and can mount none. */
function mountsConfigMaps(r: Runnable): boolean {
  return r.namespace !== '';
}

function declaresReaders(world: World): boolean {
  return world.plan.safety.haltSwitches.some((s) => s.readAs !== undefined);
}

function mountFindings(world: World, r: Runnable, name: string, intakes: readonly Intake[]): Finding[] {
  const where = r.containers.length > 1 ? `${r.origin}, container ${name}` : r.origin;
  if (intakes.length === 0) return r.executor ? withoutSwitch(world, r, where) : [];
  return intakes.flatMap((intake): Finding[] => {
    const value =
      intake.frozen && intake.via === 'file' ? `${intake.why}; by subPath, never updated` : intake.why;
    const weight = weightOf(r, intake);
    return weight === null ? [] : [{ weight, where, value }];
  });
}

/** An executor that reads no switch at all: bad while it is wanted or runs. */
function withoutSwitch(world: World, r: Runnable, where: string): Finding[] {
  if (r.active) return [{ weight: 'bad', where, value: 'takes no kill switch' }];
  return declaresReaders(world) ? [{ weight: 'attention', where, value: 'takes no kill switch' }] : [];
}

/** Null: as it should be, and told under the workload. */
function weightOf(r: Runnable, { takes, frozen, via }: Intake): Finding['weight'] | null {
  if (takes === 'switch') return frozen && via === 'file' ? 'attention' : isStanding(r) ? 'note' : null;
  if (takes === 'copy' && !r.active) return 'note';
  if (!r.executor || !r.active) return 'attention';
  return takes === 'nothing' || takes === 'allowed' ? 'bad' : 'unknown';
}

/** Whether every container of every executor pod takes a switch by nothing but good ways. */
export function everyExecutorTakesSwitch(world: World, { executorPods }: Survey): boolean {
  return (
    executorPods.length > 0 &&
    executorPods.every((pod) => pod.containers.every((c) => takesSwitch(intakesOf(world, pod.namespace, c))))
  );
}
