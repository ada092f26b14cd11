/** Watches: a list at first, then each change as it comes, later or twice or not at all. */

import type { Fact } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { type OutageKind, POLLED_MAPS, WATCHED_KINDS } from '../outages.ts';
import { type Timeline, type Version, versionAt } from '../timeline.ts';
import type { Known } from './known.ts';
import type { Arrival, Feed } from './observation.ts';
import { type Surroundings, sourceStatus } from './poll.ts';

const SIGHT_EVERY_MS = 5_000;

export function watches(around: Surroundings): Feed[] {
  return [...WATCHED_KINDS, ...POLLED_MAPS].map((name) => watch(around, name));
}

function watch(around: Surroundings, name: string): Feed {
  const source = `watch/${name}`;
  const { life } = around;
  const watched = around.timelines.filter((t) => t.kind === name || t.subject === name);
  const feed: Feed = { observations: [], arrivals: [] };
  feed.arrivals.push({
    at: life.from,
    source,
    says: () => [sourceStatus(source, life.from, { state: 'starting' })],
  });
  list(around, feed, watched, source, life.from);
  for (const timeline of watched)
    for (const version of timeline.versions)
      if (version.at >= life.from && version.at < life.to) deliver(around, feed, timeline, version, source);
  sightings(around, feed, watched, source);
  return feed;
}

/** A whole list; while the source is out, nothing comes of it. */
function list(
  around: Surroundings,
  feed: Feed,
  watched: readonly Timeline[],
  source: string,
  at: number,
): void {
  const outage = around.outage(source, at);
  const fails = failsList(outage);
  const arrivedAt = at + around.random.int(10, 300);
  feed.observations.push({
    source,
    startedAt: at,
    arrivedAt,
    whole: !fails,
    clear: outage === null,
    wide: true,
  });
  if (fails) return;
  const says = (known: Known): Fact[] => {
    const there = watched.filter((t) => (versionAt(t, at)?.seen ?? null) !== null);
    const facts = there.flatMap((t) => {
      const version = versionAt(t, at);
      const fact = version === undefined ? null : known.take(t, version, at, source);
      return fact === null ? [] : [fact];
    });
    const present = new Set(there.map((t) => t.subject));
    const gone = known.vanished((t) => watched.includes(t), present, at, source);
    return [...facts, ...gone, sourceStatus(source, arrivedAt, { lastSeenAt: at })];
  };
  feed.arrivals.push({ at: arrivedAt, source, says });
}

/** Delays of events on a good day and on a bad one, in milliseconds. */
const PROMPT_MS = 300;
const LATE_MS = 9_000;

function deliver(
  around: Surroundings,
  feed: Feed,
  timeline: Timeline,
  version: Version,
  source: string,
): void {
  const { random } = around;
  const outage = around.outage(source, version.at);
  if (failsList(outage)) return;
  const at = version.at + random.int(5, outage === 'late' ? LATE_MS : PROMPT_MS);
  const event = (receivedAt: number): Arrival => ({
    at: receivedAt,
    source,
    says: (known) => {
      const fact =
        version.seen === null
          ? known.drop(timeline, version.uid, receivedAt, source)
          : known.take(timeline, version, receivedAt, source);
      return fact === null ? [] : [fact];
    },
  });
  feed.arrivals.push(event(at));
  if (outage === 'twice') feed.arrivals.push(event(at + random.int(1, LATE_MS)));
}

/** What it publishes of its own status, each few seconds; when an outage is over it lists again. */
function sightings(around: Surroundings, feed: Feed, watched: readonly Timeline[], source: string): void {
  const { life, outage } = around;
  let was = outage(source, life.from);
  // Before the first whole list nothing is seen, however long that takes.
  let listed = !failsList(was);
  let blindSince = isBlind(was) ? life.from : null;
  let lastSeenAt = life.from;
  for (let at = life.from + 1_000; at < life.to; at += 1_000) {
    const kind = outage(source, at);
    if (failsList(was) && !failsList(kind)) {
      list(around, feed, watched, source, at);
      listed = true;
    }
    const changed = isBlind(kind) && blindSince === null;
    blindSince = isBlind(kind) ? (blindSince ?? at) : null;
    was = kind;
    if (!changed && (at - life.from) % SIGHT_EVERY_MS !== 0) continue;
    // Nothing comes through a silent one: it goes on saying what it last saw, and when that was.
    if (kind !== 'silent') lastSeenAt = at;
    if (listed || blindSince !== null)
      publishStatus(feed, source, at, { blindSince, lastSeenAt, clear: kind === null });
  }
}

const isBlind = (kind: OutageKind | null): boolean => kind === 'refused' || kind === 'timeout';
const failsList = (kind: OutageKind | null): boolean => isBlind(kind) || kind === 'silent';

function publishStatus(
  feed: Feed,
  source: string,
  at: number,
  { blindSince, lastSeenAt, clear }: { blindSince: number | null; lastSeenAt: number; clear: boolean },
): void {
  const blind = blindSince !== null;
  const told = sourceStatus(source, at, {
    state: blind ? 'blind' : 'seen',
    cause: blind ? say('cause-refused') : null,
    blindSince,
    lastSeenAt: blindSince ?? lastSeenAt,
  });
  feed.arrivals.push({ at, source, says: () => [told] });
  feed.observations.push({ source, startedAt: at, arrivedAt: at, whole: !blind, clear, wide: true });
}
