/** What is said of agents: one template per code, pure, from its parameters. */

import { formatDuration } from '../format/duration.ts';
import type { AgentCode } from '../status/agent.ts';
import type { Message, Param, Params } from '../status/message.ts';
import type { SessionState } from '../vocabulary.ts';
import { counted, listed } from './lists.ts';
import type { Render } from './render.ts';
import { clockTime } from './times.ts';

type Word = (p: Params, text: Render) => string;
const named =
  (name: string): Word =>
  (p, text) =>
    text(p[name] ?? null);

/** The state in one or two words, by the code of an agent or a probe. */
const STATE_WORDS: Readonly<Record<AgentCode, string | Word>> = {
  good: 'Good',
  quiet: named('state'),
  'quiet-claims-ok': (p, text) => `Quiet, says ${text(p.claim ?? null)}`,
  'market-halt': 'Quiet, halt',
  'closed-in-halt': 'Says closed',
  stale: 'Stale',
  'forced-stale': 'Forced stale',
  'no-beat': (p, text) => `No ${text(p.what ?? null)}`,
  'stale-claims-ok': 'Stale, says ok',
  'runs-on-stale': 'Runs on stale',
  'proposes-on-stale': 'Proposes on stale',
  refusing: 'Refusing',
  'data-stale': 'Data stale',
  'data-stale-cycling': 'Data stale',
  halted: 'Halted',
  degraded: 'Degraded',
  unready: 'Not ready',
  'safe-halt': 'Halted, safe',
  'halt-unconfirmed': 'Halted',
  'halt-disagrees': 'Halted',
  'closed-disagrees': 'Says closed',
  'ages-disagree': 'Ages disagree',
  'negative-age': 'Negative age',
  'payload-ahead': 'Clock skew',
  failing: 'Failing',
  offline: 'Offline',
  'heartbeat-old': 'Stale',
  'heartbeat-none': 'No heartbeat',
  'nats-unhealthy': 'NATS unhealthy',
  'clock-skew': 'Clock skew',
  'negative-data-age': 'Negative age',
  stalled: 'Stands still',
  stuck: 'Data stands still',
  'stuck-over-smaller': 'Data stands still',
  unproven: 'Unproven',
  unreadable: 'Unreadable',
  'state-unknown': 'Unknown',
  'closed-unproven': 'Says closed',
  'never-beat': 'Never beat',
  'answers-error': 'Failing',
  'no-answer': 'No answer',
  lapsed: 'Not probed',
  'not-allowed': 'Not allowed',
  'out-of-reach': 'Out of reach',
  'pods-out-of-reach': 'Out of reach',
  'not-asked': 'Not probed',
  'not-configured': 'Not configured',
  'not-offered': 'Not offered',
  'no-heartbeat': 'No heartbeat',
  'live-mode': named('state'),
  crashloop: named('waits'),
  'image-pull': named('waits'),
  'not-starting': named('waits'),
  unschedulable: 'Pending',
  'oom-killed': 'OOMKilled',
  'mixed-versions': 'Mixed versions',
  'moved-tag': 'Tag moved',
  'versions-unclear': 'Versions unclear',
  'bypass-variable': 'Gate bypassed',
  missing: 'Missing',
  unused: 'Not used',
  'scaled-to-zero': 'Scaled to zero',
  'not-ready': 'Not ready',
  'partly-ready': 'Partly ready',
  'pods-disagree': 'Not ready',
  'pods-fewer': 'Partly ready',
  unavailable: 'Unavailable',
  'rollout-stuck': 'Rollout stuck',
  'pods-refused': 'Pods refused',
  'status-behind': 'Status behind',
  'status-stands': 'Status behind',
  'breaks-proof': 'Breaks a proof',
  'keeps-proof-open': 'Proof open',
  'job-failed': 'Job failed',
  blind: 'Not seen',
  undeclared: 'Not declared',
  'no-health': 'Not probed',
  'not-shown': 'Not seen',
  'nothing-to-see': 'No workload',
  off: 'Off, expected',
  idle: 'Idle, expected',
  'ran-off': 'Off, it ran',
  'not-off': 'Not off',
  'off-scheduled': 'Off, scheduled',
  'end-unclear': 'End unclear',
  'node-silent': 'Node silent',
  'node-silent-answers': 'Node silent',
  starting: 'Starting',
  running: 'Running',
  'running-in-hours': 'Running',
  'running-outside-hours': 'Outside its hours',
};
const WORDS: ReadonlyMap<string, string | Word> = new Map(Object.entries(STATE_WORDS));

const HOURS: Readonly<Record<SessionState, string>> = {
  'pre-market': 'before the open',
  open: 'in market hours',
  'post-market': 'after the close',
  closed: 'with the market closed',
  unknown: 'at hours unknown',
};

/** The hours of an agent, e.g. `after the close or with the market closed`. */
const hoursText = (hours: readonly SessionState[]): string => hours.map((state) => HOURS[state]).join(' or ');

/** Pods of an agent that people started, or its name where it has none. */
type Started = { name: string; pods: number };
const startedText = ({ name, pods }: Started): string => (pods === 0 ? name : counted(pods, 'pod'));

type Ref = { workload: string };

/** What the pods of a workload run in one container. */
type Ran = { workload: string; container: string; runs: readonly Message[] };
const ranText = ({ workload, container, runs }: Ran, text: Render): string =>
  `${workload}, container ${container}, runs ${listed(runs.map((run) => text(run)))}`;

/** As much of a digest as tells two of them apart: `sha256:0f3c9a1b2d4e`. */
const shortDigest = (digest: string): string => digest.slice(0, 'sha256:'.length + 12);

/** Why an agent is what it is, where no probe says it. */
const reasons = {
  'agent-executor': (p: { value: Param; detail: Param }, text: Render) =>
    `${text(p.value)}: ${text(p.detail)}`,
  'agent-culprit': (p: { proof: Message; what: Message }, text: Render) =>
    `${text(p.proof)}: ${text(p.what)}`,
  'agent-bypassed-by': (p: { variables: readonly string[] }) => `${listed(p.variables)} set`,
  'agent-missing': (p: { workloads: readonly string[] }) =>
    `${listed(p.workloads)} does not exist in the mesh’s namespaces`,
  'agent-unused': (p: { workloads: readonly string[] }) =>
    `${listed(p.workloads)} does not exist; the plan calls it optional`,
  'agent-scaled-to-zero': (p: Ref) => `${p.workload} is scaled to zero`,
  'agent-ready': (p: Ref & { ready: number; desired: number }) =>
    `${p.workload}: ${p.ready} of ${p.desired} ready`,
  'agent-pods-disagree': (p: Ref & { ready: number; desired: number; pods: number }) =>
    `${p.workload}: its status says ${p.ready} of ${p.desired} ready, ${counted(p.pods, 'pod')} of it ${p.pods === 1 ? 'is' : 'are'}`,
  'agent-condition': (p: Ref & { condition: string; cause: string | null; message: string | null }) =>
    [`${p.workload}: ${p.condition}`, p.cause, p.message].filter(Boolean).join(', '),
  'agent-status-behind': (p: Ref & { sinceAt: number }) =>
    `${p.workload}: its status is of an older spec since ${clockTime(p.sinceAt, p)}; its controller has not taken up the last change`,
  'agent-not-off-pods': (p: { pods: readonly string[] }) =>
    `${counted(p.pods.length, 'pod')} of it ${p.pods.length === 1 ? 'runs' : 'run'}: ${listed(p.pods, 3)}`,
  'agent-not-off-workload': (p: Ref & { desired: number; actual: number }) =>
    `${p.workload}: ${p.desired} wanted, ${p.actual} running`,
  'agent-not-off-answers': (p: { of: string }) => `${p.of} answers`,
  'agent-not-off-cloud': (p: { name: string }) => `${p.name} runs on Cloud Run`,
  'agent-off-scheduled': (p: Ref) => `${p.workload} is not suspended: its schedule starts it`,
  'agent-job-failed': (p: { job: string; region: string }) =>
    `Cloud Run job ${p.job}, ${p.region}: its latest execution failed`,
  'agent-no-health': () => 'nothing in the plan shows its health',
  'agent-not-shown': () => 'nothing shows whether it runs',
  'agent-end-unclear': (p: { pod: string }) => `${p.pod}: its containers do not show that they ended`,
  'agent-node-silent': (p: { nodes: readonly string[] }) =>
    `${p.nodes.length === 1 ? 'node' : 'nodes'} ${listed(p.nodes)} silent: pods are as last reported`,
  'agent-mixed-versions': (p: Ran & { seconds: number }, text: Render) =>
    `${ranText(p, text)}, for longer than a rollout may take (${formatDuration(p.seconds * 1000)})`,
  'agent-tag-differs': (p: Ran & { image: string }, text: Render) =>
    `${p.image} is not one image: ${ranText(p, text)}`,
  'agent-tag-moved': (p: {
    workload: string;
    container: string;
    image: string;
    from: string;
    to: string;
    movedAt: number;
  }) =>
    `${p.image} moved: ${p.workload}, container ${p.container}, ran ${shortDigest(p.from)} and runs ${shortDigest(p.to)} since ${clockTime(p.movedAt, p)}`,
  'agent-versions-unclear': (p: Ran, text: Render) =>
    `${ranText(p, text)}; whether their nodes have one platform is not read`,
  'agent-runs-digest': (p: { digest: string; pods: readonly string[] }) =>
    `${shortDigest(p.digest)} on ${p.pods.length === 1 ? listed(p.pods) : counted(p.pods.length, 'pod')}`,
  'agent-wants-pod': (p: Ref) => `${p.workload} wants a pod`,
  'agent-pod-unready': (p: { pod: string }) => `${p.pod} is not ready`,
  'agent-runs-in-hours': (p: Started) => `${startedText(p)} started by people, in its hours`,
  'agent-runs-outside': (p: Started & { hours: readonly SessionState[] }) =>
    `${startedText(p)} runs; meant to run only ${hoursText(p.hours)}`,
  'agent-hours-unknown': (p: Started) => `${startedText(p)} runs; whether its hours are now is not known`,
  'agent-on-demand': (p: Started) => `${startedText(p)} started on demand`,
  'agent-replicas': (p: { desired: number; ready: number }) => `${p.desired} wanted, ${p.ready} ready`,
};

/** What is wrong with a pod. `message`: the kubelet's or the scheduler's own. */
const troubles = {
  'pod-unschedulable': (p: { pod: string; message: string }) => `${p.pod} cannot be scheduled: ${p.message}`,
  'pod-image-pull': (p: { pod: string; message: string }) => `${p.pod} cannot pull its image: ${p.message}`,
  'pod-not-starting': (p: { pod: string; message: string }) => `${p.pod} cannot start: ${p.message}`,
  'pod-waits-long': (p: { pod: string; container: string; waits: string; sinceAt: number }) =>
    `${p.pod}: container ${p.container} waits since ${clockTime(p.sinceAt, p)} (${p.waits})`,
  'pod-not-taken-up': (p: { pod: string; node: string; sinceAt: number }) =>
    `${p.pod}: its node ${p.node} starts no container of it since ${clockTime(p.sinceAt, p)}`,
  'pod-without-node': (p: { pod: string; sinceAt: number }) =>
    `${p.pod} has no node since ${clockTime(p.sinceAt, p)}`,
  'pod-oom-killed': (p: { pod: string; exit: Param }, text: Render) =>
    `${p.pod} was killed for memory: ${text(p.exit)}`,
  'pod-keeps-dying': (p: { pod: string; exit: Param }, text: Render) =>
    `${p.pod} keeps dying: ${text(p.exit)}`,
  'pod-no-exit': (p: { message: string | null }) => p.message ?? 'no exit recorded',
  /** `exit 1, Error: no such table, at 10:14:08 ET`. */
  'pod-exit': (p: {
    exitCode: number | null;
    cause: string | null;
    message: string | null;
    at: number | null;
  }) => {
    const code = p.exitCode === null ? '' : `exit ${p.exitCode}`;
    const why = [p.cause, p.message].filter(Boolean).join(': ');
    const at = p.at === null ? '' : `at ${clockTime(p.at, p)}`;
    return [code, why, at].filter((part) => part !== '').join(', ');
  },
};

/** What is right for an agent now. */
const expectations = {
  'expect-off': () => 'Off: 0 wanted, 0 running',
  'expect-no-workload': () => 'Started by people; no workload to see',
  'expect-idle': () => 'Idle; started by people',
  'expect-idle-or-running': () => 'Idle, or running: started by people, in its hours',
  'expect-idle-now': (p: { hours: readonly SessionState[] }) =>
    `Idle; started by people, only ${hoursText(p.hours)}`,
  'expect-hours-unknown': () => 'Idle; whether its hours are now is not known',
  'expect-undeclared': () => 'Runs; the plan does not say as what',
  'expect-runs': (p: { optional: boolean; promise: Param }, text: Render) =>
    `Runs${p.optional ? ' where it is used' : ''}; ${text(p.promise)}`,
  'promise-pods': () => 'every pod ready',
  'promise-answers': (p: { probes: number }) =>
    p.probes === 1 ? 'answers' : `answers ${counted(p.probes, 'probe')}`,
  'promise-ticks': (p: { limitSeconds: number | null }) => `ticks within ${p.limitSeconds} s`,
  'promise-old-ticks': () => 'answers; old ticks are calm',
  'promise-halt': (p: { halt: Param }, text: Render) => `answers; ${text(p.halt)}`,
  'promise-document': (p: { limitSeconds: number | null }) => `answers, heartbeat within ${p.limitSeconds} s`,
  'promise-old-document': () => 'answers, an old heartbeat is calm',
  'promise-may-rest': (p: { limitSeconds: number | null }) => `beats within ${p.limitSeconds} s; may rest`,
  'promise-halts': (p: { limitSeconds: number | null; bySwitch: boolean }) =>
    `beats within ${p.limitSeconds} s; halts on stale data${p.bySwitch ? ' and by the kill switch' : ''}`,
};

export const agentsMessages = {
  ...reasons,
  ...troubles,
  ...expectations,
  /** `of`: the code of an agent or a probe; what else its word says stands beside it. */
  'agent-state': (p: { of: string }, text: Render) => {
    const word = WORDS.get(p.of) ?? p.of;
    return typeof word === 'string' ? word : word(p, text);
  },
  /** The reason, or the state where there is none. */
  'agent-said': (p: { reason: Param; state: Param }, text: Render) => text(p.reason) || text(p.state),
};
