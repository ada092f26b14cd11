/** What is said of execution: one template per code, pure, from its parameters. */

import type { Message, Param } from '../status/message.ts';
import type { ExecutionOutcome, ProofId } from '../vocabulary.ts';
import { counted } from './lists.ts';
import { PROOF_NAMES, proofWords } from './proof-texts.ts';
import type { Render } from './render.ts';
import { clockTime } from './times.ts';

/** Proofs within other messages. `status`: the proof's own code and parameters. */
const proofMessages = {
  'proof-label': (p: { proof: ProofId }) => PROOF_NAMES[p.proof].label,
  'proof-value': (p: { status: Message }, text: Render) => proofWords(p.status, text).value,
  'proof-detail': (p: { status: Message }, text: Render) => proofWords(p.status, text).detail,
  'proof-short': (p: { proof: ProofId; status: Message }, text: Render) =>
    `${PROOF_NAMES[p.proof].label.toLowerCase()}: ${proofWords(p.status, text).value}`,
  /** `weakened`: the weakest proof, and the gate that does not hold where an executor runs. */
  'execution-why': (
    p: { outcome: ExecutionOutcome; holding: number; counting: number; weakened: readonly Param[] },
    text: Render,
  ) => {
    const why = p.weakened.map((proof) => `; ${text(proof)}`);
    if (p.outcome === 'proven-off') return `Proven by ${p.holding} of ${p.counting}${why[0] ?? ''}`;
    if (p.outcome === 'gated') return `Against the plan, though every gate holds${why[0] ?? ''}`;
    return `${p.holding} of ${counted(p.counting, 'proof')} hold${why.join('')}`;
  },
};

/** What a finding is about. */
const subjectMessages = {
  'execution-object': (p: { kind: string; name: string; namespace: string }) =>
    p.namespace === '' ? `${p.kind} ${p.name}` : `${p.kind} ${p.name}, ${p.namespace}`,
  'execution-object-named': (p: { kind: string; name: string }) => `${p.kind} ${p.name}`,
  'execution-pod': (p: { name: string; namespace: string }) => `${p.name}, ${p.namespace}`,
  'execution-container': (p: { object: Message; container: string }, text: Render) =>
    `${text(p.object)}, container ${p.container}`,
  'execution-instance': (p: { agent: string; instance: string }) => `${p.agent} (${p.instance})`,
};

const findingMessages = {
  'finding-at': (p: { subject: Param; what: Message }, text: Render) => `${text(p.subject)}: ${text(p.what)}`,
  'finding-places': (p: { shown: readonly Message[]; more: number }, text: Render) =>
    `${p.shown.map(text).join('; ')}${p.more > 0 ? ` and ${p.more} more` : ''}`,

  'executors-replicas': (p: { wanted: number; running: number }) =>
    `${p.wanted} wanted, ${p.running} running`,
  'executor-pods-of-none': () => 'none of an executor',
  'executor-pod-phase': (p: { phase: string; terminating: boolean }) =>
    p.terminating ? `${p.phase}, terminating` : p.phase,
  'execution-scope': (p: { scope: readonly string[] | null }, text: Render) =>
    proofWords({ code: 'executor-pods-none', params: p }, text).detail,

  'disagreement-both': (p: { watch: Param; sweep: Param }, text: Render) =>
    `the watch says ${text(p.watch)}, the sweep says ${text(p.sweep)}`,

  'autoscaler-from-zero': (p: { name: string; max: number }) =>
    `KEDA may raise it from 0, up to ${p.max} (${p.name})`,
  'autoscaler-holds': (p: { name: string; min: number; max: number }) =>
    `${p.name} may hold it at ${p.min} to ${p.max}, and is inactive while it is at 0`,
  'autoscalers-known': (p: { count: number }) => `${counted(p.count, 'autoscaler')} known`,
};

const cloudRunMessages = {
  'cloud-run-unread': () => 'not read yet',
  'cloud-run-late': (p: { lastSeenAt: number }) => `last searched ${clockTime(p.lastSeenAt)}`,
  'cloud-run-not-searched': (p: { what: string; why: Param; more: number }, text: Render) =>
    `${p.what} not searched: ${text(p.why)}${p.more === 0 ? '' : ` and ${p.more} more`}`,
  'cloud-run-job-runs': () => 'an execution of this job runs',
  'cloud-run-job-waits': () => 'no execution runs; a schedule may start one, and schedules are not read',
  'cloud-run-automatic': (p: { minInstances: number }) =>
    p.minInstances === 0
      ? 'scales by itself from 0: the next request starts it'
      : `scales by itself, at least ${counted(p.minInstances, 'instance')}`,
  'cloud-run-manual': (p: { instances: number | null }) =>
    p.instances === null
      ? 'scaled by hand, to how many is not said'
      : `scaled by hand to ${counted(p.instances, 'instance')}`,
  'cloud-run-at-zero': (p: { service: string }) => `${p.service} is scaled by hand to 0`,
  'process-answers': (p: { instance: string }) => `answers at ${p.instance}`,
};

const modeMessages = {
  'mode-set': (p: { name: string; mode: string }) => `${p.name}=${p.mode}`,
  'mode-unset': (p: { name: string }) => `${p.name} is not set: the image’s default decides`,
  'mode-unheard-of': (p: { name: string; mode: string }) => `${p.name}=${p.mode} is no mode`,
  'mode-variable-on': (p: { name: string }) => `${p.name} is on`,
  'mode-variable-off': (p: { name: string }) => `${p.name} is off`,
  'mode-variable-unread': (p: { name: string }) => `${p.name} cannot be read`,
  'mode-orders-reported': () => 'reports that orders may leave',
  'mode-reported': (p: { mode: string }) => `reports mode ${p.mode}`,
  'mode-dry-run-off-reported': () => 'reports dry run off',
};

/** Why a variable of a container is not known. */
const UNREAD: Readonly<Record<string, string>> = {
  literal: 'is set to what is not kept',
  'config-map': 'comes from a ConfigMap',
  secret: 'comes from a Secret',
  field: 'comes from a field',
  other: 'is put together from other variables',
};

const settingMessages = {
  'setting-unread': (p: { name: string; origin: string }) => `${p.name} ${UNREAD[p.origin] ?? p.origin}`,
  'setting-key-unread': (p: { configMap: string; key: string }) =>
    `ConfigMap ${p.configMap}/${p.key} is not read`,
  'setting-of-whole': (p: { name: string; kind: string; source: string }) =>
    `${p.name} may come from ${p.kind} ${p.source}`,
};

/** How a container takes the kill switch. `by`: the variable, the file, or the variable with its file. */
const intakeMessages = {
  'file-path-odd': (p: { path: string }) => `“${p.path}” is no plain path`,
  'file-unmounted': () => 'no volume is mounted there',
  'file-of-several': () => 'several sources of the volume may hold it',
  'file-from-volume': () => 'comes from a volume that is no ConfigMap',
  'file-from-secret': (p: { secret: string }) => `comes from Secret ${p.secret}`,
  'file-is-folder': (p: { configMap: string }) => `is the folder of ConfigMap ${p.configMap}`,
  'file-not-in-map': (p: { configMap: string }) => `the mounted ConfigMap ${p.configMap} has no such file`,

  'intake-key': (p: { configMap: string }) => `comes from ConfigMap ${p.configMap}`,
  'intake-key-unnamed': (p: { configMap: string; key: string }) =>
    `comes from ConfigMap ${p.configMap}, key ${p.key}, which the plan does not name`,
  'intake-key-copied': (p: { configMap: string }) =>
    `comes from ConfigMap ${p.configMap} of its own namespace: a copy that the plan does not name`,
  'intake-key-missing': (p: { configMap: string }) =>
    `would come from ConfigMap ${p.configMap}, which is missing`,

  'intake-of-key': (p: { by: string; what: Message }, text: Render) => `${p.by} ${text(p.what)}`,
  'intake-of-file': (p: { by: string; what: Message }, text: Render) => `${p.by}: ${text(p.what)}`,
  'intake-of-whole-map': (p: { by: string; configMap: string }) =>
    `${p.by} may come with all of ConfigMap ${p.configMap}`,
  'intake-of-secret': (p: { by: string }) => `${p.by} comes from a Secret`,
  'intake-of-literal': (p: { by: string; value: string }) =>
    `${p.by}=${p.value} is written into the spec and follows no switch`,
  'intake-of-odd-literal': (p: { by: string; value: string }) =>
    `${p.by}=${p.value} is written into the spec and is neither on nor off`,
  'intake-unread': (p: { by: string }) => `${p.by} cannot be read from the spec`,

  'mount-by-sub-path': (p: { intake: Message }, text: Render) =>
    `${text(p.intake)}; by subPath, never updated`,
  'mount-takes-none': () => 'takes no kill switch',
};

const haltMessages = {
  'switch-not-read': () => 'not read yet',
  'switch-map-missing': (p: { configMap: string }) => `ConfigMap ${p.configMap} is missing`,
  'switch-key-missing': (p: { key: string }) => `key ${p.key} is missing`,
  'switch-odd-value': (p: { value: string }) => `value “${p.value}” is neither on nor off`,
  'switch-value': (p: { key: string; value: string }) => `${p.key}=${p.value}`,

  'process-not-halted': () => 'reports the kill switch as not halted',
  'process-halted': () => 'reports it halted',
  'process-change-unknown': () => 'took it at its start; when the switch last changed is not known',
  'process-start-unknown': () => 'took it at its start, which is not known',
  'process-older': (p: { startedAt: number; changedAt: number }) =>
    `started ${clockTime(p.startedAt)} and may hold an older value: the switch changed ${clockTime(p.changedAt)}`,
  'process-follows': (p: { changedAt: number; byAt: number }) =>
    `its file follows the change of ${clockTime(p.changedAt)} by ${clockTime(p.byAt)}`,
};

export const executionMessages = {
  ...proofMessages,
  ...subjectMessages,
  ...findingMessages,
  ...haltMessages,
  ...intakeMessages,
  ...settingMessages,
  ...modeMessages,
  ...cloudRunMessages,
};
