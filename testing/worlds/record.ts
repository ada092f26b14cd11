/** Lets the console's own collectors live through a world, and records what they say and when. */

import type { Fact } from '#lib/facts/fact.ts';
import { Cluster } from '../pipeline/cluster.ts';
import { startCollectors } from '../pipeline/collectors.ts';
import { EventClock } from '../pipeline/event-clock.ts';
import { type Course, planAt, shownAt } from './course.ts';
import { rawOf, replicaSetName, replicaSetOf } from './objects.ts';
import type { Observation } from './observation.ts';
import { ADD_ON, type Life, type Outage } from './outages.ts';
import { Random } from './random.ts';
import { CLOUD_RUN_HOST, INTAKE_HOST, TOKEN_HOST } from './requests.ts';
import type { CloudRunVersion, Stage } from './stage.ts';
import type { Version } from './timeline.ts';
import { Wire } from './wire.ts';

const ENVIRONMENT: Readonly<Record<string, string>> = {
  INTAKE_URL: `https://${INTAKE_HOST}`,
  INTAKE_STORE: `https://${INTAKE_HOST}`,
  MISSION_CONTROL_GOOGLE_TOKEN: 'metadata',
  GCE_METADATA_HOST: TOKEN_HOST,
  CLOUD_RUN_API_URL: `https://${CLOUD_RUN_HOST}`,
  CRANE_PARENT: 'projects/dock/locations/us-east1',
};

/** Facts that reach the console together. */
export interface Burst {
  at: number;
  facts: readonly Fact[];
}

export interface LivedLife extends Life {
  bursts: readonly Burst[];
  /** When the console evaluates, rising. */
  times: readonly number[];
}

export interface Recorded {
  lives: Omit<LivedLife, 'times'>[];
  observations: readonly Observation[];
}

export async function record(
  given: {
    network: number;
    stage: Stage;
    outages: readonly Outage[];
    lives: readonly Life[];
    withoutCloudRun: boolean;
  } & Course,
): Promise<Recorded> {
  const { network, stage } = given;
  const clock = new EventClock(stage.start - 1);
  // The same pauses with jitter whoever else asks: a source that falls silent shifts no other.
  const jitter = new Random(network, 1).next();
  clock.install(() => jitter);
  // Requests fail by the thousand, and nobody reads where.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    const truth = new Truth(stage, clock);
    const wire = new Wire({ ...given, clock, cluster: truth.cluster, cloudRun: truth.cloudRun });
    truth.begin();
    const lives = [];
    for (const life of given.lives)
      lives.push({ ...life, bursts: await lived(life, { ...given, clock, http: wire }) });
    return { lives, observations: wire.observations };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    clock.uninstall();
  }
}

async function lived(
  life: Life,
  given: { clock: EventClock; http: Wire; withoutCloudRun: boolean } & Course,
): Promise<Burst[]> {
  const { clock } = given;
  await clock.passUntil(life.from);
  const bursts: Burst[] = [];
  const say = (facts: readonly Fact[]): void => {
    if (facts.length > 0) bursts.push({ at: clock.now(), facts: [...facts] });
  };
  const plan = planAt(given, life.from);
  const shown = { now: () => shownAt(given, clock.now()), monotonic: clock.monotonic };
  const collectors = startCollectors({ ...given, plan, env: ENVIRONMENT, clock: shown, say });
  for (const change of given.plans ?? []) {
    if (change.at <= life.from || change.at >= life.to) continue;
    await clock.passUntil(change.at);
    collectors.setPlan(change.plan);
  }
  await clock.passUntil(life.to);
  await collectors.stop();
  return bursts;
}

/** The mesh as it truly is: it changes at its instants, whoever looks. */
class Truth {
  readonly cluster: Cluster;
  readonly cloudRun = new Map<string, { status: number; json: unknown }>();
  readonly #stage: Stage;
  readonly #clock: EventClock;

  constructor(stage: Stage, clock: EventClock) {
    this.#stage = stage;
    this.#clock = clock;
    this.cluster = new Cluster(() => clock.now());
    const [kind = '', ...group] = ADD_ON.split('.');
    const regions = { locations: [{ locationId: 'us-east1' }] };
    this.cloudRun.set('/v1/projects/dock/locations', { status: 200, json: regions });
    this.cluster.serve(`${group.join('.')}/v1alpha1`, kind);
  }

  begin(): void {
    for (const version of this.#stage.store.settle()) this.#at(version.at, () => this.#put(version));
    for (const { at, apiVersion, kind, refused } of this.#stage.serves)
      this.#at(at, () => this.cluster.serve(apiVersion, kind, refused));
    for (const version of this.#stage.cloudRun ?? []) this.#at(version.at, () => this.#serve(version));
  }

  #at(instant: number, change: () => void): void {
    if (instant <= this.#clock.now()) change();
    else this.#clock.at(instant, change);
  }

  #put({ place, thing, quiet }: Version): void {
    const { namespace, name } = place;
    const kind = place.kind.split('.')[0] ?? place.kind;
    const before = this.cluster.find({ kind, namespace, name });
    const set = this.cluster.find({ kind: 'ReplicaSet', namespace, name: replicaSetName(name) });
    if (thing !== null) this.cluster.put(rawOf(place, thing), quiet);
    else if (before !== undefined) this.cluster.remove(before);
    if (place.kind !== 'Deployment') return;
    if (thing?.kind === 'workload') this.cluster.put(replicaSetOf(place, thing));
    else if (thing?.kind === 'raw' && thing.set !== undefined) this.cluster.put(thing.set);
    else if (set !== undefined) this.cluster.remove(set);
  }

  #serve({ collection, items }: CloudRunVersion): void {
    const path = `/v2/projects/dock/locations/us-east1/${collection}`;
    this.cloudRun.set(path, { status: 200, json: items.length === 0 ? {} : { [collection]: items } });
  }
}
