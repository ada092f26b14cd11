/** One world: ground truth over time, what the console's collectors made of it, and when the console evaluates. */

import { setCalm } from './calm.ts';
import type { Course } from './course.ts';
import { INCIDENTS } from './incidents/registry.ts';
import type { Observation } from './observation.ts';
import { DISCOVERY, makeLives, makeOutages, type Outage, POLLS, PROBES, WATCHES } from './outages.ts';
import { QUARRY, QUARRY_ON_CLOUD_RUN } from './plan.ts';
import { Random } from './random.ts';
import { type LivedLife, record } from './record.ts';
import { ANCHORS } from './sessions.ts';
import { Stage } from './stage.ts';

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

const SHORTEST_MS = 18_000;
const LONGEST_MS = 60_000;
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
  const given = { seed: seed ^ index, plan, stage, outages, lives };
  const recorded = await record(given);
  const timed = recorded.lives.map((life) => ({ ...life, times: evaluationTimes(life, random, stage) }));
  const lossy = index % LOSSY === 0 ? await withLoss(given, timed, random) : null;
  const { observations } = recorded;
  return { seed, index, plan, start, end, stage, outages, lives: timed, observations, lossy };
}

/** One world in so many is lived through twice. */
const LOSSY = 16;

/** A source that falls silent; some never say a word. */
async function withLoss(
  given: Parameters<typeof record>[0],
  lives: readonly LivedLife[],
  random: Random,
): Promise<SimulatedWorld['lossy']> {
  const { start, end } = given.stage;
  const sources = [...POLLS, DISCOVERY, ...WATCHES, ...PROBES];
  const source = sources[random.int(0, sources.length - 1)] ?? '';
  const from = random.chance(0.3) ? start : random.int(start, start + 8_000);
  const silent: Outage = { sources: [source], kind: 'silent', from, to: end + 60_000 };
  const lossy = await record({ ...given, outages: [silent, ...given.outages] });
  return {
    source,
    from,
    lives: lossy.lives.map((life, i) => ({ ...life, times: lives[i]?.times ?? [] })),
  };
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

/**
 * The real console evaluates at each burst and each second; any choice of instants must do. The edges matter most.
 */
function evaluationTimes(life: Omit<LivedLife, 'times'>, random: Random, stage: Stage): number[] {
  const { bursts } = life;
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
