/** Proofs in words: the value and the detail of each code, and what each proof is called. */

import type { Message, Param, Params } from '../status/message.ts';
import type { ProofCode } from '../status/proof.ts';
import type { ProofId } from '../vocabulary.ts';
import { counted, listed, regionsText } from './lists.ts';
import type { Render } from './render.ts';
import { clockTime } from './times.ts';

export interface ProofWords {
  value: string;
  detail: string;
}

/** No interface: only a type's own fields fit the parameters of a message. */
type Places = { places: Message };

/** One template per code. */
export const PROOF_TEXTS = {
  /** `last`: what was last known of it, as a proof's code and parameters. */
  unseen: (p: { why: Param; lastAt: number | null; last: Message }, text: Render) => ({
    value: 'unknown',
    detail: `${text(p.why)}${p.lastAt === null ? '' : ` · last known ${clockTime(p.lastAt, p)}: ${proofWords(p.last, text).value}`}`,
  }),
  unclear: (p: Places, text: Render) => ({ value: 'unknown', detail: text(p.places) }),
  findings: (p: Places & { count: number }, text: Render) => ({
    value: counted(p.count, 'finding'),
    detail: text(p.places),
  }),
  'sources-disagree': (p: Places, text: Render) => ({ value: 'unknown', detail: text(p.places) }),
  suspects: (p: Places & { count: number }, text: Render) => ({
    value: counted(p.count, 'suspect'),
    detail: text(p.places),
  }),

  'executors-none': (p: { names: readonly string[] }) => ({
    value: 'none exist',
    detail: `no ${listed(p.names)}`,
  }),
  'executors-at-zero': scaled,
  'executors-wanted': scaled,

  'executor-pods-none': (p: { scope: readonly string[] | null }) => ({
    value: 'none, none terminating',
    detail: p.scope === null ? 'whole cluster read' : `read in ${listed(p.scope)}`,
  }),
  'executor-pods-exist': (p: { pods: number; terminating: number; named: Message }, text: Render) => ({
    value: `${counted(p.pods, 'pod')}${p.terminating > 0 ? `, ${p.terminating} terminating` : ''}`,
    detail: text(p.named),
  }),
  'executor-finished': (p: { count: number; named: Message }, text: Render) => ({
    value: `none now, ${p.count} ran`,
    detail: text(p.named),
  }),

  'switches-halted': (p: { count: number; seen: Message }, text: Render) => ({
    value: 'halted',
    detail: p.count === 1 ? text(p.seen) : `${p.count} ConfigMaps agree: ${text(p.seen)}`,
  }),
  'switches-disagree': (p: { seen: Message }, text: Render) => ({
    value: 'switches disagree',
    detail: text(p.seen),
  }),
  'switches-allow': (p: { seen: Message }, text: Render) => ({
    value: 'allows execution',
    detail: text(p.seen),
  }),
  'switches-unclear': (p: { seen: Message }, text: Render) => ({ value: 'unknown', detail: text(p.seen) }),

  'mounts-reached': () => ({
    value: 'where it is read',
    detail: 'every file and variable that names it leads to it',
  }),
  'mounts-without-reader': () => ({
    value: 'nobody reads it',
    detail: 'no workload says that it does',
  }),
  'mounts-missing': (p: Places, text: Render) => ({ value: 'not at an executor', detail: text(p.places) }),
  'mounts-not-declared': () => ({ value: 'not declared', detail: 'the plan names no reader' }),

  'processes-agree': () => ({
    value: 'as the switch says',
    detail: 'no process started before it last changed, none reports otherwise',
  }),
  'processes-contradict': (p: { instances: Message }, text: Render) => ({
    value: 'contradict it',
    detail: `${text(p.instances)} report it not halted`,
  }),
  'processes-not-halted': (p: { instances: Message }, text: Render) => ({
    value: 'not halted',
    detail: `${text(p.instances)} report it not halted`,
  }),

  'modes-none-live': (p: { liveModes: readonly string[]; workloads: number }) => ({
    value: `no ${p.liveModes.join(' or ')}`,
    detail: `${p.workloads} workloads and every pod read`,
  }),
  'modes-live': (p: Places & { worst: Message }, text: Render) => ({
    value: text(p.worst),
    detail: text(p.places),
  }),

  'executors-could-start': (p: Places, text: Render) => ({ value: 'found', detail: text(p.places) }),
  'autoscalers-on-none': () => ({ value: 'none', detail: 'no request, message or autoscaler starts one' }),
  'autoscalers-unseen': (p: { why: Param }, text: Render) => ({
    value: 'cannot be seen',
    detail: text(p.why),
  }),
  'autoscalers-absent': () => ({ value: 'none', detail: 'the cluster has no autoscalers' }),

  'cloud-run-none': (p: { regions: readonly string[] }) => ({
    value: 'none exist',
    detail: regionsText(p.regions),
  }),
  'cloud-run-excluded': () => ({ value: 'not searched', detail: '--without-cloud-run' }),
  'cloud-run-off': (p: { services: Message }, text: Render) => ({ value: 'off', detail: text(p.services) }),
  'cloud-run-serves': (p: Places, text: Render) => ({ value: 'not off', detail: text(p.places) }),
  'cloud-run-answers': (p: Places, text: Render) => ({ value: 'it serves', detail: text(p.places) }),
  'cloud-run-not-declared': () => ({ value: 'not declared', detail: 'by the plan in force' }),
} satisfies Readonly<Record<ProofCode, (params: never, text: Render) => ProofWords>>;

function scaled(p: { wanted: number; running: number; named: Message }, text: Render): ProofWords {
  return { value: `${p.wanted} wanted, ${p.running} running`, detail: text(p.named) };
}

type WordsOf = { bivariant(params: Params, text: Render): ProofWords }['bivariant'];
const WORDS: ReadonlyMap<string, WordsOf> = new Map(Object.entries(PROOF_TEXTS));

/** The words of a proof's code and parameters. A code that this version does not know is shown as it is. */
export function proofWords({ code, params }: Message, text: Render): ProofWords {
  return WORDS.get(code)?.(params, text) ?? { value: code, detail: '' };
}

/** What each proof is called, and what it is read from. */
export const PROOF_NAMES: Readonly<Record<ProofId, { label: string; source: string }>> = {
  'executors-scaled': { label: 'Executors scaled to', source: 'Kubernetes API, workloads' },
  'executor-pods': { label: 'Executor pods', source: 'Kubernetes API, pods' },
  'halt-switches': { label: 'Kill switch', source: 'Kubernetes API, ConfigMaps' },
  'halt-mounts': { label: 'Kill switch mounted', source: 'Kubernetes API, pod specs' },
  'halt-processes': { label: 'Processes', source: 'Kubernetes API, pods; agents’ own status' },
  modes: { label: 'Modes', source: 'Kubernetes API, pod specs; agents’ own status' },
  'executor-autoscalers': {
    label: 'Self-starting executors',
    source: 'Kubernetes API, autoscalers and add-ons',
  },
  'cloud-run-executor': { label: 'Cloud Run executor', source: 'Cloud Run Admin API' },
};

/** The source of a proof that rests on the plan alone. */
export const PLAN_SOURCE = 'operational plan';

/** The rule of the plan that each proof reads by. */
export const PROOF_RULES: Readonly<Record<ProofId | 'disagreement', string>> = {
  'executors-scaled': 'Executors stay scaled to zero: 0 wanted and 0 running (plan, Safety invariants)',
  'executor-pods': 'No pod of an executor exists, terminating ones included (plan, Safety invariants)',
  'halt-switches': 'Every halt switch is confirmed halted (plan, Safety invariants: kill switch respected)',
  'halt-mounts':
    'The kill switch is mounted where a workload reads it; its reader takes an unreadable file for not halted (plan, Safety dependencies)',
  'halt-processes':
    'A process has the present value of the kill switch, and reports itself halted (plan, Safety invariants: kill switch respected)',
  modes: 'No workload with a live mode, dry run off or any other gate open (plan, Escalation rules, P0)',
  'executor-autoscalers':
    'No automated process scales an executor up (plan, Safety invariants: no execution enabling)',
  'cloud-run-executor':
    'An executor on Cloud Run is off only if it does not exist or is scaled by hand to 0: automatic scaling serves at a minimum of 0 (plan, Safety invariants)',
  disagreement:
    'The watch and the safety poll agree about executors and halt switches: one that contradicts itself proves nothing (plan, Safety invariants)',
};
