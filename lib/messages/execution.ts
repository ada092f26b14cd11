/** What is said of execution: one template per code, pure, from its parameters. */

import type { Message, Param } from '../status/message.ts';
import type { ProofId } from '../vocabulary.ts';
import { counted } from './lists.ts';
import { PROOF_NAMES, proofWords } from './proof-texts.ts';
import type { Render } from './render.ts';
import { clockTime } from './times.ts';

/** Proofs within other messages. `status`: the proof's own code and parameters. */
const proofMessages = {
  'proof-label': (p: { proof: ProofId }) => PROOF_NAMES[p.proof].label,
  'proof-value': (p: { status: Message }, text: Render) => proofWords(p.status, text).value,
  'proof-detail': (p: { status: Message }, text: Render) => proofWords(p.status, text).detail,
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

  'disagreement-both': (p: { watch: string; sweep: string }) =>
    `the watch says ${p.watch}, the sweep says ${p.sweep}`,

  'autoscaler-from-zero': (p: { name: string; max: number }) =>
    `KEDA may raise it from 0, up to ${p.max} (${p.name})`,
  'autoscaler-holds': (p: { name: string; min: number; max: number }) =>
    `${p.name} may hold it at ${p.min} to ${p.max}, and is inactive while it is at 0`,
  'autoscalers-known': (p: { count: number }) => `${counted(p.count, 'autoscaler')} known`,
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
};
