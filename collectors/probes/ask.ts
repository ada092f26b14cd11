/** One question of a probe: sends it to its target, and reads the answer. */

import http from 'node:http';
import https from 'node:https';
import { contractOf } from '#lib/contracts/registry.ts';
import { DEFAULT_LIMIT_SECONDS, PROBE_TIMEOUT_MS } from '#lib/plan/probe-interval.ts';
import type { Clock } from '#platform/clock.ts';
import type { GoogleTokens } from '../cloud-run/google-token.ts';
import type { HttpClient } from '../http/client.ts';
import { type Answer, type ReadLimits, timeoutError } from '../http/exchange.ts';
import { type TransportError, transportErrorOf } from '../http/transport-error.ts';
import type { ReadOnlyTransport } from '../kubernetes/transport.ts';
import {
  type Interpretation,
  interpretAnswer,
  interpretConfig,
  interpretFailure,
  type WatchedConfig,
} from './interpret.ts';
import type { Instance, Place } from './targets.ts';

/** No answer is read past this. */
export const PROBE_MAX_BYTES = 65_536;

/** The sockets of probes that go to a URL of their own. */
export interface DirectAgents {
  http: http.Agent;
  https: https.Agent;
}

export function makeDirectAgents(): DirectAgents {
  // As many as can be in flight at the pace of `pace.ts` while nobody answers in time.
  const options = { keepAlive: true, maxSockets: 8, maxTotalSockets: 320 };
  return { http: new http.Agent(options), https: new https.Agent(options) };
}

export interface AttemptContext {
  clock: Clock;
  transport: ReadOnlyTransport | null;
  /** ConfigMaps that are watched already: no request is sent for them. */
  config: (namespace: string, name: string) => WatchedConfig;
  direct: DirectAgents;
  http: HttpClient;
  /** Null if the console was given none. */
  tokens: GoogleTokens | null;
  signal: AbortSignal;
}

/** The result of one question, when it was asked (epoch ms) and how long it took. */
export interface Asked {
  said: Interpretation;
  askedAt: number;
  latencyMs: number;
}

/** Never rejects; null when stopped. */
export async function askOnce(
  target: Instance,
  place: Place,
  timeoutMs: number,
  context: AttemptContext,
): Promise<Asked | null> {
  const { clock } = context;
  const askedAt = clock.now();
  const begun = clock.monotonic();
  const said = await interpreted(target, place, askedAt, timeoutMs, context);
  if (said === null || context.signal.aborted) return null;
  return { said, askedAt, latencyMs: Math.round(clock.monotonic() - begun) };
}

async function interpreted(
  target: Instance,
  place: Place,
  askedAt: number,
  timeoutMs: number,
  context: AttemptContext,
): Promise<Interpretation | null> {
  const { probe, agent } = target;
  const viaProxy = 'proxyPath' in place;
  const asked = {
    definition: contractOf(probe.kind),
    answersAs: probe.answersAs ?? [agent.name, ...agent.aliases],
    askedAt,
    limitSeconds: probe.limitSeconds ?? DEFAULT_LIMIT_SECONDS,
    viaProxy,
  };
  if ('config' in place) {
    const { namespace, name } = place.config;
    return interpretConfig(context.config(namespace, name), place.config, { ...asked, secret: null });
  }
  try {
    const begun = context.clock.monotonic();
    const key = await keyFor(target, place, context);
    const left = Math.max(1, timeoutMs - (context.clock.monotonic() - begun));
    const answer = await send(place, key, left, context);
    return interpretAnswer(answer, { ...asked, secret: key?.secret ?? null });
  } catch (error) {
    return interpretFailure(ofWholeAttempt(transportErrorOf(error), timeoutMs), viaProxy);
  }
}

/**
 * A later path of an attempt has less time. The reported limit is that of the whole attempt, which does not change from
 * one to the next.
 */
function ofWholeAttempt(error: TransportError, timeoutMs: number): TransportError {
  return error.failure === 'timeout' && timeoutMs < PROBE_TIMEOUT_MS ? timeoutError(PROBE_TIMEOUT_MS) : error;
}

/** A header that opens an endpoint, and its secret part. */
interface Opener {
  header: string;
  value: string;
  secret: string;
}

async function keyFor(
  { key, probe }: Instance,
  place: Place,
  { tokens }: AttemptContext,
): Promise<Opener | null> {
  if (key !== null) return { ...key, secret: key.value };
  if (contractOf(probe.kind).token !== 'google' || tokens === null || !('url' in place)) return null;
  const secret = await tokens.for(place.url);
  return { header: 'authorization', value: `Bearer ${secret}`, secret };
}

async function send(
  place: Place,
  key: Opener | null,
  timeoutMs: number,
  context: AttemptContext,
): Promise<Answer> {
  const limits: ReadLimits = { timeoutMs, maxBytes: PROBE_MAX_BYTES, signal: context.signal };
  const headers = key === null ? {} : { [key.header]: key.value };
  if ('proxyPath' in place && context.transport)
    return context.transport.get(place.proxyPath, {
      timeoutMs,
      maxBytes: PROBE_MAX_BYTES,
      signal: context.signal,
      headers,
      pool: 'probe',
    });
  if (!('url' in place)) throw new Error('nowhere to ask');
  const agent = place.url.protocol === 'https:' ? context.direct.https : context.direct.http;
  return context.http.fetchAnswer(
    { url: place.url, headers: { accept: 'application/json', ...headers }, agent },
    limits,
  );
}
