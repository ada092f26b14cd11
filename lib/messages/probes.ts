/** What is said of probes: one template per code, pure, from its parameters. */

import { type BodyProblem, MAX_DEPTH } from '../contracts/strict-json.ts';
import type { Param } from '../status/message.ts';
import { counted, listed } from './lists.ts';
import type { Render } from './render.ts';
import { clockTime } from './times.ts';

/** What an answer tells of a heartbeat. `what`: what beats, `tick` or `heartbeat`. */
const beats = {
  'probe-no-beat': (p: { what: string; limitSeconds: number }) =>
    `no ${p.what} at all, limit ${p.limitSeconds} s`,
  'probe-hours-off': (p: { beat: Param; hours: number }, text: Render) =>
    `${text(p.beat)}: it is ${p.hours > 0 ? `${p.hours} h behind` : `${-p.hours} h ahead`}, a time without its zone?`,
  'probe-calls-itself-stale': (p: { status: number; ok: boolean | null; unreadable: Param }, text: Render) =>
    `${p.status}, ok=${p.ok ?? '?'}; ${text(p.unreadable)}`,
  'probe-beat-ahead': (p: { what: string }) => `its ${p.what} lies in the future: clocks differ`,
  'probe-last-beat': (p: { what: string; at: number; limitSeconds: number }) =>
    `last ${p.what} ${clockTime(p.at, p)}, limit ${p.limitSeconds} s`,
  'probe-beat-reported-old': (p: { limitSeconds: number; last: Param }, text: Render) =>
    `reports an age over ${p.limitSeconds} s itself; ${text(p.last)}`,
  'probe-negative-age': (p: { what: string }) => `reports a negative age of its ${p.what}: its clock is off`,
  'probe-ages-disagree': (p: { what: string; seconds: number }) =>
    `reported age and timestamp of the ${p.what} disagree by more than ${p.seconds} s`,
  'probe-in-config-map': (p: { beat: Param }, text: Render) => `in its ConfigMap: ${text(p.beat)}`,
  'probe-quiet-in-halt': (p: { halt: Param; beat: Param }, text: Render) =>
    `Quiet: ${text(p.halt)}; ${text(p.beat)}`,
  'probe-process-silent': (p: { reason: Param }, text: Render) =>
    `${text(p.reason)}; nothing shows its process alive`,
  'probe-never-beat': () => 'its metrics say that it has never beaten',
  'probe-metrics-negative-age': () => 'its metrics report a negative age of its heartbeat',
  'probe-metrics-age': (p: { limitSeconds: number }) =>
    `its metrics report a heartbeat older than ${p.limitSeconds} s`,
};

/** What a producer of market data answers. */
const producers = {
  'probe-forced-stale': (p: { status: number }) => `${p.status}, forced_stale=true`,
  'probe-stale-with-fresh-tick': (p: { status: number; ok: boolean }) =>
    `${p.status}, ok=${p.ok}, though its tick is fresh`,
  'probe-ok-without-age': () => '200, ok=true, but no age',
  'probe-answers-stale': (p: { status: number; beat: Param }, text: Render) => `${p.status}, ${text(p.beat)}`,
  'probe-answers-ok-yet': (p: { status: number; beat: Param }, text: Render) =>
    `${p.status}, ok=true, yet ${text(p.beat)}`,
};

/** What a runtime says of itself. */
const runtimes = {
  /** Its own reason codes, else its own summary. */
  'probe-own-reasons': (p: { codes: readonly string[]; summary: string | null }) =>
    listed(p.codes) || p.summary || 'no reason given',
  'probe-status-answers': (p: { status: number }) => `/ops/status answers ${p.status}`,
  'probe-reports-state': (p: { state: string }) => `reports state ${p.state}`,
  'probe-ok-on-stale': (p: { why: Param }, text: Render) => `says OK on stale market data: ${text(p.why)}`,
  'probe-refuses': (p: { why: Param }, text: Render) => `refuses to run: ${text(p.why)}`,
  'probe-halted-by-switch': () => 'halted by the kill switch',
  'probe-halted-switch-off': () => 'says that the kill switch halts it, and the switch is off',
  'probe-halted-unconfirmed': () => 'halted by a kill switch that cannot be confirmed here',
  'probe-closed-unknown-day': () => 'reports MARKET_CLOSED on a day that the calendar does not know',
  'probe-closed-in-halt': (p: { halt: Param }, text: Render) => `reports MARKET_CLOSED: ${text(p.halt)}`,
  'probe-closed-while-wanted': () => 'reports MARKET_CLOSED while market data must flow',
  'probe-minimum-without-age': () => 'answers without a state and without the age of its data',
  'probe-negative-data-age': () => 'reports a negative age of its market data: its clock is off',
  'probe-data-old': (p: { limitSeconds: number; cycling: boolean }) =>
    `the market data that it sees is older than ${p.limitSeconds} s${p.cycling ? ', and its cycles go on' : ''}`,
  'probe-payload-ahead': (p: { what: string }) => `tells of a ${p.what} in the future: clocks differ`,
  'probe-last-tick-old': (p: { at: number; limitSeconds: number; claimsOk: boolean }) =>
    `${p.claimsOk ? 'says OK, ' : ''}beats, yet its last tick is of ${clockTime(p.at, p)}, limit ${p.limitSeconds} s`,
  'probe-last-cycle-old': (p: { at: number; limitSeconds: number }) =>
    `beats, yet its last cycle was at ${clockTime(p.at, p)}, limit ${p.limitSeconds} s`,
  'probe-proposals-rise': (p: { target: string; staleAt: number }) =>
    `${p.target}: proposals kept rising after market data went stale at ${clockTime(p.staleAt, p)}`,
};

/** Answers that tell of one thing. */
const lesser = {
  'probe-calls-unready': (p: { status: number }) => `${p.status}, calls itself not ready`,
  'probe-nats': (p: { status: number }) => `NATS answers ${p.status}, not ok`,
  'probe-not-ok': (p: { status: number }) => `answers ${p.status} and does not call itself ok`,
  'probe-live-mode': (p: { state: string; mode: string }) => `state ${p.state}, mode ${p.mode}`,
};

/** Why there is no answer. */
const unanswered = {
  'probe-no-pod': (p: { path: string; target: string }) =>
    `${p.path} not asked: no running pod of ${p.target}`,
  'probe-pods-not-asked': (p: { path: string; pods: number; notAsked: number }) =>
    `${p.path}: ${counted(p.pods, 'pod')}, ${p.notAsked} not asked`,
  'probe-out-of-reach': (p: { silent: number; of: number; seconds: number }) =>
    `out of reach from here: no HTTP answer in ${p.seconds} s from ${p.silent} of ${counted(p.of, 'workload')}, though the kubelet finds their pods Ready`,
  'probe-reach-again': () => 'pods were out of reach from here until just now; it is asked again',
  'probe-not-asked-yet': (p: { path: string }) => `${p.path} not asked yet`,
  'probe-no-instance': () => 'no instance runs',
  'probe-last-answer': (p: { at: number | null }) =>
    p.at === null ? 'never answered' : `last answer ${clockTime(p.at, p)}`,
  'probe-lapsed': (p: { at: number; last: Param }, text: Render) =>
    `not asked since ${clockTime(p.at, p)}; ${text(p.last)}`,
  'probe-attempted': (p: { attempt: Param; last: Param }, text: Render) =>
    `${text(p.attempt)}; ${text(p.last)}`,
};

/** Why nothing can be asked. No value of a variable is ever quoted. */
const settings = {
  'setting-key-unset': (p: { variable: string }) => `not offered: ${p.variable} is not set`,
  'setting-key-malformed': (p: { variable: string }) =>
    `${p.variable} must hold 8 to 512 characters without blanks and quotes`,
  'setting-url-unset': (p: { variable: string }) => `${p.variable} is not set`,
  'setting-url-malformed': (p: { variable: string }) => `${p.variable} is not an http or https URL`,
  'setting-url-user': (p: { variable: string }) => `${p.variable} must not hold user information`,
  'setting-url-query': (p: { variable: string }) => `${p.variable} must not hold a query`,
  'setting-path-leaves': (p: { path: string }) => `the path ${p.path} leaves the pod`,
  'setting-no-address': () => 'the pod has no address yet',
};

const BODY_PROBLEMS: Readonly<Record<BodyProblem, string>> = {
  'not-json': 'that is not JSON',
  'key-twice': 'that has a key twice',
  'number-too-large': 'with a number that is too large',
  'too-deep': `that nests deeper than ${MAX_DEPTH}`,
  'not-utf8': 'that is not UTF-8',
  'not-sent-as-json': 'that is not sent as JSON',
  'not-sent-as-text': 'that is not sent as text',
};

/** What came of one attempt. `words`: those of somebody else. */
const attempts = {
  'attempt-answered': (p: { status: number }) => `${p.status} with evidence`,
  'attempt-redirected': (p: { status: number }) => `${p.status}: redirects are not followed`,
  'attempt-pod-unreachable': (p: { status: number }) => `${p.status}: the API server cannot reach the pod`,
  'attempt-no-endpoints': (p: { status: number }) => `${p.status}: the service has no ready pod`,
  'attempt-api-server': (p: { words: Param }, text: Render) => `API server: ${text(p.words)}`,
  'attempt-compressed': (p: { status: number }) =>
    `${p.status} with a compressed body that was not asked for`,
  'attempt-body': (p: { status: number; problem: BodyProblem }) =>
    `${p.status} with a body ${BODY_PROBLEMS[p.problem]}`,
  'attempt-not-allowed': (p: { status: number }) => `${p.status}: not allowed`,
  'attempt-config': (p: { name: string; why: Param }, text: Render) => `ConfigMap ${p.name}: ${text(p.why)}`,
  'attempt-config-missing': (p: { name: string }) => `ConfigMap ${p.name} does not exist`,
  'attempt-config-key': (p: { name: string; key: string }) => `ConfigMap ${p.name} has no ${p.key}`,
  'attempt-config-binary': (p: { name: string; key: string }) =>
    `ConfigMap ${p.name} has ${p.key} in binaryData, which is not read`,
  'attempt-config-read': () => 'read',
  'attempt-nor-at': (p: { attempt: Param; paths: readonly string[] }, text: Render) =>
    `${text(p.attempt)}, nor at ${p.paths.join(', ')}`,
  'attempt-at': (p: { attempt: Param; path: string }, text: Render) => `${text(p.attempt)} at ${p.path}`,
};

/** What a contract wants and a body does not carry. */
const LACKS = {
  'last-tick': 'a last tick',
  'status-or-heartbeat': 'a status or a last heartbeat',
  'status-and-service': 'a status and a service name',
  'execution-state': 'a state, a mode and the kill switch',
  'heartbeat-time': 'a heartbeat time',
  'nats-status': 'the status of a NATS server',
  metrics: 'metrics of an agent',
  readiness: 'a readiness',
} as const;
export type Lacks = keyof typeof LACKS;

/** Why a body is no evidence. */
const parses = {
  'parse-lacks': (p: { status: number; lacks: Lacks }) => `${p.status} without ${LACKS[p.lacks]}`,
  'parse-no-endpoint': (p: { status: number }) => `${p.status}: this build has no such endpoint`,
  'parse-stranger': (p: { answeredAs: string }) => `answered as ${p.answeredAs || 'nobody'}`,
  'parse-config-empty': () => 'empty, it has never beaten',
  'parse-unreadable-field': (p: { field: string; value: string }) => `cannot read ${p.field}: ${p.value}`,
  'parse-unreadable-time': (p: { field: string; value: string; looksLike: string }) =>
    `cannot read ${p.field}: ${p.value}, looks like ${p.looksLike}`,
  'parse-metrics-malformed': (p: { status: number }) => `${p.status} with text that is no metrics`,
  'parse-key-refused': (p: { status: number }) => `${p.status}: key refused`,
  'parse-no-key': (p: { status: number }) => `${p.status}: not offered, the agent has no key configured`,
  'parse-document-forbidden': (p: { status: number }) => `${p.status}: the document may not be read`,
  'parse-document-missing': (p: { status: number }) => `${p.status}: the heartbeat document does not exist`,
};

export const probesMessages = {
  ...beats,
  ...producers,
  ...runtimes,
  ...lesser,
  ...unanswered,
  ...settings,
  ...attempts,
  ...parses,
  /** What a probe saw: the status of HTTP first, unless the reason begins with it. */
  'probe-seen': (p: { status: number | null; reason: Param; state: Param }, text: Render) => {
    const seen = text(p.reason) || text(p.state).toLowerCase();
    return p.status === null || seen.startsWith(String(p.status)) ? seen : `${p.status}, ${seen}`;
  },
};
