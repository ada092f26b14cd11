/** The incidents of short worlds, each in an act of a long one, and what people tidy up after it. */

import { BRAKE, CRANE, FEED, FEED_POD, LAMP, LAMP_POD, NODE, PILOT, PILOT_POD, SECOND } from '../calm.ts';
import { EXECUTORS } from '../incidents/executors.ts';
import { IN_FORMS } from '../incidents/forms.ts';
import { PODS_OF_CRANE } from '../incidents/incident.ts';
import { INCIDENTS } from '../incidents/registry.ts';
import { STANDING as SCENES } from '../incidents/standing.ts';
import { SUMMARIES } from '../incidents/summaries.ts';
import { SWITCHES } from '../incidents/switches.ts';
import { type Place, pod, type Thing } from '../objects.ts';
import type { Life } from '../outages.ts';
import { sessionAt } from '../sessions.ts';
import type { Stage } from '../stage.ts';
import type { TimedIncident } from './script.ts';

const STANDING = [BRAKE, CRANE, FEED, FEED_POD, LAMP, LAMP_POD, NODE, PILOT, PILOT_POD, SECOND];
const keyOf = ({ kind, namespace, name }: Place): string => `${kind}/${namespace}/${name}`;
const STANDS = new Set(STANDING.map(keyOf));

/** What an incident began is over so long after its act. */
const OVER_MS = 75_000;
/** An executor's pod that went without an end may run on for its grace period and a minute (docs/decisions/0024). */
const SETTLED_MS = 200_000;

const DAY_MS = 86_400_000;

const ALL_PODS = ['feed', 'pilot', 'lamp'];

const isExecutor = (id: string): boolean =>
  [...EXECUTORS, ...SUMMARIES].some((incident) => incident.id === id);
/** What these put into the mesh, or into memory, is there for good: they are for short worlds. */
const LASTING = ['kind-appears', 'drawn', ...[...IN_FORMS, ...SCENES].map(({ id }) => id)];
const isSwitch = (id: string): boolean => SWITCHES.some((incident) => incident.id === id);

export const ACTS: readonly TimedIncident[] = INCIDENTS.filter(({ id }) => !LASTING.includes(id)).map(
  (incident) => ({
    id: incident.id,
    weight: incident.weight * (isExecutor(incident.id) ? 0.5 : 1),
    claims: [...incident.claims, ...(isSwitch(incident.id) ? ALL_PODS : [])],
    lasts: [20_000, 240_000],
    play: (act, random, { lives }) => {
      incident.play(act, random);
      tidyUp(act);
      if (isExecutor(incident.id)) rememberExecutor(act, act.end + OVER_MS, lives);
      if (isSwitch(incident.id)) restartPods(act, act.end + OVER_MS);
    },
  }),
);

/** Whatever was put up for the incident goes. */
function tidyUp(act: Stage): void {
  const left = act.made.filter((place) => !STANDS.has(keyOf(place)));
  for (const place of left) act.remove(place, act.end + OVER_MS);
  if (left.length > 0)
    act.murky(['calm', 'failure/undeclared', 'agent/crane'], {
      from: act.end,
      to: act.end + OVER_MS + 5_000,
    });
}

/**
 * That it ran is told until the close, and that its pods may run on for a while. A console that starts within that
 * while counts it from its own first look at the node.
 */
export function rememberExecutor(act: Stage, over: number, lives: readonly Life[]): void {
  let settled = over + SETTLED_MS;
  for (const [i, { from }] of lives.entries())
    if (from > act.start && (lives[i - 1]?.to ?? 0) < settled) settled = Math.max(settled, from + SETTLED_MS);
  act.murky([...PODS_OF_CRANE, 'proof/executors-scaled'], { from: act.end, to: settled });
  act.murky(['calm', 'agent/crane'], { from: act.start - 60_000, to: Math.max(settled, nextClose(over)) });
}

/** Beyond the calendar: a day later. */
function nextClose(at: number): number {
  const { session, next } = sessionAt(at);
  const closes = [session, next].flatMap((s) => (s === null ? [] : [Date.parse(s.close)]));
  return closes.find((close) => close > at) ?? at + DAY_MS;
}

/** Processes read their environment at their start, so people restart them once it is right again. */
export function restartPods(act: Stage, at: number): void {
  for (const [place, of] of [
    [FEED_POD, FEED],
    [PILOT_POD, PILOT],
    [LAMP_POD, LAMP],
  ] as const)
    restartPod(act, place, of, at);
  act.murky(
    ['execution', 'agent/crane', 'calm', ...['feed', 'pilot', 'lamp'].map((name) => `agent/${name}`)],
    { from: act.end, to: at + 6_000 },
  );
  act.murky(['failure/feed-stale', 'failure/pilot-halted', 'rule/bypass', 'proof/halt-switches'], {
    from: act.end,
    to: at + 6_000,
  });
}

export function restartPod(act: Stage, place: Place, of: Place, at: number): void {
  let was: Thing | null = null;
  act.store.change(place, at, (before) => {
    was = before;
    return null;
  });
  act.store.change(place, at + 1, () => (was === null ? null : pod(place, of, at + 1)));
}
