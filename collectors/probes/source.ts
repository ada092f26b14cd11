/** The probes: asks every agent of the plan by HTTP GET, at its own pace, and publishes facts. It evaluates nothing. */

import type { Logger } from 'pino';
import type { Fact, PodValue } from '#lib/facts/fact.ts';
import { probeIntervalMs } from '#lib/plan/probe-interval.ts';
import type { Plan } from '#lib/plan/schema.ts';
import type { Clock } from '#platform/clock.ts';
import { type HttpClient, NETWORK } from '../http/client.ts';
import type { ReadOnlyTransport } from '../kubernetes/transport.ts';
import { type AttemptContext, makeDirectAgents } from './ask.ts';
import { attemptProbe, goneFacts, type Memory, notConfigured, probeSubject, type Turn } from './attempt.ts';
import { Chain } from './chain.ts';
import { PER_SECOND, pacesOf, wayOf } from './pace.ts';
import { startSchedule } from './schedule.ts';
import { type Instance, instancesOf } from './targets.ts';
import { Turns } from './turns.ts';

export interface ProbesOptions {
  plan: Plan;
  /** The pods as last seen. */
  pods: () => readonly PodValue[];
  /** A ConfigMap as it is watched. */
  config: AttemptContext['config'];
  tokens: AttemptContext['tokens'];
  /** Null without a cluster: then only URLs are asked. */
  transport: ReadOnlyTransport | null;
  inCluster: boolean;
  env: Readonly<Record<string, string | undefined>>;
  /** Each probe is asked for the first time within this many milliseconds, and within its interval. */
  firstWithinMs: number;
  clock: Clock;
  say: (facts: Fact[]) => void;
  log: Logger;
  /** For tests. */
  http?: HttpClient;
}

export interface Probes {
  setPlan(plan: Plan): void;
  /** Ends all requests and timers; no facts are published afterwards. */
  stop(): void;
}

/** How often the targets are compared with the running pods. */
const RECONCILE_MS = 250;
/** Spreads the starts of any number of probes evenly: the fractional parts of its multiples. */
const GOLDEN_RATIO = 0.618_033_988_749_895;

interface Running {
  digest: string;
  uid: string;
  pace: (intervalMs: number) => void;
  end: () => void;
}

export function startProbes(options: ProbesOptions): Probes {
  const fleet = new ProbeFleet(options);
  return { setPlan: (plan) => fleet.setPlan(plan), stop: () => fleet.stop() };
}

class ProbeFleet {
  readonly #options: ProbesOptions;
  readonly #direct = makeDirectAgents();
  readonly #running = new Map<string, Running>();
  readonly #timer: NodeJS.Timeout;
  readonly #turns: Record<keyof typeof PER_SECOND, Turns>;
  #plan: Plan;
  /** What the running probes are of: without a change there is nothing to compare. */
  #reconciled: { pods: readonly PodValue[]; plan: Plan } | null = null;
  #started = 0;
  #stopped = false;

  constructor(options: ProbesOptions) {
    this.#options = options;
    this.#plan = options.plan;
    const turns = (perSecond: number) => new Turns(options.clock, perSecond);
    this.#turns = { direct: turns(PER_SECOND.direct), proxied: turns(PER_SECOND.proxied) };
    this.#reconcile();
    this.#timer = setInterval(() => this.#reconcile(), RECONCILE_MS);
    this.#timer.unref();
  }

  setPlan(plan: Plan): void {
    this.#plan = plan;
    this.#reconcile();
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
    for (const { end } of this.#running.values()) end();
    this.#running.clear();
    this.#direct.http.destroy();
    this.#direct.https.destroy();
  }

  /** Starts probes that are missing, and ends those that are no longer wanted. */
  #reconcile(): void {
    const { env, inCluster } = this.#options;
    const pods = this.#options.pods();
    const same = this.#reconciled?.pods === pods && this.#reconciled.plan === this.#plan;
    if (this.#stopped || same) return;
    this.#reconciled = { pods, plan: this.#plan };
    const instances = instancesOf({ plan: this.#plan, pods, inCluster, env });
    const wanted = new Map(instances.map((target) => [probeSubject(target), target]));
    for (const [subject, { end, uid }] of this.#running) {
      if (wanted.get(subject)?.uid === uid) continue;
      end();
      this.#running.delete(subject);
      this.#say(goneFacts(subject, this.#options.clock.now()));
    }
    const paces = pacesOf(instances);
    for (const [subject, target] of wanted) this.#run(subject, target, paces.get(target) ?? 0);
  }

  #run(subject: string, target: Instance, intervalMs: number): void {
    const digest = digestOf(target);
    const known = this.#running.get(subject);
    if (known?.digest === digest) known.pace(intervalMs);
    else {
      known?.end();
      this.#running.set(subject, { digest, uid: target.uid, ...this.#start(target, intervalMs) });
    }
  }

  readonly #turn: Turn = (place, signal) => {
    const way = wayOf({ places: [place] });
    return way === null ? Promise.resolve(true) : this.#turns[way].take(signal);
  };

  #start(target: Instance, intervalMs: number): Pick<Running, 'pace' | 'end'> {
    const { clock, transport, config, tokens, firstWithinMs, http = NETWORK } = this.#options;
    if (target.problem !== null) {
      this.#say([notConfigured(target, target.problem, clock.now())]);
      return { pace: () => {}, end: () => {} };
    }
    const ends = new AbortController();
    const { signal } = ends;
    const context: AttemptContext = { clock, transport, config, tokens, direct: this.#direct, http, signal };
    const memory: Memory = {
      chain: new Chain(target.places.length),
      heardAt: undefined,
      everySeconds: undefined,
    };
    const phaseMs = ((this.#started++ * GOLDEN_RATIO) % 1) * Math.min(intervalMs, firstWithinMs);
    const schedule = startSchedule(clock, intervalMs, phaseMs, async () => {
      const facts = await attemptProbe(target, context, memory, this.#turn);
      if (!signal.aborted) this.#say(facts);
    });
    const keep = (ms: number): void => {
      memory.chain.everyMs = ms;
      const planned = probeIntervalMs(target.agent, target.probe);
      memory.everySeconds = ms > planned ? ms / 1_000 : undefined;
    };
    keep(intervalMs);
    return {
      pace(ms) {
        keep(ms);
        schedule.pace(ms);
      },
      end() {
        schedule.stop();
        ends.abort();
      },
    };
  }

  /** A listener may fail without ending a probe. */
  #say(facts: Fact[]): void {
    if (this.#stopped || facts.length === 0) return;
    try {
      this.#options.say(facts);
    } catch (error) {
      this.#options.log.error({ err: error }, 'a listener failed to take facts');
    }
  }
}

/**
 * Changes when the target, the interval or the way of reading changes; and with the build, if it matters which path
 * answered. Without the key: it is in no text.
 */
function digestOf({ agent, probe, places, problem, build }: Instance): string {
  const where = places.map((place) => ('url' in place ? place.url.href : place));
  const answerer = probe.fallbacks === undefined ? '' : build;
  return JSON.stringify([agent.criticality, agent.aliases, probe, where, problem, answerer]);
}
