/** One world: ground truth over time, what the sources would say of it, and when the console evaluates. */

import type { Fact } from '#lib/facts/fact.ts';
import type { Plan } from '#lib/plan/schema.ts';
import { setCalm } from './calm.ts';
import { INCIDENTS } from './incidents/registry.ts';
import { type Life, makeLives, makeOutages, type Outage, outageAt } from './outages.ts';
import { QUARRY, QUARRY_ON_CLOUD_RUN } from './plan.ts';
import { Random } from './random.ts';
import { ANCHORS } from './sessions.ts';
import { cloudRun } from './sources/cloud-run.ts';
import { discovery } from './sources/discovery.ts';
import { Known } from './sources/known.ts';
import type { Feed, Observation } from './sources/observation.ts';
import { polls } from './sources/poll.ts';
import { probes } from './sources/probe.ts';
import { watches } from './sources/watch.ts';
import { Stage } from './stage.ts';

/** Facts that reach the console together. */
export interface Burst {
  at: number;
  source: string;
  facts: readonly Fact[];
}

/** True if what a source would say at an instant is lost. */
export type Loses = (arrival: { at: number; source: string }) => boolean;

export interface LivedLife extends Life {
  bursts: readonly Burst[];
  /** The bursts of the same life when some arrivals are lost on the way: another source may say it then. */
  heard(loses: Loses): readonly Burst[];
  /** When the console evaluates, rising. */
  times: readonly number[];
}

export interface SimulatedWorld {
  seed: number;
  index: number;
  plan: Plan;
  start: number;
  end: number;
  stage: Stage;
  outages: readonly Outage[];
  lives: readonly LivedLife[];
  observations: readonly Observation[];
}

const SHORTEST_MS = 18_000;
const LONGEST_MS = 40_000;
const EVALUATIONS = 5;

/** The world of a seed and an index; always the same one. */
export async function makeWorld(seed: number, index: number): Promise<SimulatedWorld> {
  const random = new Random(seed, index);
  const start = random.weighted(ANCHORS).at + random.int(0, 999);
  const end = start + random.int(SHORTEST_MS, LONGEST_MS);
  const plan = random.chance(0.3) ? QUARRY_ON_CLOUD_RUN : QUARRY;
  const stage = new Stage(start, end, random, plan === QUARRY_ON_CLOUD_RUN);
  setCalm(stage);
  playIncidents(stage, random);
  const outages = makeOutages(random, start, end);
  const lives = makeLives(random, start, end);
  const timelines = stage.store.settle();
  const outage = (source: string, at: number) => outageAt(outages, source, at);
  const feeds = lives.map((life) => {
    const around = { timelines, outage, random, life };
    return [
      ...polls(around),
      discovery(around),
      ...watches(around),
      ...probes(around, stage),
      ...cloudRun(around, stage),
    ];
  });
  const lived = lives.map((life, i) => live(life, feeds[i] ?? [], random, stage));
  const observations = feeds.flat().flatMap((feed) => feed.observations);
  return { seed, index, plan, start, end, stage, outages, lives: lived, observations };
}

function playIncidents(stage: Stage, random: Random): void {
  const count = random.pick([0, 1, 1, 1, 2, 2, 3] as const);
  const claimed = new Set<string>();
  for (let i = 0; i < count; i += 1) {
    const incident = random.weighted(INCIDENTS);
    if (incident.claims.some((claim) => claimed.has(claim))) continue;
    for (const claim of incident.claims) claimed.add(claim);
    stage.incidents.push(incident.id);
    incident.play(stage, random);
  }
}

function live(life: Life, feeds: readonly Feed[], random: Random, stage: Stage): LivedLife {
  const arrivals = feeds.flatMap((feed) => feed.arrivals).filter((a) => a.at < life.to);
  arrivals.sort((a, b) => a.at - b.at);
  const heard = (loses: Loses): Burst[] => {
    const known = new Known();
    const said = arrivals
      .filter((a) => !loses(a))
      .map(({ at, source, says }) => ({ at, source, facts: says(known) }));
    return [clusterBurst(life.from), ...said.filter(({ facts }) => facts.length > 0)];
  };
  const bursts = heard(() => false);
  return { ...life, bursts, heard, times: judgingTimes(life, bursts, random, stage) };
}

function clusterBurst(at: number): Burst {
  const value = { version: 'v1.33.0', practice: false };
  return {
    at,
    source: 'version',
    facts: [{ subject: 'cluster', kind: 'cluster', value, observedAt: at, source: 'version' }],
  };
}

/**
 * The real console evaluates at each burst and each second; any choice of instants must do. The edges matter most.
 */
function judgingTimes(life: Life, bursts: readonly Burst[], random: Random, stage: Stage): number[] {
  const share = Math.max(2, Math.round((EVALUATIONS * (life.to - life.from)) / (stage.end - stage.start)));
  const edges = stage.marks.flatMap((m) => [m.from + 10_000, m.to + 5_000, m.from + 5_000]);
  const times = Array.from({ length: share }, () => {
    const roll = random.next();
    const [burst, edge] = [bursts[random.int(0, bursts.length - 1)], edges[random.int(0, edges.length - 1)]];
    if (roll < 0.35 && burst !== undefined) return burst.at;
    if (roll < 0.5 && edge !== undefined) return edge + random.int(-1, 2);
    return random.int(life.from, life.to - 1);
  });
  return times.filter((t) => t >= life.from && t < life.to).sort((a, b) => a - b);
}
