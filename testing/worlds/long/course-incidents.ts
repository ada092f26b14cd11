/** What happens to the console itself: its clock steps, its plan changes. */

import { LAMP } from '../calm.ts';
import { ON_CLOUD_RUN, PODS_OF_CRANE, SCALED } from '../incidents/incident.ts';
import { SUBJECTS } from '../needs.ts';
import { pod, workload } from '../objects.ts';
import { OUTSIDE } from '../plan.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { rememberExecutor } from './acts.ts';
import { WINCH, withClerk, withoutLamp, withShorterProofs, withWinch } from './plan.ts';
import type { Script, TimedIncident } from './script.ts';

const MINUTE = 60_000;
const ALL = [...SUBJECTS, 'calm', 'rule/bypass'];

/** Seconds to an hour, there and back again. Whoever sees times by such a clock is owed nothing but caution. */
function playStep(act: Stage, random: Random, { steps }: Script): void {
  const size = random.pick([2, 30, 300, 3_600] as const) * random.int(500, 1_000);
  const byMs = random.chance(0.5) ? size : -size;
  steps.push({ at: act.start, byMs }, { at: act.end, byMs: -byMs });
  act.murky(ALL, { from: act.start - 1_000, to: Math.max(act.start, act.end) + size + 2 * MINUTE });
}

/** An agent leaves the plan while its workload runs on, and comes back. */
function playLampUnplanned(act: Stage, _: Random, { plans, hasLamp }: Script): void {
  plans.push({ at: act.start, change: withoutLamp }, { at: act.end, change: (plan) => plan });
  act.murky(['calm', 'agent/lamp'], { from: act.start, to: act.end + 6_000 });
  // One that was not there at first may have come by now.
  const level = hasLamp ? 'bad' : 'murky';
  const until = hasLamp ? act.end : act.end + 6_000;
  act.mark(['failure/undeclared'], level, `poll/${LAMP.kind}`, { from: act.start, to: until });
}

function playRenamed(act: Stage, _: Random, { plans }: Script): void {
  plans.push({ at: act.start, change: withClerk }, { at: act.end, change: (plan) => plan });
  act.murky(['calm', 'agent/scribe'], { from: act.start, to: act.end + 6_000 });
}

function playShorterProofs(act: Stage, _: Random, { plans }: Script): void {
  plans.push({ at: act.start, change: withShorterProofs }, { at: act.end, change: (plan) => plan });
}

/** What runs is an executor from the moment on that the plan says so. */
function playNamed(act: Stage, random: Random, { plans, lives }: Script): void {
  const place = { kind: 'Deployment', namespace: OUTSIDE, name: WINCH };
  const its = { kind: 'Pod', namespace: OUTSIDE, name: `${WINCH}-x` };
  const [made, gone] = [act.start - random.int(1_000, 60_000), act.end + 2_000];
  act.make(place, made, workload(place, made));
  act.make(its, made, pod(its, place, made));
  act.remove(its, gone);
  act.remove(place, gone);
  const changes = [act.start, act.end + 5 * MINUTE] as const;
  plans.push({ at: changes[0], change: withWinch }, { at: changes[1], change: (plan) => plan });
  // What Cloud Run told was read with other names in mind.
  for (const from of changes) act.murky(ON_CLOUD_RUN, { from, to: from + 4_000 });
  act.mark(SCALED, 'bad', 'poll/Deployment', { from: act.start, to: gone });
  act.mark(PODS_OF_CRANE, 'bad', 'poll/Pod', { from: act.start, to: gone });
  act.murky(['calm'], { from: made, to: gone + 5 * MINUTE });
  rememberExecutor(act, gone, lives);
}

export const COURSE: readonly TimedIncident[] = [
  { id: 'clock-steps', weight: 2, claims: ['clock'], lasts: [10_000, 10 * MINUTE], play: playStep },
  {
    id: 'agent-unplanned',
    weight: 5,
    claims: ['plan', 'lamp'],
    lasts: [MINUTE, 15 * MINUTE],
    play: playLampUnplanned,
  },
  {
    id: 'agent-renamed',
    weight: 2,
    claims: ['plan', 'scribe'],
    lasts: [MINUTE, 15 * MINUTE],
    play: playRenamed,
  },
  { id: 'limit-changed', weight: 3, claims: ['plan'], lasts: [MINUTE, 15 * MINUTE], play: playShorterProofs },
  {
    id: 'executor-named',
    weight: 4,
    claims: ['plan', 'executor', 'executor-pod', 'hidden', 'suspect'],
    lasts: [MINUTE, 10 * MINUTE],
    play: playNamed,
  },
];
