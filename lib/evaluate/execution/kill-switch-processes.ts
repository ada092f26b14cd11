/**
 * Layer 3 of the kill switch: what the processes that run now have of it. A variable, and a file mounted by `subPath`,
 * is what it was when the process started; a mounted file follows within the kubelet's sync. And what a process reports
 * of itself is its own word.
 */

import type { AnswerValue, ContainerSpec, ContainerState } from '../../facts/fact.ts';
import { listed } from '../../messages/lists.ts';
import { executorSight, jointSight } from '../base/availability.ts';
import { clockTime } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import type { JudgedProof } from './executors.ts';
import { distinct, type Finding, findingEvidence, weighFindings } from './finding.ts';
import type { Runnable, Survey } from './inventory.ts';
import { type HaltReading, switchSight } from './kill-switch.ts';
import { changeKey, type HaltChanges } from './kill-switch-changes.ts';
import { type Intake, intakesOf } from './kill-switch-intake.ts';
import type { OwnWord } from './reported.ts';

const RULE =
  'A process has the present value of the kill switch, and reports itself halted (plan, Safety invariants: kill switch respected)';

/** The kubelet brings a changed ConfigMap into its volumes within its sync period and its cache's, a minute each. */
const FOLLOWS_WITHIN_MS = 120_000;
/** Kubernetes writes these times in whole seconds, by the clocks of different machines. */
const CLOCK_TOLERANCE_MS = 2_000;

export interface ProcessCase {
  survey: Survey;
  changes: HaltChanges;
  words: readonly OwnWord[];
  /** What the switches themselves say: a process that says otherwise contradicts them. */
  reading: HaltReading;
}

/** Proof 5. `dissent`: a process reports itself as not halted. An old value counts against executors, and is a finding at others. */
export function proveProcesses(world: World, c: ProcessCase): JudgedProof & { dissent: boolean } {
  const sight = jointSight([executorSight(world, ['Pod']), switchSight(world)]);
  const reports = dissents(c);
  const started = distinct(c.survey.runnables.flatMap((r) => startFindings(world, c.changes, r)));
  const findings = [...reports, ...started, ...agreeing(c)];
  const words = weighFindings(findings, sight, {
    value: 'as the switch says',
    detail: 'no process started before it last changed, none reports otherwise',
  });
  return {
    id: 'halt-processes',
    label: 'Processes',
    source: 'Kubernetes API, pods; agents’ own status',
    limitSeconds: world.plan.safety.proofLimitSeconds,
    observedAt: sight.at,
    dissent: reports.length > 0,
    ...words,
    ...(reports.length > 0 && words.verdict === 'bad' ? dissentWords(reports, c.reading) : {}),
    evidence: findingEvidence('kill switch', findings, sight.at, RULE),
  };
}

function dissentWords(reports: readonly Finding[], reading: HaltReading): { value: string; detail: string } {
  return {
    value: reading === 'halted' ? 'contradict it' : 'not halted',
    detail: `${listed(reports.map((r) => r.where))} report it not halted`,
  };
}

type SwitchReport = Extract<AnswerValue, { killSwitch: boolean | null }>;

function reportsSwitch(answer: AnswerValue): answer is SwitchReport {
  return answer.contract === 'ops-status' || answer.contract === 'execution-state';
}

/** While a switch cannot be read itself, a process that reads it as open is no second source: its reader takes it so. */
function dissents({ words, reading }: ProcessCase): Finding[] {
  const weight = reading === 'unknown' ? 'unknown' : 'bad';
  return words.flatMap(({ answer }): Finding[] =>
    reportsSwitch(answer) && answer.killSwitch === false
      ? [{ weight, where: answer.instance, value: 'reports the kill switch as not halted' }]
      : [],
  );
}

/** Who reports it halted: evidence, and no more than their own word. */
function agreeing({ words }: ProcessCase): Finding[] {
  return words.flatMap(({ answer }): Finding[] =>
    reportsSwitch(answer) && answer.killSwitch === true
      ? [{ weight: 'note', where: answer.instance, value: 'reports it halted' }]
      : [],
  );
}

function startFindings(world: World, changes: HaltChanges, r: Runnable): Finding[] {
  const { pod } = r;
  if (pod === null) return [];
  return r.containers.flatMap((container) => {
    const state = pod.states.find((s) => s.name === container.name);
    if (!mayRun(r, state)) return [];
    return intakesOf(world, r.namespace, container).flatMap((intake) =>
      intakeFinding({ world, changes, r, container, startedAt: state?.startedAt ?? null }, intake),
    );
  });
}

/** What waits or has ended runs no process. An executor of which nothing is said may run. */
function mayRun(r: Runnable, state: ContainerState | undefined): boolean {
  if (state === undefined) return r.executor && r.pod?.phase === 'Running';
  return state.state === 'running' || state.state === 'unknown';
}

interface Started {
  world: World;
  changes: HaltChanges;
  r: Runnable;
  container: ContainerSpec;
  startedAt: number | null;
}

function intakeFinding({ world, changes, r, container, startedAt }: Started, intake: Intake): Finding[] {
  if (intake.takes !== 'switch') return [];
  // Of the same map in the pod's own namespace, since that is what it takes.
  const changedAt = changes.get(changeKey({ ...intake.halt, namespace: r.namespace })) ?? null;
  const why = intake.frozen
    ? frozenWords(startedAt, changedAt)
    : r.executor
      ? followWords(world.now, changedAt)
      : null;
  if (why === null) return [];
  const where = r.containers.length > 1 ? `${r.origin}, container ${container.name}` : r.origin;
  return [{ weight: r.executor ? 'unknown' : 'attention', where, value: why }];
}

/** Null: it started after the last change. */
function frozenWords(startedAt: number | null, changedAt: number | null): string | null {
  if (changedAt === null) return 'took it at its start; when the switch last changed is not known';
  if (startedAt === null) return 'took it at its start, which is not known';
  return startedAt > changedAt + CLOCK_TOLERANCE_MS
    ? null
    : `started ${clockTime(startedAt)} and may hold an older value: the switch changed ${clockTime(changedAt)}`;
}

function followWords(now: number, changedAt: number | null): string | null {
  if (changedAt === null || now - changedAt >= FOLLOWS_WITHIN_MS) return null;
  return `its file follows the change of ${clockTime(changedAt)} by ${clockTime(changedAt + FOLLOWS_WITHIN_MS)}`;
}
