/** Troubles that come and go: each is there for most of the time, and never for long. */

import { BRAKE, FEED, FEED_POD, PILOT, PILOT_POD } from '../calm.ts';
import { staleLevel, withFields } from '../incidents/answers.ts';
import { HALTED, PODS_OF_CRANE, SCALED } from '../incidents/incident.ts';
import { podEnded, podWith, workloadWith } from '../incidents/pods.ts';
import { config, pod, running, type State, workload } from '../objects.ts';
import { DISCOVERY, POLLS, WATCHES } from '../outages.ts';
import { OUTSIDE } from '../plan.ts';
import type { Choices, Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { rememberExecutor, restartPods } from './acts.ts';
import type { Script, TimedIncident } from './script.ts';

const MINUTE = 60_000;
const FEED_LIMIT_MS = 60_000;

/** Instants in an act, `every` apart. */
function beats({ start, end }: Stage, every: number): number[] {
  return Array.from({ length: Math.floor((end - start) / every) }, (_, i) => start + i * every);
}

/** One tick in 178 s: it is stale for two thirds of the time, and never for two minutes. */
function playRareTicks(act: Stage, _: Random, { flaps }: Script): void {
  const every = 178_000;
  const ticks = beats(act, every);
  const level = staleLevel(act.session());
  for (const at of ticks) {
    const stale = at + FEED_LIMIT_MS;
    const to = at + every;
    const said = { last_tick_epoch_seconds: at / 1000, age_seconds: `<since ${at}>` };
    act.twist('feed/beat', { from: at, to }, (reply) => withFields(reply, { ...said, ok: true }));
    act.twist('feed/beat', { from: stale + 1, to }, (reply) => withFields(reply, { ok: false }, 503));
    act.mark(['agent/feed', 'failure/feed-stale'], level, 'probe/feed/beat', { from: stale + 1, to });
    act.murky(['agent/feed', 'failure/feed-stale'], { from: stale - 3_000, to: stale + 1 });
  }
  const last = (ticks.at(-1) ?? act.start) + every;
  act.murky(['calm', 'failure/pilot-halted', 'rule/bypass'], { from: act.start, to: last });
  if (level === 'bad') flaps.push({ rule: 'stale-long', from: act.start, to: last });
}

/** One answer in 58 s: execution is unproven nearly always. */
function playRareAnswers(act: Stage, random: Random, { flaps, outages }: Script): void {
  const kind = random.pick(['refused', 'timeout'] as const);
  for (const at of beats(act, 58_000))
    outages.push({ sources: POLLS, kind, from: at + 2_600, to: at + 58_000 });
  flaps.push({ rule: 'lost', from: act.start, to: act.end - 58_000 });
}

const EXITS: Choices<{ code: number; reason: string }> = [
  { code: 1, reason: 'Error' },
  { code: 0, reason: 'Completed' },
  { code: 137, reason: 'OOMKilled' },
  { code: 143, reason: 'Error' },
];

/** Crashes again and again, with the kubelet's pauses: 10 s, twice as long each time, 5 min at most. */
function playCrashes(act: Stage, random: Random, { flaps }: Script): void {
  const only = random.chance(0.5) ? random.pick(EXITS) : null;
  let at = act.start;
  let pause = 10_000;
  for (let restarts = 1; at + pause < act.end; restarts += 1) {
    const exit = only ?? random.pick(EXITS);
    const lastExit = { ...exit, at };
    crashed(act, at, { restarts, lastExit });
    const again = at + pause;
    const runs = random.int(2_000, 20_000);
    act.twist('pilot/status', { from: at, to: again }, () => ({ status: 503, fail: 'refused' }));
    act.mark(['agent/pilot'], 'bad', 'poll/Pod', { from: at, to: again });
    act.mark(['failure/crash'], 'bad', 'poll/Pod', { from: at, to: again });
    const states = [{ ...running('main', again), restarts: restarts + 1, lastExit }];
    act.change(PILOT_POD, again, podWith({ ready: true, states }));
    act.change(PILOT, again, workloadWith({ ready: 1 }));
    at = again + runs;
    // While it runs for seconds, nothing is claimed.
    act.murky(['agent/pilot', 'failure/crash'], { from: again, to: at });
    pause = Math.min(2 * pause, 300_000);
  }
  replaced(act, at);
  const span = { from: act.start, to: at + 5_000 };
  act.murky(['calm', 'failure/pilot-halted', 'failure/pressure', 'rule/bypass'], span);
  flaps.push({ rule: 'crash-long', from: act.start, to: at });
}

function crashed(act: Stage, at: number, { restarts, lastExit }: Pick<State, 'restarts' | 'lastExit'>): void {
  const state = { ...running('main', at), state: 'waiting' as const, reason: 'CrashLoopBackOff' };
  act.change(PILOT_POD, at, podWith({ ready: false, states: [{ ...state, restarts, lastExit }] }));
  act.change(PILOT, at, workloadWith({ ready: 0 }));
}

function replaced(act: Stage, at: number): void {
  act.remove(PILOT_POD, at);
  act.make(PILOT_POD, at + 1, pod(PILOT_POD, PILOT, at + 1));
  act.change(PILOT, at + 1, workloadWith({ ready: 1 }));
}

/** Ready and not, every few seconds. */
function playReadiness(act: Stage, random: Random): void {
  let at = act.start;
  while (at < act.end) {
    const [not, again] = [at, at + random.int(3_000, 40_000)];
    act.change(FEED_POD, not, podWith({ ready: false }));
    act.change(FEED, not, workloadWith({ ready: 0 }));
    act.change(FEED_POD, again, podWith({ ready: true }));
    act.change(FEED, again, workloadWith({ ready: 1 }));
    act.mark(['agent/feed'], 'bad', 'poll/Deployment', { from: not, to: again });
    at = again + random.int(3_000, 40_000);
  }
  act.murky(['calm', 'failure/feed-stale', 'rule/bypass'], { from: act.start, to: at });
}

function playSwitch(act: Stage, random: Random): void {
  let at = act.start;
  while (at < act.end) {
    const again = at + random.int(2_000, 30_000);
    act.make(BRAKE, at, config(BRAKE, { HALTED: '0' }, at));
    act.make(BRAKE, again, config(BRAKE, { HALTED: '1' }, again));
    act.mark(HALTED, 'bad', `poll/ConfigMap/${BRAKE.namespace}/${BRAKE.name}`, { from: at, to: again });
    act.murky(['execution', 'agent/crane', 'proof/halt-switches'], { from: again, to: again + 1 });
    at = again + random.int(5_000, 60_000);
    act.murky(['execution', 'agent/crane', 'proof/halt-switches'], { from: again + 1, to: at });
  }
  const agents = ['calm', 'agent/pilot', 'agent/feed', 'agent/lamp', 'failure/pilot-halted'];
  act.murky(agents, { from: act.start, to: at });
  restartPods(act, at + 5_000);
}

/** Up for seconds each few minutes, as somebody tries it out. */
function playExecutor(act: Stage, random: Random, { lives }: Script): void {
  const place = { kind: 'StatefulSet', namespace: OUTSIDE, name: 'crane-b' };
  const off = { desired: 0, actual: 0, ready: 0 };
  let at = act.start;
  act.make(place, at - 1, workload(place, at - 1, off));
  while (at < act.end) {
    const to = at + random.int(4_000, 16_000);
    const gone = to + random.int(500, 5_000);
    const its = { kind: 'Pod', namespace: OUTSIDE, name: 'crane-b-0' };
    act.change(place, at, workloadWith({ desired: 1, actual: 1, ready: 1 }));
    act.make(its, at, pod(its, place, at));
    act.change(its, to, podWith({ terminating: true }));
    act.change(place, to, workloadWith({ desired: 0 }));
    if (random.chance(0.5)) act.change(its, gone - 300, podEnded('Succeeded', gone - 300));
    act.remove(its, gone);
    act.change(place, gone, workloadWith(off));
    act.mark(SCALED, 'bad', 'poll/StatefulSet', { from: at, to: gone });
    act.mark(PODS_OF_CRANE, 'bad', 'poll/Pod', { from: at, to: gone - 300 });
    at = gone + random.int(60_000, 240_000);
    act.murky([...SCALED, ...PODS_OF_CRANE], { from: gone - 300, to: at });
  }
  act.remove(place, at);
  act.murky(['calm', 'failure/undeclared'], { from: act.start - 1, to: at });
  rememberExecutor(act, at, lives);
}

/** Its API servers restart one after the other: seconds of refusal each. */
function playRollingRestart(act: Stage, random: Random, { outages }: Script): void {
  const sources = [...POLLS, ...WATCHES, DISCOVERY];
  for (const at of beats(act, 40_000))
    outages.push({ sources, kind: 'refused', from: at, to: at + random.int(1_000, 6_000) });
}

/** All watches lose their place again and again. */
function playExpiry(act: Stage, random: Random, { outages }: Script): void {
  for (const at of beats(act, 30_000))
    outages.push({ sources: WATCHES, kind: 'expired', from: at, to: at + random.int(100, 2_000) });
}

/** Its clock drifts away, ten times as slowly as time passes. */
function playSkew(act: Stage, random: Random): void {
  const ahead = random.chance(0.5);
  for (const at of beats(act, 20_000)) {
    const seconds = Math.round((at - act.start) / 10_000);
    const time = `<${ahead ? '+' : '-'}${seconds}s>`;
    act.twist('pilot/status', { from: at, to: at + 20_000 }, (reply) =>
      withFields(reply, { 'heartbeat.last_heartbeat_utc': time, last_heartbeat: time, last_cycle_at: time }),
    );
  }
  const span = { from: act.start, to: act.end + 5_000 };
  act.murky(['agent/pilot', 'failure/pilot-halted', 'calm', 'rule/bypass'], span);
}

export const FLAPPING: readonly TimedIncident[] = [
  {
    id: 'ticks-once-in-178-s',
    weight: 10,
    claims: ['feed', 'feed-answers'],
    lasts: [15 * MINUTE, 30 * MINUTE],
    play: playRareTicks,
  },
  {
    id: 'answers-once-in-58-s',
    weight: 5,
    claims: ['polls'],
    lasts: [14 * MINUTE, 25 * MINUTE],
    play: playRareAnswers,
  },
  {
    id: 'crashes-for-long',
    weight: 10,
    claims: ['pilot'],
    lasts: [15 * MINUTE, 40 * MINUTE],
    play: playCrashes,
  },
  {
    id: 'readiness-flaps',
    weight: 6,
    claims: ['feed'],
    lasts: [2 * MINUTE, 12 * MINUTE],
    play: playReadiness,
  },
  {
    id: 'switch-toggled',
    weight: 5,
    claims: ['brake', 'second', 'feed', 'pilot', 'lamp', 'executor', 'live'],
    lasts: [MINUTE, 6 * MINUTE],
    play: playSwitch,
  },
  {
    id: 'executor-for-seconds',
    weight: 4,
    claims: ['executor', 'executor-pod', 'hidden', 'suspect', 'brake', 'second', 'node'],
    lasts: [4 * MINUTE, 15 * MINUTE],
    play: playExecutor,
  },
  {
    id: 'api-server-restarts',
    weight: 6,
    claims: ['polls'],
    lasts: [MINUTE, 3 * MINUTE],
    play: playRollingRestart,
  },
  { id: 'watches-expire', weight: 5, claims: ['watches'], lasts: [MINUTE, 4 * MINUTE], play: playExpiry },
  { id: 'clock-drifts', weight: 5, claims: ['pilot'], lasts: [2 * MINUTE, 10 * MINUTE], play: playSkew },
];
