/**
 * The network between the console and a simulated mesh: it answers after a while, or is out in some way, and notes what
 * it let the console see, and when. What it does to a source depends on that source's own requests alone.
 */

import type { HttpClient } from '#collectors/http/client.ts';
import { type Answer, type Exchange, type ReadLimits, timeoutError } from '#collectors/http/exchange.ts';
import { cloudRunAnswer } from '../pipeline/cloud-run-api.ts';
import { type Cluster, jsonAnswer, refusal } from '../pipeline/cluster.ts';
import type { EventClock } from '../pipeline/event-clock.ts';
import { refused, stopped } from '../pipeline/network.ts';
import { timed } from '../pipeline/times.ts';
import { corrupted, GARBAGE } from './garbage.ts';
import type { Observation } from './observation.ts';
import { type Outage, type OutageKind, outageAt, outagesOf } from './outages.ts';
import { Random } from './random.ts';
import { type Asked, askedBy, CLOUD_RUN_HOST, TOKEN_HOST } from './requests.ts';
import type { Endpoint, Reply, Stage } from './stage.ts';
import { watchOver } from './watch-wire.ts';

/** Latencies on a good day, in milliseconds: of lists, and of agents. */
const PROMPT_MS = 400;
const PROBE_PROMPT_MS = 150;

export interface WireOptions {
  /** The stream of its delays. */
  network: number;
  stage: Stage;
  cluster: Cluster;
  clock: EventClock;
  outages: readonly Outage[];
  cloudRun: ReadonlyMap<string, { status: number; json: unknown }>;
}

export class Wire implements HttpClient {
  readonly observations: Observation[] = [];
  readonly #options: WireOptions;
  readonly #asked = new Map<string, number>();

  constructor(options: WireOptions) {
    this.#options = options;
  }

  fetchAnswer = (exchange: Exchange, limits: ReadLimits): Promise<Answer> => {
    const asked = askedBy(exchange, this.#options.stage.endpoints);
    const { clock } = this.#options;
    if (limits.signal?.aborted) return Promise.reject(stopped());
    const startedAt = clock.now();
    const random = this.#random(asked.source);
    const outage = this.outage(asked.source);
    const hung = outage === 'silent' ? this.#endOf(asked.source) - startedAt : 0;
    const took = Math.max(hung, durationOf(outage, limits.timeoutMs, asked, random));
    // The server reads its store when the question comes, or just before its answer leaves.
    const early = random.chance(0.5) ? this.#answer(exchange, asked, outage, random) : null;
    return this.#after(took, limits.signal, () => {
      const answer = early ?? this.#answer(exchange, asked, outage, random);
      this.#note(asked, startedAt, outage, answer);
      if (answer === 'timeout') throw timeoutError(limits.timeoutMs);
      if (answer === 'refused') throw refused();
      return answer;
    });
  };

  fetchReview = (): Promise<Answer> => Promise.reject(stopped());

  readLines: HttpClient['readLines'] = ({ url, agent, headers }, options) => {
    const { source } = askedBy({ url, agent, headers }, []);
    const { clock, cluster, outages } = this.#options;
    const random = this.#random(source);
    const { observations } = this;
    return watchOver({ source, url, options, cluster, clock, random, outages, observations });
  };

  outage(source: string): OutageKind | null {
    return outageAt(this.#options.outages, source, this.#options.clock.now());
  }

  #endOf(source: string): number {
    const now = this.#options.clock.now();
    const all = outagesOf(this.#options.outages, source);
    const over = all.filter((o) => o.from <= now && now < o.to);
    return Math.max(...over.map(({ to }) => to));
  }

  #random(source: string): Random {
    const nth = (this.#asked.get(source) ?? 0) + 1;
    this.#asked.set(source, nth);
    return new Random(this.#options.network ^ hashOf(source), nth);
  }

  #after<T>(ms: number, signal: AbortSignal | undefined, then: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(stopped());
      signal?.addEventListener('abort', stop, { once: true });
      this.#options.clock.at(this.#options.clock.now() + ms, () => {
        signal?.removeEventListener('abort', stop);
        if (signal?.aborted) return;
        try {
          resolve(then());
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  #answer(
    exchange: Exchange,
    asked: Asked,
    outage: OutageKind | null,
    random: Random,
  ): Answer | 'refused' | 'timeout' {
    if (outage === 'refused') return 'refused';
    if (outage === 'timeout' || outage === 'silent') return 'timeout';
    if (outage === 'garbage') return random.pick(GARBAGE)();
    if (outage === 'narrow' && asked.wide && !asked.source.includes('ConfigMap'))
      return refusal(403, 'is forbidden at the cluster scope');
    const answer = this.#served(exchange, asked.endpoint);
    return outage === 'partial' && typeof answer === 'object' ? corrupted(answer, random) : answer;
  }

  #served({ url }: Exchange, endpoint: Endpoint | null): Answer | 'refused' | 'timeout' {
    const { stage, cluster, clock, cloudRun } = this.#options;
    if (url.hostname === TOKEN_HOST) return TOKEN;
    if (url.hostname === CLOUD_RUN_HOST) return cloudRunAnswer(cloudRun, url);
    if (endpoint !== null) return written(stage.replyAt(endpoint, clock.now()), clock.now());
    return cluster.answer(url);
  }

  #note(asked: Asked, startedAt: number, outage: OutageKind | null, answer: Answer | string): void {
    const arrivedAt = this.#options.clock.now();
    const whole =
      typeof answer === 'object' && isWhole(answer, asked) && (outage === null || WHOLE.includes(outage));
    // What an agent itself answers is no fault of the way to it.
    const clear = outage === null && asked.wide;
    this.observations.push({ source: asked.source, startedAt, arrivedAt, whole, clear, wide: asked.wide });
  }
}

/** A watch that is late, doubled or forgotten begins with a list that is whole. */
const WHOLE: readonly OutageKind[] = ['slow', 'narrow', 'late', 'twice', 'expired'];

/** A missing ConfigMap is a whole answer; a refused list is none. */
function isWhole({ status }: Answer, { endpoint, source }: Asked): boolean {
  return endpoint !== null || status === 200 || (status === 404 && source.includes('ConfigMap'));
}

function durationOf(
  outage: OutageKind | null,
  timeoutMs: number,
  { endpoint }: Asked,
  random: Random,
): number {
  const prompt = endpoint === null ? random.int(10, PROMPT_MS) : random.int(3, PROBE_PROMPT_MS);
  if (outage === 'refused') return 3;
  if (outage === 'timeout' || outage === 'silent') return timeoutMs;
  return outage === 'slow' ? random.int(PROMPT_MS, timeoutMs - 100) : prompt;
}

function written({ status, json, text, fail }: Reply, now: number): Answer | 'refused' | 'timeout' {
  if (fail !== undefined) return fail;
  if (text !== undefined)
    return { status, headers: { 'content-type': 'text/html' }, body: Buffer.from(text) };
  return jsonAnswer(status, timed(json ?? null, now));
}

const TOKEN: Answer = {
  ...jsonAnswer(200, { access_token: 'a-token-of-a-world', expires_in: 3600 }),
  headers: { 'metadata-flavor': 'Google' },
};

function hashOf(text: string): number {
  let hash = 5381;
  for (let i = 0; i < text.length; i += 1) hash = (Math.imul(hash, 33) ^ text.charCodeAt(i)) | 0;
  return hash;
}
