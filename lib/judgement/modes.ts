/** The fourth proof: nothing anywhere is set to a mode in which orders could leave. */
import type { ContainerSpec } from '../ledger/fact.ts';
import { valuesOf } from '../ledger/ledger.ts';
import { settingOf, switchOf } from './environment.ts';
import { evidence, listed } from './evidence.ts';
import { isExecutorPod, isExecutorWorkload, type JudgedProof, weigh } from './executors.ts';
import { executorSight, SWEPT_KINDS } from './sight.ts';
import { livePods, type World } from './world.ts';

const RULE =
  'No workload with a live mode, dry run off or broker execution enabled (plan, Escalation rules, P0)';

interface Finding {
  weight: 'bad' | 'unknown';
  where: string;
  value: string;
}

interface Runnable {
  where: string;
  namespace: string;
  executor: boolean;
  containers: readonly ContainerSpec[];
}

/** Proof 4. What cannot be read (a Secret, `envFrom`) counts against the proof for executors. */
export function proveModes(world: World): JudgedProof {
  const runnables = runnablesOf(world);
  const findings = [...runnables.flatMap((r) => findingsOf(world, r)), ...reportedFindings(world)];
  const bad = findings.filter((f) => f.weight === 'bad');
  const unclear = findings.filter((f) => f.weight === 'unknown');
  const sight = executorSight(world, SWEPT_KINDS);
  const kept = bad.length > 0 ? bad : unclear;
  const detail = listed(
    kept.map((f) => `${f.where}: ${f.value}`),
    2,
  );
  const modes = world.plan.safety.liveModes.join(' or ');
  return {
    id: 'modes',
    label: 'Modes',
    source: 'Kubernetes API, pod specs; agents’ own status',
    limitSeconds: world.plan.safety.proofLimitSeconds,
    observedAt: sight.at,
    ...(bad.length > 0
      ? { verdict: 'bad' as const, value: bad[0]?.value ?? '', detail }
      : unclear.length > 0
        ? { verdict: 'unknown' as const, value: 'unknown', detail }
        : weigh(false, sight, `no ${modes}`, `${standing(world)} workloads and every pod read`)),
    evidence: kept.map((f) => evidence('mode', f.value, f.where, sight.at, RULE)),
  };
}

/** Workloads that stand (Jobs come and go with the clock and would change the text each minute). */
function standing(world: World): number {
  return valuesOf(world.ledger, 'workload').filter((w) => w.kind !== 'ReplicaSet' && w.kind !== 'Job').length;
}

function runnablesOf(world: World): Runnable[] {
  const workloads = valuesOf(world.ledger, 'workload')
    .filter((w) => w.kind !== 'ReplicaSet' && w.finished === null)
    .map((w) => ({ ...w, where: `${w.kind} ${w.name}`, executor: isExecutorWorkload(world.plan, w) }));
  const pods = livePods(world).map((p) => ({
    ...p,
    where: `Pod ${p.name}`,
    executor: isExecutorPod(world.plan, p),
  }));
  return [...workloads, ...pods];
}

function findingsOf(world: World, runnable: Runnable): Finding[] {
  return runnable.containers.flatMap((c) => [
    ...modeFinding(world, runnable, c),
    ...enableFindings(world, runnable, c),
    ...dryRunFindings(world, runnable, c),
  ]);
}

function modeFinding(world: World, r: Runnable, c: ContainerSpec): Finding[] {
  const { environment, liveModes } = world.plan.safety;
  const setting = settingOf(world, r.namespace, c, environment.mode);
  if (setting.state === 'unknown') return unclear(r, setting.why);
  if (setting.state === 'unset') return [];
  const mode = setting.value.trim().toUpperCase();
  return liveModes.some((live) => live === mode)
    ? [{ weight: 'bad', where: r.where, value: `${environment.mode}=${mode}` }]
    : [];
}

function enableFindings(world: World, r: Runnable, c: ContainerSpec): Finding[] {
  return world.plan.safety.environment.enables.flatMap((name): Finding[] => {
    const state = switchOf(settingOf(world, r.namespace, c, name));
    if (state === 'on') return [{ weight: 'bad', where: r.where, value: `${name} is on` }];
    return state === 'unknown' ? unclear(r, `${name} cannot be read`) : [];
  });
}

/** Outside the mesh's namespaces a variable such as DRY_RUN is somebody else's, unless an executor has it. */
function dryRunFindings(world: World, r: Runnable, c: ContainerSpec): Finding[] {
  if (!r.executor && !world.plan.mesh.namespaces.includes(r.namespace)) return [];
  return world.plan.safety.environment.dryRun.flatMap((name): Finding[] => {
    const setting = settingOf(world, r.namespace, c, name);
    if (setting.state === 'unset') return [];
    const state = switchOf(setting);
    if (state === 'off') return [{ weight: 'bad', where: r.where, value: `${name} is off` }];
    return state === 'unknown' ? unclear(r, `${name} cannot be read`) : [];
  });
}

function unclear(r: Runnable, why: string): Finding[] {
  return r.executor ? [{ weight: 'unknown', where: r.where, value: why }] : [];
}

/** What running processes say of themselves. */
function reportedFindings(world: World): Finding[] {
  const live: readonly string[] = world.plan.safety.liveModes;
  return valuesOf(world.ledger, 'answer').flatMap((a): Finding[] => {
    const where = `${a.agent} (${a.instance})`;
    if (a.contract === 'ops-status' && a.safeToExecute === true)
      return [{ weight: 'bad', where, value: 'reports that orders may leave' }];
    if (a.contract !== 'ops-status' && a.contract !== 'execution-state') return [];
    const mode = a.mode?.trim().toUpperCase() ?? '';
    return live.includes(mode) ? [{ weight: 'bad', where, value: `reports mode ${mode}` }] : [];
  });
}
