/** What only hours show of an evaluation: times, timers, what is carried over a restart, and how much is kept. */

import { serialiseState } from '#lib/evaluate/base/state.ts';
import type { Moment } from '../console.ts';
import { sinceStep } from '../course.ts';
import type { Oracle } from '../oracle.ts';
import { sessionAt } from '../sessions.ts';
import type { Span } from '../stage.ts';
import { RULES } from '../truth-properties.ts';
import type { Verdicts } from '../verdicts.ts';
import { ruleOf, type Said } from '../word.ts';
import type { LongWorld } from './long-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Clocks of producers may be ahead by so much (`lib/facts/freshness.ts`). */
const AHEAD_MS = 2_000;

export function checkOverTime(
  world: LongWorld,
  oracle: Oracle,
  moments: readonly Moment[],
  found: Verdicts,
): void {
  moments.forEach((moment, i) => {
    checkFuture(moment, found);
    checkStepped(world, moment, found);
    checkFlaps(world, moment, found);
    checkEarly(world, oracle, moment, found);
    checkDead(world, moment, found);
    const before = moments[i - 1];
    if (before === undefined) return;
    if (before.life === moment.life) checkSince(oracle, before, moment, found);
    else if (moment.life.keepsCarry) checkCarried(before, moment, found);
  });
  checkSize(world, moments, found);
}

interface Timed {
  name: string;
  since: string | null;
}

function timesOf(said: Said): Timed[] {
  return [
    { name: 'execution', since: said.execution.since },
    { name: 'permissions', since: said.permissions.since },
    ...said.actions.map((a) => ({ name: `action/${a.id}`, since: a.since })),
    ...said.agents.map((a) => ({ name: `agent/${a.name}`, since: a.since })),
    ...said.failures.map((f) => ({ name: `failure/${f.id}`, since: f.since })),
    ...said.escalations.map((e) => ({ name: `rule/${e.id}`, since: e.since })),
  ];
}

/** Nothing began later than the console's clock shows. */
function checkFuture({ at, said, world: { now } }: Moment, found: Verdicts): void {
  for (const { name, since } of timesOf(said))
    found.claim(since === null || Date.parse(since) <= now + AHEAD_MS, {
      property: 'nothing begins in the future',
      subject: name,
      at,
      said: `since ${since}`,
      why: `it is ${new Date(now).toISOString()}`,
    });
}

/** While a failure mode is present in sight, when it began never moves on. */
function checkSince(oracle: Oracle, before: Moment, now: Moment, found: Verdicts): void {
  for (const was of before.said.failures) {
    const is = now.said.failures.find(({ id }) => id === was.id);
    const subject = `failure/${was.id}`;
    if (was.state !== 'present' || is?.state !== 'present' || was.since === null) continue;
    if (!oracle.isOneTrouble(subject, before.at, now.at)) continue;
    found.claim(is.since !== null && Date.parse(is.since) <= Date.parse(was.since) + AHEAD_MS, {
      property: 'its beginning stays while it lasts',
      subject,
      at: now.at,
      said: `since ${is.since}`,
      why: `was since ${was.since}`,
    });
  }
}

/** Before a new process has read anything, every timer runs on, and executors are remembered. */
function checkCarried(before: Moment, now: Moment, found: Verdicts): void {
  if (now.at !== now.life.from) return;
  const claim = (subject: string, holds: boolean, said: string, why: string): void =>
    found.claim(holds, { property: 'a restart forgets nothing', subject, at: now.at, said, why });
  for (const was of before.said.escalations) {
    if (was.since === null) continue;
    const is = ruleOf(now.said, was.id);
    if (is !== undefined)
      claim(was.id, is.since === was.since, `${is.state} since ${is.since}`, `was since ${was.since}`);
  }
}

/** Of what is alive or was within the last quarter of an hour, each object leaves so many entries at most. */
const ENTRIES_EACH = 3;
const ENTRIES_BESIDE = 90;
const STATE_LIMIT = 20_000;
const REMEMBERED_MS = 15 * MINUTE;
const SIZES_EVERY = 25;

/** What is kept depends on what there is, and never on how long it has been going on. */
function checkSize(world: LongWorld, moments: readonly Moment[], found: Verdicts): void {
  const alive = livesOf(world);
  for (const { at, world: given, before } of moments.filter((_, i) => i % SIZES_EVERY === 0)) {
    const entries = [...given.ledger.values()].reduce((sum, shelf) => sum + shelf.size, 0);
    const objects = alive.filter(({ from, to }) => from <= at && to >= at - REMEMBERED_MS).length;
    const most = ENTRIES_BESIDE + ENTRIES_EACH * objects;
    const bytes = JSON.stringify(serialiseState(before)).length;
    found.claim(entries <= most && bytes <= STATE_LIMIT, {
      property: 'what is kept does not grow',
      subject: 'memory',
      at,
      said: `${entries} entries, a state of ${bytes} bytes`,
      why: `${most} at most with ${objects} objects`,
    });
  }
}

function livesOf({ stage }: LongWorld): Span[] {
  const open = new Map<string, Span>();
  const all: Span[] = [];
  for (const { place, at, thing } of stage.store.settle()) {
    const key = `${place.kind}/${place.namespace}/${place.name}`;
    const held = open.get(key);
    if (thing === null && held !== undefined) {
      held.to = at;
      open.delete(key);
    } else if (thing !== null && held === undefined) {
      const span = { from: at, to: Number.POSITIVE_INFINITY };
      open.set(key, span);
      all.push(span);
    }
  }
  return all;
}

/** A trouble for more than half of the last ten minutes, of which one console saw all. */
const INTERMITTENT_MS = 10 * MINUTE;

function checkFlaps(world: LongWorld, { at, life, said }: Moment, found: Verdicts): void {
  for (const { rule: id, from, to } of world.flaps) {
    const rule = ruleOf(said, id);
    if (rule === undefined || at > to || sinceStep(world, at) < at - from) continue;
    const due = Math.max(from, life.from) + INTERMITTENT_MS + rule.forSeconds * 1000;
    if (at < due || (rule.during === 'market-hours' && sessionAt(at).state !== 'open')) continue;
    found.claim(rule.state === 'firing', {
      property: 'flapping comes due',
      subject: id,
      at,
      said: `${rule.state} since ${rule.since}`,
      why: `on and off since ${new Date(from).toISOString()}`,
    });
  }
}

const SHOW_DEATH: readonly string[] = ['poll/Pod', 'poll/Deployment'];

/** What shows no tick for as long as its rule says is stale, whatever keeps it from ticking, if its death is in sight. */
function checkDead(world: LongWorld, { at, life, said }: Moment, found: Verdicts): void {
  const rule = ruleOf(said, 'stale-long');
  if (rule === undefined || sessionAt(at).state !== 'open') return;
  const wait = rule.forSeconds * 1000 + 70_000;
  if (sinceStep(world, at) < wait) return;
  if (life.from > at - wait || sessionAt(at - wait).state !== 'open') return;
  const gone = world.dead.some(({ from, to }) => from <= at - wait && to >= at);
  const unseen = world.outages.some(
    (o) => o.from <= at && o.to > at - wait && o.sources.some((s) => SHOW_DEATH.includes(s)),
  );
  if (!gone || unseen) return;
  found.claim(rule.state === 'firing', {
    property: 'a dead producer is stale',
    subject: 'stale-long',
    at,
    said: `${rule.state} since ${rule.since}`,
    why: 'it has not run for longer',
  });
}

const SIGHT_MS = 45_000;

/** Soon after the clock was put back right, what can be read is read: which kinds are served is asked each half minute. */
function checkStepped(world: LongWorld, { at, said, life }: Moment, found: Verdicts): void {
  const last = world.steps?.findLast((step) => step.at <= at);
  if (last === undefined || last.byMs >= 0) return;
  const calm = at - last.at > SIGHT_MS && at - last.at < HOUR && life.from < at - SIGHT_MS;
  const out = world.outages.some((o) => o.from <= at && o.to > at - 60_000);
  // Another plan may have to be read anew.
  const planned = world.plans?.some((p) => p.at <= at && p.at > at - 5_000) === true;
  if (!calm || out || planned) return;
  const blind = said.sources.filter((s) => s.verdict === 'unknown').map((s) => s.id);
  found.claim(blind.length === 0, {
    property: 'sight is back soon after a step of the clock',
    subject: 'sources',
    at,
    said: blind.join(', '),
    why: `the clock was put back by ${-last.byMs} ms`,
  });
}

/** A rule fires when its trouble has lasted, and not because the clock says so. */
function checkEarly(world: LongWorld, oracle: Oracle, { at, said }: Moment, found: Verdicts): void {
  if (sinceStep(world, at) > HOUR) return;
  for (const { id, subject } of RULES) {
    const rule = ruleOf(said, id);
    const troubled = oracle.troubledSince(subject, at);
    if (rule === undefined || rule.state !== 'firing' || troubled === null) continue;
    const lasted = at - troubled;
    found.claim(lasted >= rule.forSeconds * 1000 - 3_000, {
      property: 'no page by a step of the clock',
      subject: id,
      at,
      said: `firing since ${rule.since}`,
      why: `the trouble began ${Math.round(lasted / 1000)} s ago`,
    });
  }
}
