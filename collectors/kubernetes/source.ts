/**
 * The Kubernetes source: watches and polls the objects that the plan needs, and publishes facts. It evaluates nothing.
 */

import type { Logger } from 'pino';
import type { ConfigValue, Fact, PodValue } from '#lib/facts/fact.ts';
import { say as message } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import type { Plan } from '#lib/plan/schema.ts';
import type { Clock } from '#platform/clock.ts';
import type { HttpClient } from '../http/client.ts';
import { ADD_ON_SUBJECTS, startAddOns } from './add-ons/polls.ts';
import { Agreement } from './agreement.ts';
import { AvailabilityBoard } from './availability-board.ts';
import { watchVersion } from './cluster-version.ts';
import { startConfigFeed } from './config-feed.ts';
import { startConfigPoll } from './config-poll.ts';
import type { Credentials } from './credentials.ts';
import { InternalErrors } from './internal-errors.ts';
import { KindFeed } from './kind-feed.ts';
import { CONFIG_MAP, POLLED, subjectOf, WATCHED } from './kinds.ts';
import { KnownObjects } from './known-objects.ts';
import { type Mark, mapContextOf } from './mappers/map-context.ts';
import { namespaceSubject, namespacesOf, watchNamespace } from './named-namespaces.ts';
import { PermissionBoard, reviewPermissions, sayReviewIsOff } from './permission-review.ts';
import { KindPoll } from './poll.ts';
import type { SourceContext } from './source-context.ts';
import { DEFAULT_TIMINGS, type Timings } from './timings.ts';
import { makeTransport, type ReadOnlyTransport } from './transport.ts';

export interface KubernetesSourceOptions {
  credentials: Credentials;
  plan: Plan;
  clock: Clock;
  say: (facts: Fact[]) => void;
  log: Logger;
  timings?: Partial<Timings>;
  /** Marks values that are not kept. */
  mark?: Mark | undefined;
  /** For tests. */
  http?: HttpClient;
  /** True if the API server is asked for the credential's permissions: the one request that is not a GET. */
  permissionReview: boolean;
}

export interface KubernetesSource {
  /** Restarts with another plan; known objects stay known. */
  setPlan(plan: Plan): void;
  /** The pods as last seen. */
  pods(): readonly PodValue[];
  /** A ConfigMap that the plan names, as its watch has it: null if it does not exist, or why it is not known. */
  config(namespace: string, name: string): { config: ConfigValue | null } | { unseen: string };
  readonly transport: ReadOnlyTransport;
  /** The number of internal errors of callbacks and mappers so far; each kind is in the log once. */
  internalErrors(): number;
  /** Ends all requests and timers; no facts are published afterwards. */
  stop(): Promise<void>;
}

export function startKubernetesSource(options: KubernetesSourceOptions): KubernetesSource {
  const { credentials, clock, log } = options;
  const timings = { ...DEFAULT_TIMINGS, ...options.timings };
  const transport = makeTransport(credentials, clock, options);
  const internalErrors = new InternalErrors(log);
  const known = new KnownObjects(mapContextOf(options.plan, options.mark), internalErrors, clock);
  const stopped = new AbortController();
  const say = (facts: Fact[]): void => {
    if (stopped.signal.aborted || facts.length === 0) return;
    // A listener may fail without ending a watch.
    internalErrors.guard('a listener of facts', () => options.say(facts), undefined);
  };
  const availability = new AvailabilityBoard({ clock, say, log, everyMs: timings.statusEvery });
  const context = { transport, clock, say, known, availability, timings, log, internalErrors };
  const permissions = options.permissionReview ? new PermissionBoard() : null;
  if (!permissions) sayReviewIsOff(context, new PermissionBoard());
  const start = (plan: Plan): AbortController => {
    const ends = begin({ ...context, signal: stopped.signal }, plan);
    if (permissions)
      void reviewPermissions({ ...context, reviews: transport, signal: ends.signal }, plan, permissions);
    return ends;
  };
  let running = start(options.plan);
  return {
    transport,
    internalErrors: () => internalErrors.total(),
    pods: () => known.pods(),
    config(namespace, name) {
      const subject = subjectOf(CONFIG_MAP.name, namespace, name);
      const status = availability.status(`watch/${subject}`);
      if (status?.state === 'seen') return { config: known.config(subject) };
      return { unseen: text(status?.cause ?? message('availability-unread')) };
    },
    setPlan(plan) {
      if (stopped.signal.aborted) return;
      running.abort();
      known.setContext(mapContextOf(plan, options.mark));
      const before = new Set(availability.subjects());
      running = start(plan);
      for (const subject of statusesOf(plan)) before.delete(subject);
      for (const subject of before) availability.drop(subject);
    },
    async stop() {
      stopped.abort();
      running.abort();
      availability.stop();
      credentials.close();
    },
  };
}

/** Starts everything that the plan needs; the returned controller ends it. */
function begin(base: Omit<SourceContext, 'agreement'>, plan: Plan): AbortController {
  const ends = new AbortController();
  const agreement = new Agreement();
  const withdraw = (): void => base.say(agreement.withdraw(base.clock.now()));
  ends.signal.addEventListener('abort', withdraw, { once: true });
  const context = { ...base, agreement, signal: ends.signal };
  const { namespaces } = plan.mesh;
  for (const kind of WATCHED) new KindFeed(context, kind, namespaces);
  for (const kind of POLLED) new KindPoll(context, kind, plan.safety.executors.scope, namespaces);
  startAddOns(context, plan);
  for (const { namespace, name } of configMapsOf(plan)) {
    startConfigFeed(context, namespace, name);
    startConfigPoll(context, namespace, name);
  }
  for (const { namespace, name } of heartbeatMapsOf(plan)) startConfigFeed(context, namespace, name);
  for (const name of namespacesOf(plan)) void watchNamespace(context, name);
  void watchVersion(context);
  return ends;
}

/**
 * Each ConfigMap that holds a heartbeat and is not polled for safety already, once. A watch is enough, since the
 * heartbeat carries its own time.
 */
function heartbeatMapsOf(plan: Plan): { namespace: string; name: string }[] {
  const known = new Set(configMapsOf(plan).map(({ namespace, name }) => `${namespace}/${name}`));
  const maps = plan.agents
    .flatMap(({ probes }) => probes.map(({ target }) => target))
    .filter((target) => target.via === 'config-map')
    .map(({ namespace, configMap: name }) => ({ namespace, name }));
  const once = new Map(maps.map((map) => [`${map.namespace}/${map.name}`, map]));
  return [...once].filter(([key]) => !known.has(key)).map(([, map]) => map);
}

/** Each ConfigMap that safety depends on, once. */
function configMapsOf(plan: Plan): { namespace: string; name: string }[] {
  const { haltSwitches, thresholds } = plan.safety;
  const maps = [...haltSwitches, ...thresholds].map(({ namespace, configMap }) => ({
    namespace,
    name: configMap,
  }));
  return [...new Map(maps.map((map) => [`${map.namespace}/${map.name}`, map])).values()];
}

function statusesOf(plan: Plan): string[] {
  const maps = configMapsOf(plan).map(({ namespace, name }) => `ConfigMap/${namespace}/${name}`);
  const beats = heartbeatMapsOf(plan).map(({ namespace, name }) => `ConfigMap/${namespace}/${name}`);
  return [
    ...[...WATCHED.map(({ name }) => name), ...maps, ...beats].map((name) => `watch/${name}`),
    ...[...POLLED.map(({ name }) => name), ...maps].map((name) => `poll/${name}`),
    ...namespacesOf(plan).map(namespaceSubject),
    ...ADD_ON_SUBJECTS,
  ];
}
