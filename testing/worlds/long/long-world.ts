/** Worlds of hours, made like the short ones: an hour of them has as many incidents as two dozen short worlds. */

import { setCalm } from '../calm.ts';
import { type Life, whichSources } from '../outages.ts';
import { QUARRY, QUARRY_ON_CLOUD_RUN } from '../plan.ts';
import { type Choices, Random } from '../random.ts';
import { type LivedLife, record } from '../record.ts';
import { ACT_MARGIN_MS, type Span, Stage } from '../stage.ts';
import type { SimulatedWorld } from '../world.ts';
import { ACTS } from './acts.ts';
import { COURSE } from './course-incidents.ts';
import { FLAPPING } from './flapping.ts';
import { withDurations } from './plan.ts';
import { POPULATION, scheduleTidy } from './population.ts';
import { Bookings, type Flap, type Script, type TimedIncident } from './script.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export interface LongWorld extends SimulatedWorld {
  flaps: readonly Flap[];
  dead: readonly Span[];
}

/** Where something of the market's year happens within hours. */
const ANCHORS: Choices<string> = [
  // The open and the close of a day, and the holiday's eve before a half-day.
  '2026-11-20T13:40:00Z',
  '2026-11-20T14:45:00Z',
  '2026-11-20T19:20:00Z',
  '2026-11-25T19:40:00Z',
  '2026-11-27T14:00:00Z',
  '2026-11-27T16:40:00Z',
  // Midnight in New York, a Friday's close into the weekend, a Monday's open after daylight saving time began.
  '2026-11-20T03:30:00Z',
  '2026-11-20T20:30:00Z',
  '2027-03-15T12:40:00Z',
  // The night in which clocks change, a declared halt, and the end of the calendar.
  '2027-03-14T05:30:00Z',
  '2026-07-08T16:30:00Z',
  '2030-12-31T19:00:00Z',
];

const WEIGHT_OF_SHORT = 0.6;
const SHORT = ACTS.map((act) => ({ ...act, weight: act.weight * WEIGHT_OF_SHORT }));
const [anyOne, ...rest] = [...FLAPPING, ...POPULATION, ...COURSE, ...SHORT];
if (anyOne === undefined) throw new Error('No incidents');
const ALL_INCIDENTS: Choices<TimedIncident> = [anyOne, ...rest];

export interface Wanted {
  /** How long it is to be; else two to seven. */
  hours?: number;
  /** Incidents that are to play in it, as far as their targets are free in time. */
  first?: readonly string[];
}

/** The long world of a seed and an index, always the same one. */
export async function makeLongWorld(
  seed: number,
  index: number,
  { hours, first = [] }: Wanted = {},
): Promise<LongWorld> {
  const random = new Random(seed ^ 0x10f6, index);
  const start = Date.parse(random.pick(ANCHORS)) + random.int(0, 10 * MINUTE);
  const end = start + (hours === undefined ? random.int(2 * HOUR, 7 * HOUR) : hours * HOUR);
  const onCloudRun = random.chance(0.3);
  const plan = withDurations(onCloudRun ? QUARRY_ON_CLOUD_RUN : QUARRY);
  const stage = new Stage(start, end, random, onCloudRun);
  setCalm(stage);
  scheduleTidy(stage, random);
  const hasLamp = stage.store.settle().some(({ place }) => place.name === 'lamp');
  const lives = makeLives(random, start, end);
  const script: Script = { stage, outages: [], lives, flaps: [], dead: [], plans: [], steps: [], hasLamp };
  playAll(script, random, first);
  addOutages(script, random);
  const course = {
    plan,
    plans: script.plans.toSorted(byTime).map(({ at, change }) => ({ at, plan: change(plan) })),
    steps: script.steps.toSorted(byTime),
  };
  const { outages, flaps, dead } = script;
  const network = seed ^ index;
  const recorded = await record({ ...course, network, stage, outages, lives, withoutCloudRun: false });
  const timed = recorded.lives.map((life) => ({ ...life, times: evaluationTimes(life, random, script) }));
  const { observations } = recorded;
  return {
    ...course,
    seed,
    index,
    start,
    end,
    stage,
    outages,
    lives: timed,
    observations,
    flaps,
    dead,
    lossy: null,
  };
}

const byTime = (a: { at: number }, b: { at: number }): number => a.at - b.at;

/** One incident in some minutes, as far as their targets are free. */
function playAll(script: Script, random: Random, first: readonly string[]): void {
  const { stage } = script;
  const bookings = new Bookings();
  let waiting = ALL_INCIDENTS.filter(({ id }) => first.includes(id));
  const begin = stage.start + ACT_MARGIN_MS;
  for (let at = begin; at < stage.end - 5 * MINUTE; at += random.int(5_000, 3 * MINUTE)) {
    const chosen = random.weighted(ALL_INCIDENTS);
    for (const incident of [...waiting, chosen])
      if (played(incident, { at, script, random, bookings }))
        waiting = waiting.filter(({ id }) => id !== incident.id);
  }
}

interface Playing {
  at: number;
  script: Script;
  random: Random;
  bookings: Bookings;
}

function played(
  { id, claims, lasts, play }: TimedIncident,
  { at, script, random, bookings }: Playing,
): boolean {
  const { stage } = script;
  const [shortest, longest] = lasts;
  const end = at + random.int(shortest, longest);
  // Until what it did has been tidied up.
  const taken = { from: at - ACT_MARGIN_MS, to: end + ACT_MARGIN_MS };
  if (end > stage.end - 3 * MINUTE || !bookings.take(claims, taken)) return false;
  stage.incidents.push(id);
  play(stage.act(at, end, random), random, script);
  return true;
}

const OUTAGES_LAST: Choices<[number, number]> = [
  [500, 5_000],
  [5_000, 30_000],
  [30_000, 180_000],
];

function addOutages({ stage, outages }: Script, random: Random): void {
  const { start, end } = stage;
  for (let at = start + random.int(0, 10 * MINUTE); at < end; at += random.int(MINUTE, 14 * MINUTE)) {
    const [shortest, longest] = random.pick(OUTAGES_LAST);
    outages.push({ ...whichSources(random), from: at, to: at + random.int(shortest, longest) });
  }
}

/** One process for hours, or restarts: soon or late, with what it carried or without. */
function makeLives(random: Random, start: number, end: number): Life[] {
  const lives: Life[] = [];
  let [from, keepsCarry] = [start, false];
  for (let left = random.int(0, 5); left > 0; left -= 1) {
    const dies = from + random.int(30_000, Math.max(60_000, (end - from) / left));
    const down = random.chance(0.8) ? random.int(300, 8_000) : random.int(60_000, 15 * MINUTE);
    if (dies + down > end - 2 * MINUTE) break;
    lives.push({ from, to: dies, keepsCarry });
    [from, keepsCarry] = [dies + down, random.chance(0.7)];
  }
  return [...lives, { from, to: end + 1, keepsCarry }];
}

const AFTER_EDGES = [0, 1_000, 2_000, 3_500, 5_000, 5_001, 6_000, 8_000, 10_001, 12_000, 16_000, 36_000];
const LOOKS_AT_EACH = 2;

/** Around some of all edges, else each 10 to 25 s. */
function evaluationTimes(life: Omit<LivedLife, 'times'>, random: Random, script: Script): number[] {
  const { stage, outages, steps, plans } = script;
  const spans = [...stage.marks, ...outages].flatMap(({ from, to }) => [from, to]);
  const edges = new Set([
    ...spans,
    ...[...steps, ...plans].map(({ at }) => at),
    life.from,
    life.from + 5_000,
  ]);
  const times = [...edges].flatMap((edge) =>
    Array.from(
      { length: LOOKS_AT_EACH },
      () => edge + (AFTER_EDGES[random.int(0, AFTER_EDGES.length - 1)] ?? 0),
    ),
  );
  for (let at = life.from; at < life.to; at += random.int(10_000, 25_000)) times.push(at);
  times.push(life.from, life.to - 1);
  const within = times.filter((t) => t >= life.from && t < life.to);
  return [...new Set(within)].sort((a, b) => a - b);
}
