/**
 * Polls the plan's Cloud Run services by the Admin API: one GET each few seconds, absence included. It evaluates
 * nothing.
 */

import type { Logger } from 'pino';
import { isExecutorAgent } from '#lib/evaluate/execution/executor.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import type { Plan } from '#lib/plan/schema.ts';
import type { Message } from '#lib/status/message.ts';
import type { Clock } from '#platform/clock.ts';
import { fetchAnswer } from '../http/exchange.ts';
import { transportErrorOf } from '../http/transport-error.ts';
import { mapContextOf } from '../kubernetes/mappers/map-context.ts';
import { makeDirectAgents } from '../probes/ask.ts';
import { startSchedule } from '../probes/schedule.ts';
import { type CloudRunResult, readCloudRun } from './cloud-run-service.ts';
import { type GoogleTokens, TOKEN_VARIABLE } from './google-token.ts';

/** The Admin API's address, or a replacement for it. */
const API_VARIABLE = 'CLOUD_RUN_API_URL';
const API = 'https://run.googleapis.com';
const PARENT = /^projects\/[a-z0-9][a-z0-9:.-]{0,99}\/locations\/[a-z0-9-]{1,60}$/;
/** As often as other safety facts are polled. */
const READ_EVERY_MS = 3_000;
const TIMEOUT_MS = 2_500;
const MAX_BYTES = 1_048_576;
const SOURCE = 'cloud-run';

export interface CloudRunOptions {
  plan: Plan;
  env: Readonly<Record<string, string | undefined>>;
  tokens: GoogleTokens | null;
  clock: Clock;
  say: (facts: Fact[]) => void;
  log: Logger;
  /** In ms; for tests. */
  readEveryMs?: number;
}

export interface CloudRunSource {
  setPlan(plan: Plan): void;
  /** Ends all requests and timers; no facts are published afterwards. */
  stop(): void;
}

export function startCloudRun(options: CloudRunOptions): CloudRunSource {
  let running = begin(options, options.plan);
  return {
    setPlan(plan) {
      const before = running.services;
      running.end();
      running = begin(options, plan);
      const dropped = before.filter((service) => !running.services.includes(service));
      options.say(dropped.map((service) => statusFact(service, null, options.clock.now())));
    },
    stop: () => running.end(),
  };
}

/** The URL of a service, or why it cannot be read. */
type Way = { url: URL; path: string; tokens: GoogleTokens } | { problem: Message; unset: boolean };

function begin(options: CloudRunOptions, plan: Plan): { services: string[]; end(): void } {
  const stopped = new AbortController();
  const agents = makeDirectAgents();
  const ends = plan.agents.flatMap((agent) => {
    const { cloudRun } = agent;
    if (cloudRun?.parentEnv === undefined) return [];
    const way = wayTo(cloudRun.service, cloudRun.parentEnv, options);
    if ('problem' in way)
      options.log.info({ service: cloudRun.service, why: text(way.problem) }, 'Cloud Run is not read');
    // Nothing is configured, and no proof depends on the service, so its source is not unavailable. An executor's
    // service must be read.
    if ('problem' in way && way.unset && !isExecutorAgent(plan, agent)) return [];
    const look = new ServicePoll(cloudRun.service, way, { ...options, plan }, agents, stopped.signal);
    const every = options.readEveryMs ?? READ_EVERY_MS;
    return [{ service: cloudRun.service, end: startSchedule(options.clock, every, 0, () => look.once()) }];
  });
  return {
    services: ends.map(({ service }) => service),
    end() {
      stopped.abort();
      for (const { end } of ends) end();
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function wayTo(service: string, parentEnv: string, { env, tokens }: CloudRunOptions): Way {
  const parent = env[parentEnv]?.trim() ?? '';
  if (parent === '') return { problem: say('cause-unset', { variable: parentEnv }), unset: true };
  if (!PARENT.test(parent))
    return { problem: say('cause-no-location', { variable: parentEnv }), unset: false };
  if (tokens === null) return { problem: say('cause-unset', { variable: TOKEN_VARIABLE }), unset: false };
  const base = URL.parse(env[API_VARIABLE]?.trim() || API);
  if (!base || !/^https?:$/.test(base.protocol) || base.username !== '' || base.password !== '')
    return { problem: say('cause-no-url', { variable: API_VARIABLE }), unset: false };
  const path = `${parent}/services/${service}`;
  return { url: new URL(`${base.href.replace(/\/+$/, '')}/v2/${path}`), path, tokens };
}

/** One service: polls it, and publishes its state and its source status. */
class ServicePoll {
  readonly #service: string;
  readonly #way: Way;
  readonly #options: CloudRunOptions;
  readonly #agents: ReturnType<typeof makeDirectAgents>;
  readonly #signal: AbortSignal;
  #lastSeenAt: number | null = null;
  #blindSince: number | null = null;
  #failed = 0;

  constructor(
    service: string,
    way: Way,
    options: CloudRunOptions,
    agents: ReturnType<typeof makeDirectAgents>,
    signal: AbortSignal,
  ) {
    this.#service = service;
    this.#way = way;
    this.#options = options;
    this.#agents = agents;
    this.#signal = signal;
  }

  /** Never rejects. */
  async once(): Promise<void> {
    const { clock, say, log } = this.#options;
    const startedAt = clock.now();
    const result = await this.#read();
    if (this.#signal.aborted) return;
    const facts =
      'problem' in result ? [this.#unavailable(result.problem)] : this.#published(result, startedAt);
    try {
      say(facts);
    } catch (error) {
      log.error({ err: error }, 'a listener failed to take facts');
    }
  }

  async #read(): Promise<CloudRunResult> {
    if ('problem' in this.#way) return { problem: this.#way.problem };
    const { url, path, tokens } = this.#way;
    try {
      const headers = { accept: 'application/json', authorization: `Bearer ${await tokens.for(url)}` };
      const agent = url.protocol === 'https:' ? this.#agents.https : this.#agents.http;
      const limits = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, signal: this.#signal };
      const { status, body } = await fetchAnswer({ url, headers, agent }, limits);
      return readCloudRun(status, body, path, mapContextOf(this.#options.plan));
    } catch (error) {
      return { problem: transportErrorOf(error).why };
    }
  }

  /** A service with a gap is still published: its bad findings count whatever else is unknown. */
  #published({ value, gap }: Exclude<CloudRunResult, { problem: Message }>, observedAt: number): Fact[] {
    const fact: Fact = {
      subject: `CloudRun/${this.#service}`,
      kind: 'cloud-run',
      value,
      observedAt,
      source: SOURCE,
    };
    if (gap !== null) return [fact, this.#unavailable(gap)];
    this.#lastSeenAt = observedAt;
    this.#blindSince = null;
    return [fact, this.#status('seen', null)];
  }

  #unavailable(cause: Message): Fact {
    this.#failed += 1;
    this.#blindSince ??= this.#options.clock.now();
    return this.#status('blind', cause);
  }

  #status(state: 'seen' | 'blind', cause: Message | null): Fact {
    const value = {
      label: `Cloud Run ${this.#service}`,
      state,
      scope: 'cluster' as const,
      cause,
      lastSeenAt: this.#lastSeenAt,
      syncedAt: this.#lastSeenAt,
      lastEventAt: null,
      unreadable: 0,
      blindSince: this.#blindSince,
      restarts: this.#failed,
      count: 1,
    };
    return statusFact(this.#service, value, this.#options.clock.now());
  }
}

function statusFact(
  service: string,
  value: Extract<Fact, { kind: 'sight' }>['value'],
  observedAt: number,
): Fact {
  return { subject: `cloud-run/${service}`, kind: 'sight', value, observedAt, source: SOURCE };
}
