/** What is said of execution: one template per code, pure, from its parameters. */

import type { Message, Param } from '../status/message.ts';
import type { ExecutionOutcome, ProofId } from '../vocabulary.ts';
import { counted, listed } from './lists.ts';
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
  /** `yetRuns`: a container does, whatever the phase says. */
  'executor-pod-phase': (p: { phase: string; terminating: boolean; yetRuns: boolean }) =>
    `${p.phase}${p.yetRuns ? ', a container runs' : ''}${p.terminating ? ', terminating' : ''}`,
  'executor-lagging': () => 'its status is of an older spec',
  'executor-ran': (p: { object: Message; at: number }, text: Render) =>
    `${text(p.object)}, ended ${clockTime(p.at, p)}`,
  /** `why`: the kubelet's own word for the phase. */
  'pod-end-unclear': (p: { phase: string; why: string | null; node: string | null }) =>
    `${[p.phase, p.why].filter(Boolean).join(', ')}, but its containers do not show that they ended${p.node === null ? '' : ` (node ${p.node})`}`,
  'pod-lost': (p: { goneAt: number | null; node: string; why: Message }, text: Render) =>
    `gone ${clockTime(p.goneAt ?? Number.NaN, p)} without an end; may run on at node ${p.node}, ${text(p.why)}`,
  'pods-dropped': (p: { count: number }) => `${counted(p.count, 'more pod')}`,
  'pods-dropped-why': () => 'gone without an end, and no longer listed',
  'node-silent': () => 'which is silent',
  'node-gone': () => 'whose Node object is gone',
  'node-replaced': () => 'which was replaced',
  'node-unseen': () => 'which cannot be read',
  'node-back': (p: { untilAt: number }) => `which is Ready; settled by ${clockTime(p.untilAt, p)}`,
  'execution-scope': (p: { scope: readonly string[] | null }, text: Render) =>
    proofWords({ code: 'executor-pods-none', params: p }, text).detail,

  'disagreement-both': (p: { watch: Param; poll: Param }, text: Render) =>
    `the watch says ${text(p.watch)}, the poll says ${text(p.poll)}`,

  'autoscaler-from-zero': (p: { name: string; max: number; keda: boolean }) =>
    `${p.keda ? 'KEDA' : 'an autoscaler with a minimum of 0'} may raise it from 0, up to ${p.max} (${p.name})`,
  'starts-by': (p: { by: 'request' | 'event' | 'node' }) =>
    `${{ request: 'a request', event: 'a message', node: 'a node that joins' }[p.by]} may start it`,
  'starts-by-marks': (p: { marks: readonly string[] }) =>
    `it is marked for a controller that may start it, and that is not read here (${listed(p.marks)})`,
  'autoscaler-holds': (p: { name: string; min: number; max: number }) =>
    `${p.name} may hold it at ${p.min} to ${p.max}, and is inactive while it is at 0`,
  'autoscalers-known': (p: { count: number }) => `${counted(p.count, 'autoscaler')} known`,
};

/** Why something may be an executor. */
const BESIDE: Readonly<Record<string, string>> = {
  namespace: 'in a mesh namespace',
  credentials: 'with broker credentials',
  image: 'with an image of the mesh',
};

const recognitionMessages = {
  'executor-by-signs': (p: { signs: readonly string[] }) => `an executor by ${listed(p.signs)}`,
  'suspect-by-signs': (p: { signs: readonly string[]; beside: string }) =>
    `may be an executor by ${listed(p.signs)}, ${BESIDE[p.beside] ?? p.beside}`,
  'entry-void': (p: { what: Message; why: Message }, text: Render) =>
    `${text(p.what)}; listed as none, but ${text(p.why)}`,
  'entry-beyond-doubt': () => 'an executor’s own name and program cannot be',
  'entry-ended': (p: { until: string }) => `only until ${p.until}`,
  'entry-other-image': (p: { image: string }) => `not with image ${p.image}`,
  'entry-new-sign': (p: { sign: string }) => `not with ${p.sign}`,
};

/** Why a kind of the cluster was not searched for executors. */
const kindMessages = {
  'kinds-not-searched': (p: { why: Param }, text: Render) => `not searched: ${text(p.why)}`,
  'kinds-undiscovered': (p: { cause: Message | null }, text: Render) =>
    `which kinds the cluster serves is not known${p.cause === null ? '' : `: ${text(p.cause)}`}`,
  'group-unlisted': (p: { group: string; cause: Param }, text: Render) =>
    `${p.group} could not be listed: ${text(p.cause)}`,
  'kind-named-like-executor': (p: { kind: string }) =>
    `${p.kind} carries an executor’s name, and the plan does not say what it is`,
  'template-unseen': (p: { object: Message; uses: string }, text: Render) =>
    `${text(p.object)} runs a template that was not found: ${p.uses}`,
};

const cloudRunMessages = {
  'cloud-run-unread': () => 'not read yet',
  'cloud-run-late': (p: { lastSeenAt: number }) => `last searched ${clockTime(p.lastSeenAt, p)}`,
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
  'process-answers-unread': (p: { instance: string }) =>
    `something answers at ${p.instance}, and it cannot be read`,
  'process-answers': (p: { instance: string }) => `answers at ${p.instance}`,
};

const modeMessages = {
  'mode-set': (p: { name: string; mode: string }) => `${p.name}=${p.mode}`,
  'mode-unset': (p: { name: string }) => `${p.name} is not set: the image’s default decides`,
  'mode-unheard-of': (p: { name: string; mode: string | null }) =>
    p.mode === null ? `${p.name} is set to no known mode (not shown)` : `${p.name}=${p.mode} is no mode`,
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
  'setting-source': (p: { kind: string; source: string; container: string }) =>
    `all of ${p.kind} ${p.source} in container ${p.container}, not read`,
  'setting-gate': (p: Told & { reading: 'safe' | 'danger' | 'odd' }) => `${told(p)}: ${READINGS[p.reading]}`,
  'setting-suspect': (p: Told) => `${told(p)}: may let orders leave, and is not in the plan`,
};

/** `value`: a harmless word, or null. `source`: the name of a ConfigMap or Secret. */
type Told = { name: string; value: string | null; container: string; origin: string; source: string | null };

const READINGS = { safe: 'safe', danger: 'orders may leave', odd: 'not known to be safe' } as const;

const ORIGINS: Readonly<Record<string, string>> = {
  'config-map': 'from ConfigMap',
  secret: 'from Secret',
  field: 'from a field',
  other: 'put together from others',
};

function told({ name, value, container, origin, source }: Told): string {
  const by = ORIGINS[origin];
  const from = by === undefined ? '' : ` ${by}${source === null ? '' : ` ${source}`}`;
  const set = value === null && by === undefined ? ' set, not shown' : '';
  return `${name}${value === null ? '' : `=${value}`}${from}${set} in container ${container}`;
}

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

  'intake-key-binary': (p: { configMap: string }) =>
    `comes from binaryData of ConfigMap ${p.configMap}, which is not read`,
  'intake-of-document': (p: { by: string }) => `${p.by} names a document, which is not looked at`,
  'intake-of-differing-literal': (p: { by: string; value: string }) =>
    `${p.by}=“${p.value}” is written into the spec and halts some programs and not others`,

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
  'switch-binary': (p: { key: string }) => `${p.key} is in binaryData, which is not read`,
  'switch-readers-differ': (p: { key: string; value: string }) =>
    `${p.key}=“${p.value}” halts some programs and not others`,
  'switch-odd-value': (p: { value: string }) => `value “${p.value}” is neither on nor off`,
  'switch-value': (p: { key: string; value: string }) => `${p.key}=${p.value}`,

  'process-not-halted': () => 'reports the kill switch as not halted',
  'process-halted': () => 'reports it halted',
  'process-change-unknown': () => 'took it at its start; when the switch last changed is not known',
  'process-start-unknown': () => 'took it at its start, which is not known',
  'process-older': (p: { startedAt: number; changedAt: number }) =>
    `started ${clockTime(p.startedAt, p)} and may hold an older value: the switch changed ${clockTime(p.changedAt, p)}`,
  'process-immutable': (p: { configMap: string; createdAt: number | null }) =>
    p.createdAt === null
      ? `ConfigMap ${p.configMap} is immutable, and since when is not known`
      : `ConfigMap ${p.configMap} is immutable and was created ${clockTime(p.createdAt, p)}: its node may still have an older one`,
  'process-node-unknown': (p: { node: string; is: Message }, text: Render) =>
    `nothing shows that it has the switch’s value: it is on node ${p.node}, ${text(p.is)}`,
  'process-follows': (p: { changedAt: number; byAt: number }) =>
    `its file follows the change of ${clockTime(p.changedAt, p)} by ${clockTime(p.byAt, p)}`,
};

export const executionMessages = {
  ...proofMessages,
  ...subjectMessages,
  ...findingMessages,
  ...kindMessages,
  ...haltMessages,
  ...intakeMessages,
  ...settingMessages,
  ...modeMessages,
  ...recognitionMessages,
  ...cloudRunMessages,
};
