/**
 * Layer 3 of the kill switch: the value that each running process has. A variable, and a file mounted by `subPath`, has
 * the value from the process's start; a mounted file follows within the kubelet's sync. A process's own report is only
 * a claim.
 */

import { namedUnreadable } from '../../contracts/unreadable.ts';
import type { AnswerValue, ContainerSpec, ContainerState } from '../../facts/fact.ts';
import { PROOF_RULES } from '../../messages/proof-texts.ts';
import { say } from '../../messages/say.ts';
import type { Message } from '../../status/message.ts';
import { executorAvailability, jointAvailability } from '../base/availability.ts';
import type { Pod, World } from '../base/input.ts';
import { nodeState } from '../base/nodes.ts';
import { culpritsIn, distinct, type Finding, findingEvidence, weighFindings } from './finding.ts';
import type { Inventory, Runnable } from './inventory.ts';
import { type HaltState, switchAvailability } from './kill-switch.ts';
import { changeKey, type HaltChanges } from './kill-switch-changes.ts';
import { CLOCK_TOLERANCE_MS, whyOlderMap } from './kill-switch-immutable.ts';
import { type Intake, intakesOf } from './kill-switch-intake.ts';
import { containerSubject, podSubject } from './objects.ts';
import { named, type Proof, proofOf, type Shown, shown } from './proof.ts';
import type { ProcessReport } from './reported.ts';

/** The kubelet brings a changed ConfigMap into its volumes within its sync period and its cache's, a minute each. */
const FOLLOWS_WITHIN_MS = 120_000;

export interface ProcessCase {
  inventory: Inventory;
  changes: HaltChanges;
  words: readonly ProcessReport[];
  /** The state of the switches themselves: a process that reports another one contradicts them. */
  result: HaltState;
}

/**
 * Proof 5. `dissent`: a process reports itself as not halted. An old value counts against executors, and is a finding
 * at others.
 */
export function proveProcesses(world: World, c: ProcessCase): Proof & { dissent: boolean } {
  const availability = jointAvailability([executorAvailability(world, ['Pod']), switchAvailability(world)]);
  const reports = dissents(c);
  const started = distinct(c.inventory.runnables.flatMap((r) => startFindings(world, c.changes, r)));
  const findings = [...reports, ...unreadReports(c), ...started, ...agreeing(c)];
  const proof = proofOf(world, 'halt-processes', {
    shows: weighFindings(findings, availability, {
      calm: shown('processes-agree'),
      badly: () => dissentShown(reports, c.result),
    }),
    at: availability.at,
    culprits: culpritsIn(findings),
    evidence: findingEvidence('kill switch', findings, availability.at, PROOF_RULES['halt-processes']),
  });
  return { ...proof, dissent: reports.length > 0 };
}

/** Only process reports are bad: see `dissents`. */
function dissentShown(reports: readonly Finding[], result: HaltState): Shown {
  const instances = named(reports.map((r) => say('quoted', { words: r.subject.path })));
  return shown(result === 'halted' ? 'processes-contradict' : 'processes-not-halted', { instances });
}

type SwitchReport = Extract<AnswerValue, { killSwitch: boolean | null }>;

function reportsSwitch(answer: AnswerValue): answer is SwitchReport {
  return answer.contract === 'ops-status' || answer.contract === 'execution-state';
}

function instanceOf({ agent, instance }: AnswerValue): Finding['subject'] {
  return { shown: instance, path: instance, agent };
}

/**
 * While a switch itself cannot be read, a process that reads it as open is no second source, since its reader takes an
 * unknown one so.
 */
function dissents({ words, result }: ProcessCase): Finding[] {
  const weight = result === 'unknown' ? 'unknown' : 'bad';
  return words.flatMap(({ answer }): Finding[] =>
    reportsSwitch(answer) && answer.killSwitch === false
      ? [{ weight, subject: instanceOf(answer), what: say('process-not-halted') }]
      : [],
  );
}

/** A process that reports the switch in a way that cannot be read may report it as not halted. */
function unreadReports({ words }: ProcessCase): Finding[] {
  return words.flatMap(({ answer }) =>
    (answer.unreadable ?? [])
      .filter(({ about }) => about === 'kill-switch')
      .map(
        (field): Finding => ({
          weight: 'unknown',
          subject: instanceOf(answer),
          what: namedUnreadable([field]),
        }),
      ),
  );
}

/** Processes that report it halted: evidence, but only their own claim. */
function agreeing({ words }: ProcessCase): Finding[] {
  return words.flatMap(({ answer }): Finding[] =>
    reportsSwitch(answer) && answer.killSwitch === true
      ? [{ weight: 'note', subject: instanceOf(answer), what: say('process-halted') }]
      : [],
  );
}

function startFindings(world: World, changes: HaltChanges, r: Runnable): Finding[] {
  const { pod } = r;
  if (pod === null) return [];
  const unknown = r.executor ? nodeUnknown(world, pod.node) : null;
  if (unknown !== null) return [{ weight: 'unknown', subject: podSubject(pod, r.origin), what: unknown }];
  return r.containers.flatMap((container) => {
    const state = pod.states.find((s) => s.name === container.name);
    if (!mayRun(r, state)) return [];
    return intakesOf(world, r.namespace, container).flatMap((intake) =>
      intakeFinding({ world, changes, r, pod, container, state }, intake),
    );
  });
}

/** What a kubelet last reported shows nothing once it is silent, or while nobody can tell if it is. */
function nodeUnknown(world: World, node: string | null): Message | null {
  if (node === null) return null;
  const { state } = nodeState(world, node);
  if (state === 'ready' || state === 'out-of-service') return null;
  return say('process-node-unknown', { node, is: say(`node-${state}`) });
}

/** A waiting or ended container runs no process. An executor without a reported state may run. */
function mayRun(r: Runnable, state: ContainerState | undefined): boolean {
  if (state === undefined) return r.executor && r.pod?.phase === 'Running';
  return state.state === 'running' || state.state === 'unknown';
}

interface Started {
  world: World;
  changes: HaltChanges;
  r: Runnable;
  pod: Pod;
  container: ContainerSpec;
  state: ContainerState | undefined;
}

function intakeFinding({ world, changes, r, pod, container, state }: Started, intake: Intake): Finding[] {
  if (intake.takes !== 'switch') return [];
  const within = r.containers.length > 1 ? container.name : null;
  const source = intake.source ?? intake.halt;
  const older = whyOlderMap(world, pod, state, source);
  if (older !== null)
    return [{ weight: 'unknown', subject: containerSubject({ ...pod, kind: 'Pod' }, within), what: older }];
  // Of the same map in the pod's own namespace, since the pod takes that one.
  const changedAt = changes.get(changeKey({ ...source, namespace: r.namespace })) ?? null;
  const what = intake.frozen
    ? whyOlder(state?.startedAt ?? null, changedAt)
    : r.executor
      ? whyLater(world.now, changedAt)
      : null;
  if (what === null) return [];
  return [
    { weight: r.executor ? 'unknown' : 'attention', subject: containerSubject(r.origin, within), what },
  ];
}

/** Null: it started after the last change. */
function whyOlder(startedAt: number | null, changedAt: number | null): Message | null {
  if (changedAt === null) return say('process-change-unknown');
  if (startedAt === null) return say('process-start-unknown');
  return startedAt > changedAt + CLOCK_TOLERANCE_MS ? null : say('process-older', { startedAt, changedAt });
}

/** Null: its file shows the current value of the switch. */
function whyLater(now: number, changedAt: number | null): Message | null {
  if (changedAt === null || now - changedAt >= FOLLOWS_WITHIN_MS) return null;
  return say('process-follows', { changedAt, byAt: changedAt + FOLLOWS_WITHIN_MS });
}
