/** Saboteurs that judge as this console once did, each in one way that was found to be wrong. */

import { NO_EXECUTORS } from '#lib/evaluate/base/executor-memory.ts';
import type { World } from '#lib/evaluate/base/input.ts';
import { executorNames } from '#lib/evaluate/execution/executor.ts';
import { recogniserOf } from '#lib/evaluate/execution/recognition/recognise.ts';
import type { ContainerSpec, EnvironmentEntry, PodValue, WorkloadValue } from '#lib/facts/fact.ts';
import type { Plan } from '#lib/plan/schema.ts';
import type { Evaluate } from '../../console.ts';
import { blindTo, hidden, mistaking, named, remembering, type Said, saying, seeing } from '../saboteur.ts';
import { specs } from './specs.ts';

const KINDS_OF_BEFORE = ['Deployment', 'StatefulSet', 'Job', 'CronJob'];
const NAMING = ['app', 'app.kubernetes.io/name', 'app.kubernetes.io/component'];

/** By exactly an executor's name, of itself, its owner or a label. */
function isNamed(plan: Plan, { name, owner, labels }: PodValue | WorkloadValue): boolean {
  const names = [name, owner?.name ?? '', ...NAMING.map((label) => labels[label] ?? '')];
  return names.some((one) => executorNames(plan).includes(one));
}

const podIs = (is: string) => (p: PodValue, world: World) => recogniserOf(world).pod(p).is === is;
const workloadIs = (is: string) => (w: WorkloadValue, world: World) =>
  recogniserOf(world).workload(w).is === is;

const hiding = (
  hidesPod: (p: PodValue, world: World) => boolean,
  hidesWorkload: (w: WorkloadValue, world: World) => boolean,
): Evaluate => seeing((world) => hidden(hidden(world, 'pod', hidesPod), 'workload', hidesWorkload));

/** A pod is over as its phase says, whatever its containers say. */
const overByPhase = (pod: PodValue): PodValue => ({
  ...pod,
  states: pod.containers.map((c) => ({
    ...{ name: c.name, ready: false, restarts: 0, state: 'terminated' as const, reason: 'Completed' },
    ...{ message: null, startedAt: null },
    lastExit: { code: 0, reason: 'Completed', message: null, at: pod.createdAt ?? 0 },
  })),
});

const isOver = ({ phase }: PodValue): boolean => phase === 'Succeeded' || phase === 'Failed';

/** What the plan's own part on settings names. */
function isPlanned({ safety }: Plan, { name }: EnvironmentEntry): boolean {
  const { mode, dryRun, enables, bypasses } = safety.environment;
  return [mode, ...dryRun, ...enables, ...bypasses].includes(name);
}

const onlyPlanned = (c: ContainerSpec, plan: Plan): Partial<ContainerSpec> => ({
  environment: c.environment.filter((entry) => isPlanned(plan, entry)),
});

/** What a request or an autoscaler could start was a finding beside the proofs. */
function asFinding(said: Said): Said {
  const { outcome, verdict, proofs: all } = said.execution;
  const proofs = all.map((p) =>
    p.code === 'executors-could-start'
      ? { ...p, verdict: 'attention' as const, code: 'autoscalers-unseen' }
      : p,
  );
  const isOff = proofs.every((p) => p.verdict !== 'bad' && p.verdict !== 'unknown');
  const told = isOff ? { outcome: 'proven-off' as const, verdict: 'good' as const } : { outcome, verdict };
  return { ...said, execution: { ...said.execution, ...told, proofs } };
}

const CULPRITS = ['breaks-proof', 'keeps-proof-open', 'not-off'];

export const AS_BEFORE = [
  named(
    'as before: names as they are',
    'An executor is what bears exactly its name.',
    hiding(
      (p, world) => podIs('executor')(p, world) && !isNamed(world.plan, p),
      (w, world) => workloadIs('executor')(w, world) && !isNamed(world.plan, w),
    ),
  ),
  named(
    'as before: no suspects',
    'Weak signs of an executor count for nothing.',
    hiding(podIs('suspect'), workloadIs('suspect')),
  ),
  named(
    'as before: an owned pod has no name',
    'A pod’s own name is not read where it has an owner.',
    mistaking('pod', (p) => (p.owner === null ? p : { ...p, name: 'pod' })),
  ),
  named(
    'as before: what operators own is theirs',
    'An object that a custom one owns is not shown.',
    blindTo('workload', ({ owner }) => owner?.group.includes('.') === true),
  ),
  named(
    'as before: four kinds',
    'It lists Deployments, StatefulSets, Jobs and CronJobs.',
    blindTo('workload', ({ kind }) => !KINDS_OF_BEFORE.includes(kind)),
  ),
  named(
    'as before: what could start is a finding',
    'An autoscaler on an executor keeps nothing from being proven.',
    saying(asFinding),
  ),
  named(
    'as before: a pod ends by its phase',
    'A pod has ended as soon as its phase says so.',
    mistaking('pod', (p) => (isOver(p) ? overByPhase(p) : p)),
  ),
  named(
    'as before: lost pods have ended',
    'A pod that left the API runs no more.',
    remembering((before) => ({ ...before, executors: NO_EXECUTORS })),
  ),
  named(
    'as before: finished executors never ran',
    'What has ended is not told.',
    remembering((before) => ({
      ...before,
      executors: { ...before.executors, finished: [] },
    })),
  ),
  named(
    'as before: every node is ready',
    'A node that is not heard changes nothing.',
    mistaking('node', (n) => ({ ...n, ready: true, taints: [] })),
  ),
  named(
    'as before: no gates',
    'It knows the mode and the switches, and no further gate.',
    seeing((world) => ({
      ...world,
      plan: { ...world.plan, safety: { ...world.plan.safety, gates: [] } },
    })),
  ),
  named(
    'as before: settings of the plan alone',
    'A setting that the plan does not name is harmless.',
    specs((c, { plan }) => onlyPlanned(c, plan)),
  ),
  named(
    'as before: sources taken whole set nothing',
    'What envFrom brings is not asked.',
    specs(() => ({ environmentFrom: [] })),
  ),
  named(
    'as before: flags are no settings',
    'A setting on a command line is not read.',
    specs(() => ({ args: [] })),
  ),
  named(
    'as before: marks and blanks stripped',
    'A switch is read as a person would.',
    mistaking('config', (v) => ({
      ...v,
      data: Object.fromEntries(
        Object.entries(v.data).map(([key, text]) => [key, text.replaceAll(/[\uFEFF\s"']/g, '')]),
      ),
    })),
  ),
  named(
    'as before: an immutable switch reaches all',
    'A switch that was made again reaches older pods.',
    mistaking('config', (v) => ({
      ...v,
      immutable: false,
      createdAt: null,
    })),
  ),
  named(
    'as before: bytes of a switch are not there',
    'A switch in binary data is missing.',
    mistaking('config', (v) => ({ ...v, binaryKeys: [] })),
  ),
  named(
    'as before: what cannot be read is absent',
    'A field of another type counts as left out.',
    mistaking('answer', (a) => ({ ...a, unreadable: [] })),
  ),
  named(
    'as before: Cloud Run is not listed',
    'Only the services that the plan names are looked at.',
    blindTo(
      'cloud-run',
      ({ name }, { plan }) => !plan.agents.some(({ cloudRun }) => cloudRun?.service === name),
    ),
  ),
  named(
    'as before: Cloud Run unsearched is off',
    'A region that was not searched holds nothing.',
    mistaking('cloud-search', (v, { now }) => ({
      ...v,
      ...{ state: 'searching', cause: null },
      projects: v.projects.map((p) => ({
        ...p,
        cause: null,
        regions: p.regions.map((r) => ({ ...r, searchedAt: now, cause: null })),
      })),
    })),
  ),
  named(
    'as before: the culprit stays green',
    'Who breaks a proof looks well.',
    saying((said) => ({
      ...said,
      agents: said.agents.map((a) =>
        CULPRITS.includes(a.code) ? { ...a, verdict: 'good', code: 'good' } : a,
      ),
    })),
  ),
];
