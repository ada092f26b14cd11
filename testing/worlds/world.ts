/** One world: ground truth over time, what the console's collectors made of it, and when the console evaluates. */

import { setCalm } from './calm.ts';
import type { Course } from './course.ts';
import { INCIDENTS } from './incidents/registry.ts';
import type { Observation } from './observation.ts';
import {
  DISCOVERY,
  type Life,
  makeLives,
  makeOutages,
  type Outage,
  POLLS,
  PROBES,
  WATCHES,
} from './outages.ts';
import { QUARRY, QUARRY_ON_CLOUD_RUN } from './plan.ts';
import { Random, streamOf } from './random.ts';
import { type LivedLife, record } from './record.ts';
import { ANCHORS } from './sessions.ts';
import { type Span, Stage } from './stage.ts';

export interface SimulatedWorld extends Course {
  seed: number;
  index: number;
  start: number;
  end: number;
  stage: Stage;
  outages: readonly Outage[];
  lives: readonly LivedLife[];
  observations: readonly Observation[];
  /** In some worlds: the same with one source silent for good. */
  lossy: { source: string; from: number; lives: readonly LivedLife[] } | null;
}

/** Most are over soon; some last long enough for what takes its time to be found out. */
const SHORTEST_MS = 18_000;
const SOON_MS = 36_000;
const LONGEST_MS = 60_000;
const EVALUATIONS = 5;

/** What a world is made of, as plain data. Every part has a stream of its own: one can go, and the others stay as they are. */
export interface Recipe {
  onCloudRun: boolean;
  /** The console was started so that it does not search Cloud Run. */
  withoutCloudRun: boolean;
  start: number;
  end: number;
  /** Streams of what is calm about the mesh, of the delays of its network, and of the instants that are drawn. */
  calm: number;
  network: number;
  instants: number;
  incidents: readonly { id: string; stream: number }[];
  outages: readonly Outage[];
  lives: readonly Life[];
  /** When the console evaluates, rising; null: at instants that are drawn. */
  times: readonly number[] | null;
}

const PARTS = { frame: 0, calm: 1, network: 2, instants: 3, faults: 4, loss: 5, incidents: 6 } as const;

export function recipeOf(seed: number, index: number): Recipe {
  const stream = (part: keyof typeof PARTS): number => streamOf(seed, index, PARTS[part]);
  const random = new Random(stream('frame'), 0);
  const start = random.weighted(ANCHORS).at + random.int(0, 999);
  const end = start + random.int(SHORTEST_MS, random.chance(0.2) ? LONGEST_MS : SOON_MS);
  const faults = new Random(stream('faults'), 0);
  const onCloudRun = random.chance(0.3);
  const incidents = drawIncidents(random, stream('incidents'));
  const recipe = {
    ...{ start, end, onCloudRun, times: null, incidents },
    ...{ calm: stream('calm'), network: stream('network'), instants: stream('instants') },
    outages: [...makeOutages(faults, start, end), ...unseenIn(incidents, { from: start, to: end })],
    lives: makeLives(faults, start, end),
  };
  return { ...recipe, withoutCloudRun: !onCloudRun && faults.chance(0.3) };
}

/** The world of a seed and an index; always the same one. */
export async function makeWorld(seed: number, index: number): Promise<SimulatedWorld> {
  const recipe = recipeOf(seed, index);
  const world = await worldOf(recipe, seed, index);
  if (index % LOSSY !== 0) return world;
  const random = new Random(streamOf(seed, index, PARTS.loss), 0);
  return { ...world, lossy: await withLoss(recipe, world, random) };
}

/** `seed` and `index`: what it is called by. */
export async function worldOf(recipe: Recipe, seed: number, index: number): Promise<SimulatedWorld> {
  const { start, end, onCloudRun, outages } = recipe;
  const stage = stageOf(recipe);
  const plan = onCloudRun ? QUARRY_ON_CLOUD_RUN : QUARRY;
  const recorded = await record({ ...recipe, plan, stage });
  const random = new Random(recipe.instants, 0);
  const lives = recorded.lives.map((life) => ({
    ...life,
    times: within(life, recipe.times ?? drawTimes(life, random, stage)),
  }));
  const { observations } = recorded;
  return { seed, index, plan, start, end, stage, outages, lives, observations, lossy: null };
}

/** Calm, and the incidents on it. */
export function stageOf({ start, end, calm, onCloudRun, incidents }: Recipe): Stage {
  const stage = new Stage(start, end, new Random(calm, 0), onCloudRun);
  setCalm(stage);
  for (const { id, stream } of incidents) {
    const random = new Random(stream, 0);
    stage.random = random;
    stage.incidents.push(id);
    incidentOf(id)?.play(stage, random);
  }
  return stage;
}

const incidentOf = (id: string) => INCIDENTS.find((incident) => incident.id === id);

/** What the incidents themselves keep the console from seeing. */
function unseenIn(incidents: Recipe['incidents'], span: Span): Outage[] {
  return incidents.flatMap(({ id, stream }) => incidentOf(id)?.outages?.(new Random(stream, 1), span) ?? []);
}

/** One world in so many is lived through twice. */
const LOSSY = 16;

/** A source that falls silent; some never say a word. */
async function withLoss(
  recipe: Recipe,
  { plan, stage, lives }: SimulatedWorld,
  random: Random,
): Promise<SimulatedWorld['lossy']> {
  const { start, end } = recipe;
  const sources = [...POLLS, DISCOVERY, ...WATCHES, ...PROBES];
  const source = sources[random.int(0, sources.length - 1)] ?? '';
  const from = random.chance(0.3) ? start : random.int(start, start + 8_000);
  const silent: Outage = { sources: [source], kind: 'silent', from, to: end + 60_000 };
  const lossy = await record({ ...recipe, plan, stage, outages: [silent, ...recipe.outages] });
  return {
    source,
    from,
    lives: lossy.lives.map((life, i) => ({ ...life, times: lives[i]?.times ?? [] })),
  };
}

function drawIncidents(random: Random, stream: number): Recipe['incidents'] {
  const count = random.pick([0, 1, 1, 1, 2, 2, 3] as const);
  const claimed = new Set<string>();
  return Array.from({ length: count }, (_, i) => ({ ...random.weighted(INCIDENTS), i })).flatMap(
    ({ id, claims, i }) => {
      if (claims.some((claim) => claimed.has(claim))) return [];
      for (const claim of claims) claimed.add(claim);
      return [{ id, stream: streamOf(stream, i) }];
    },
  );
}

/**
 * The real console evaluates at each burst and each second; any choice of instants must do. The edges matter most.
 */
function drawTimes(life: Omit<LivedLife, 'times'>, random: Random, stage: Stage): number[] {
  const { bursts } = life;
  const share = Math.max(2, Math.round((EVALUATIONS * (life.to - life.from)) / (stage.end - stage.start)));
  const edges = stage.marks.flatMap((m) => [m.from + 10_000, m.to + 5_000, m.from + 5_000]);
  return Array.from({ length: share }, () => {
    const roll = random.next();
    const [burst, edge] = [bursts[random.int(0, bursts.length - 1)], edges[random.int(0, edges.length - 1)]];
    if (roll < 0.35 && burst !== undefined) return burst.at;
    if (roll < 0.5 && edge !== undefined) return edge + random.int(-1, 2);
    return random.int(life.from, life.to - 1);
  });
}

/** The instants that a life is asked at, rising. */
export function within({ from, to }: Life, times: readonly number[]): number[] {
  return times.filter((t) => t >= from && t < to).sort((a, b) => a - b);
}
