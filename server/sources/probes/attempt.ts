/** One attempt of one probe: asks, reads, and says what came of it. */
import http from 'node:http';
import https from 'node:https';
import type { Fact } from '#lib/ledger/fact.ts';
import { PROBE_TIMEOUT_MS } from '#lib/plan/probe-interval.ts';
import type { Clock } from '#server/clock.ts';
import { type Answer, fetchAnswer } from '../http/exchange.ts';
import { transportErrorOf } from '../http/transport-error.ts';
import type { ReadOnlyTransport } from '../kubernetes/transport.ts';
import { type Asked, type Interpretation, interpretAnswer, interpretFailure } from './interpret.ts';
import { PROBE_REGISTRY } from './registry.ts';
import type { Instance } from './targets.ts';

/** No answer is read past this. */
export const PROBE_MAX_BYTES = 65_536;

/** The sockets of probes that go to a URL of their own. */
export interface DirectAgents {
  http: http.Agent;
  https: https.Agent;
}

export function makeDirectAgents(): DirectAgents {
  const options = { keepAlive: true, maxSockets: 8, maxTotalSockets: 64 };
  return { http: new http.Agent(options), https: new https.Agent(options) };
}

export interface AttemptContext {
  clock: Clock;
  transport: ReadOnlyTransport | null;
  direct: DirectAgents;
  signal: AbortSignal;
}

/** The subject of both facts of a probe. */
export function probeSubject({ agent, probe, instance }: Instance): string {
  return `probe/${agent.name}/${probe.id}/${instance}`;
}

/** The `probe` fact of this attempt and, when the evidence parsed, its `answer`. Never rejects; empty when stopped. */
export async function attemptProbe(target: Instance, context: AttemptContext): Promise<Fact[]> {
  const { clock } = context;
  const observedAt = clock.now();
  const begun = clock.monotonic();
  const asked: Asked = {
    definition: PROBE_REGISTRY[target.probe.kind],
    answersAs: target.probe.answersAs ?? [target.agent.name, ...target.agent.aliases],
    viaProxy: 'proxyPath' in target.ask,
  };
  const said = await ask(target, context)
    .then((answer) => interpretAnswer(answer, asked))
    .catch((error: unknown) => interpretFailure(transportErrorOf(error), asked.viaProxy));
  if (!said || context.signal.aborted) return [];
  return factsOf(target, said, observedAt, Math.round(clock.monotonic() - begun));
}

async function ask({ ask: where }: Instance, context: AttemptContext): Promise<Answer> {
  const limits = { timeoutMs: PROBE_TIMEOUT_MS, maxBytes: PROBE_MAX_BYTES, signal: context.signal };
  if ('proxyPath' in where && context.transport)
    return context.transport.get(where.proxyPath, { ...limits, pool: 'probe' });
  if (!('url' in where)) throw new Error('nowhere to ask');
  const agent = where.url.protocol === 'https:' ? context.direct.https : context.direct.http;
  return fetchAnswer({ url: where.url, headers: { accept: 'application/json' }, agent }, limits);
}

function factsOf(target: Instance, said: Interpretation, observedAt: number, latencyMs: number): Fact[] {
  const about = { agent: target.agent.name, probe: target.probe.id, instance: target.instance };
  const base = { subject: probeSubject(target), observedAt, source: 'probe' };
  const { outcome, status, message, evidence } = said;
  const probe: Fact = { ...base, kind: 'probe', value: { ...about, outcome, status, latencyMs, message } };
  if (!evidence || status === null) return [probe];
  return [
    probe,
    { ...base, kind: 'answer', value: { ...about, ...evidence.value, status, raw: evidence.raw } },
  ];
}

/** The one fact of a probe that cannot be asked. */
export function notConfigured(target: Instance, problem: string, observedAt: number): Fact {
  const about = { agent: target.agent.name, probe: target.probe.id, instance: target.instance };
  const value = {
    ...about,
    outcome: 'not-configured',
    status: null,
    latencyMs: null,
    message: problem,
  } as const;
  return { subject: probeSubject(target), kind: 'probe', value, observedAt, source: 'probe' };
}

/** Both facts of a probe whose pod is gone. */
export function goneFacts(subject: string, observedAt: number): Fact[] {
  return [
    { subject, kind: 'probe', value: null, observedAt, source: 'probe' },
    { subject, kind: 'answer', value: null, observedAt, source: 'probe' },
  ];
}
