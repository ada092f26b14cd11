/**
 * Layer 2 of the kill switch: how each workload and pod takes it, and whether what it points at is really there.
 *
 * A ConfigMap can be mounted and referred to only from the pod's own namespace. A map of the same name in another
 * namespace is therefore not the plan's switch but a copy: turning the switch does not turn the copy. For a workload at
 * zero that is only noted, since nothing takes it; a process that runs by a copy is a finding, and an executor that
 * runs by one is not gated.
 */
import { readHaltValue } from '../contracts/kill-switch.ts';
import type { ContainerSpec } from '../ledger/fact.ts';
import { knownValue } from '../ledger/ledger.ts';
import type { HaltSwitch } from '../plan/schema.ts';
import type { JudgedProof } from './executors.ts';
import { distinct, type Finding, findingEvidence, weighFindings } from './finding.ts';
import { fileBehind, pathOfKey } from './halt-file.ts';
import { executorSight, SWEPT_KINDS } from './sight.ts';
import { isStanding, type Runnable, type Survey } from './survey.ts';
import type { World } from './world.ts';

const RULE =
  'The kill switch is mounted where a workload reads it; its reader takes an unreadable file for not halted (plan, Safety dependencies)';

const BADLY = 'not at an executor';

/**
 * What a container gets where it reads a switch. `switch`: a switch of the plan. `copy`: a map of the same name and key
 * in another namespace. `halted`, `allowed`: a value written into the spec, which follows nothing. `unseen`: something
 * that is not read, such as a Secret. `nothing`: no value is there.
 */
export type Taken = 'switch' | 'copy' | 'halted' | 'allowed' | 'unseen' | 'nothing';

/** One way in which one container takes one of the plan's halt switches. */
export interface Intake {
  halt: HaltSwitch;
  via: 'env' | 'file';
  takes: Taken;
  /** Taken once at the start (a variable, or a file by `subPath`): later changes do not reach the process. */
  frozen: boolean;
  /** In words, e.g. `STOP_FILE=/etc/brake/STOP: no volume is mounted there`. */
  why: string;
}

/** Every way in which a container takes a halt switch, as the plan says that programs read it; none: it reads none. */
export function intakesOf(world: World, namespace: string, container: ContainerSpec): Intake[] {
  const at: Place = { world, namespace, container };
  return world.plan.safety.haltSwitches.flatMap((halt) =>
    halt.readAs === undefined
      ? mountedAnywhere(at, halt)
      : [...byVariable(at, halt, halt.readAs.env), ...byFile(at, halt, halt.readAs)],
  );
}

/** True where nothing but switches of the plan, or a value that halts, reaches the container; and one switch at least. */
export function takesSwitch(intakes: readonly Intake[]): boolean {
  return (
    intakes.some((i) => i.takes === 'switch') &&
    intakes.every((i) => i.takes === 'switch' || i.takes === 'halted')
  );
}

interface Place {
  world: World;
  namespace: string;
  container: ContainerSpec;
}

function byVariable({ world, namespace, container }: Place, halt: HaltSwitch, name?: string): Intake[] {
  if (name === undefined) return [];
  const intake = (takes: Taken, why: string): Intake[] => [
    { halt, via: 'env', takes, frozen: true, why: `${name}${why}` },
  ];
  const entry = container.environment.findLast((e) => e.name === name);
  if (entry === undefined) {
    // A whole map may bring the variable in; of maps that the plan does not name nothing is known.
    const whole = container.environmentFrom.find((f) => f.kind === 'config-map' && f.name === halt.configMap);
    return whole === undefined ? [] : intake('unseen', ` may come with all of ConfigMap ${whole.name}`);
  }
  if (entry.ref !== null) {
    const { takes, why } = behindKey(world, namespace, entry.ref.configMap, entry.ref.key);
    return intake(takes, ` ${why}`);
  }
  if (entry.origin === 'literal' && entry.value !== null) return intake(...literalTaken(entry.value));
  return intake(
    'unseen',
    entry.origin === 'secret' ? ' comes from a Secret' : ' cannot be read from the spec',
  );
}

function literalTaken(value: string): [Taken, string] {
  const shown = `=${value.trim().slice(0, 40)} is written into the spec`;
  const reading = readHaltValue(value);
  if (reading === 'unknown') return ['nothing', `${shown} and is neither on nor off`];
  return [reading, `${shown} and follows no switch`];
}

/** By the file that a variable names, else by the path at which the plan expects it, where a switch is mounted there. */
function byFile(at: Place, halt: HaltSwitch, readAs: NonNullable<HaltSwitch['readAs']>): Intake[] {
  const entry = at.container.environment.findLast((e) => e.name === readAs.fileEnv);
  if (entry === undefined) {
    if (readAs.file === undefined) return [];
    const expected = fileIntake(at, halt, readAs.file, readAs.file);
    return expected.takes === 'switch' || expected.takes === 'copy' ? [expected] : [];
  }
  if (entry.origin === 'literal' && entry.value !== null)
    return [fileIntake(at, halt, entry.value, `${entry.name}=${entry.value.slice(0, 120)}`)];
  return [
    { halt, via: 'file', takes: 'unseen', frozen: false, why: `${entry.name} cannot be read from the spec` },
  ];
}

function fileIntake(
  { world, namespace, container }: Place,
  halt: HaltSwitch,
  path: string,
  named: string,
): Intake {
  const behind = fileBehind(container, path);
  if (behind.found !== 'key')
    return { halt, via: 'file', takes: behind.found, frozen: false, why: `${named}: ${behind.why}` };
  const { takes, why } = behindKey(world, namespace, behind.configMap, behind.key);
  return { halt, via: 'file', takes, frozen: behind.frozen, why: `${named} ${why}` };
}

/** A switch of which the plan does not say how programs read it: its map, mounted anywhere, with its key. */
function mountedAnywhere({ world, namespace, container }: Place, halt: HaltSwitch): Intake[] {
  return container.mounts.flatMap((mount): Intake[] => {
    const path = pathOfKey(mount, halt.configMap, halt.key);
    return path === null ? [] : [fileIntake({ world, namespace, container }, halt, path, path)];
  });
}

/** What a key of a ConfigMap in a pod's namespace is to the plan. */
function behindKey(
  world: World,
  namespace: string,
  configMap: string,
  key: string,
): { takes: Taken; why: string } {
  const named = world.plan.safety.haltSwitches.filter((s) => s.configMap === configMap && s.key === key);
  const text = `from ConfigMap ${configMap}`;
  if (named.length === 0)
    return { takes: 'unseen', why: `comes ${text}, key ${key}, which the plan does not name` };
  if (!named.some((s) => s.namespace === namespace))
    return { takes: 'copy', why: `comes ${text} of its own namespace: a copy that the plan does not name` };
  const held = knownValue(world.ledger, 'config', `ConfigMap/${namespace}/${configMap}`);
  const missing = held === null || (held !== undefined && held.data[key] === undefined);
  return missing
    ? { takes: 'nothing', why: `would come ${text}, which is missing` }
    : { takes: 'switch', why: `comes ${text}` };
}

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
