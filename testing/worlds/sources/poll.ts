/** The safety poll: full lists by GET every three seconds, observed at the start of the request. */

import type { Fact, SourceAvailability } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { type Life, type OutageKind, POLLED_KINDS, POLLED_MAPS } from '../outages.ts';
import { HOME, SECOND_NAMESPACE } from '../plan.ts';
import type { Random } from '../random.ts';
import { type Timeline, versionAt } from '../timeline.ts';
import type { Known } from './known.ts';
import type { Feed, Observation } from './observation.ts';

const EVERY_MS = 3_000;
const TIMEOUT_MS = 4_000;
const PROMPT_MS = 400;

export interface Surroundings {
  timelines: readonly Timeline[];
  outage: (source: string, at: number) => OutageKind | null;
  random: Random;
  life: Life;
}

interface Round {
  source: string;
  /** What it lists. */
  covered: readonly Timeline[];
  scope: SourceAvailability['scope'];
  observation: Observation;
  outage: OutageKind | null;
  /** When, within the request, the API server read its store. */
  readAt: number;
  lastSeenAt: number | null;
  failures: number;
}

export function polls(around: Surroundings): Feed[] {
  return [...POLLED_KINDS, ...POLLED_MAPS].map((name) => poll(around, name));
}

function poll(around: Surroundings, name: string): Feed {
  const source = `poll/${name}`;
  const covered = around.timelines.filter((t) => t.kind === name || t.subject === name);
  const scope = name.startsWith('ConfigMap') ? [HOME] : ('cluster' as const);
  const { life, random } = around;
  const starting = sourceStatus(source, life.from, {
    state: 'starting',
    scope: scope === 'cluster' ? scope : [HOME],
  });
  const feed: Feed = { observations: [], arrivals: [{ at: life.from, source, says: () => [starting] }] };
  let lastSeenAt: number | null = null;
  let failures = 0;
  for (let at = life.from; at < life.to; ) {
    const outage = around.outage(source, at);
    const observation = lookAt(source, at, outage, random);
    feed.observations.push(observation);
    const readAt = at + Math.floor(random.next() * (observation.arrivedAt - at));
    if (observation.whole) lastSeenAt = at;
    else failures += 1;
    const round = { source, covered, scope, observation, outage, readAt, lastSeenAt, failures };
    if (outage !== 'silent')
      feed.arrivals.push({ at: observation.arrivedAt, source, says: (known) => saidOf(round, known) });
    at = Math.max(at + EVERY_MS, observation.arrivedAt);
  }
  return feed;
}

function lookAt(source: string, startedAt: number, outage: OutageKind | null, random: Random): Observation {
  const took: Partial<Record<OutageKind, number>> = {
    refused: 3,
    timeout: TIMEOUT_MS,
    slow: random.int(PROMPT_MS, TIMEOUT_MS - 100),
  };
  const latency = (outage === null ? undefined : took[outage]) ?? random.int(10, PROMPT_MS);
  const whole = outage === null || outage === 'slow' || outage === 'narrow';
  return {
    source,
    startedAt,
    arrivedAt: startedAt + latency,
    whole,
    clear: outage === null,
    wide: outage !== 'narrow' || source.includes('ConfigMap'),
  };
}

function saidOf(round: Round, known: Known): Fact[] {
  const { source, covered, observation, outage, readAt } = round;
  const { startedAt, arrivedAt } = observation;
  const said = { lastSeenAt: round.lastSeenAt, restarts: round.failures };
  if (outage === 'refused' || outage === 'timeout') {
    const cause = outage === 'timeout' ? say('cause-timeout', { timeoutMs: 4_000 }) : say('cause-refused');
    return [
      sourceStatus(source, arrivedAt, {
        ...said,
        state: 'blind',
        scope: round.scope,
        cause,
        blindSince: arrivedAt,
      }),
    ];
  }
  const inScope = (t: Timeline): boolean =>
    outage !== 'narrow' || [HOME, SECOND_NAMESPACE].includes(t.namespace);
  const there = covered.filter((t) => inScope(t) && (versionAt(t, readAt)?.seen ?? null) !== null);
  // One object of a partial list could not be read, which makes the poll blind.
  const readable = outage === 'partial' ? there.slice(1) : there;
  const facts = readable.flatMap((t) => {
    const version = versionAt(t, readAt);
    const fact = version === undefined ? null : known.take(t, version, startedAt, source);
    return fact === null ? [] : [fact];
  });
  const present = new Set(there.map((t) => t.subject));
  const gone = known.vanished((t) => covered.includes(t) && inScope(t), present, startedAt, source);
  const missing = source.includes('/ConfigMap/') && there.length === 0 ? missingConfig(covered, round) : [];
  return [
    ...facts,
    ...gone,
    ...missing,
    sourceStatus(source, arrivedAt, { ...said, ...statusOf(round, there.length) }),
  ];
}

/** That a ConfigMap does not exist is said each time, without an identity. */
function missingConfig(covered: readonly Timeline[], { observation, source }: Round): Fact[] {
  return covered.map((t) => ({
    kind: 'config' as const,
    subject: t.subject,
    value: null,
    observedAt: observation.startedAt,
    source,
  }));
}

const UNREADABLE = say('cause-malformed', { count: 1, first: say('cause-object-nameless') });

function statusOf({ outage, scope, observation }: Round, count: number): Partial<SourceAvailability> {
  if (outage === 'partial')
    return { state: 'blind', scope, cause: UNREADABLE, blindSince: observation.arrivedAt, count };
  if (outage === 'narrow' && scope === 'cluster')
    return { state: 'seen', scope: [HOME, SECOND_NAMESPACE], count };
  return { state: 'seen', scope, count };
}

/** What a source publishes of its own status. */
export function sourceStatus(subject: string, observedAt: number, value: Partial<SourceAvailability>): Fact {
  return {
    subject,
    kind: 'source-status',
    observedAt,
    source: 'kubernetes',
    value: {
      label: subject,
      state: 'seen',
      scope: 'cluster',
      cause: null,
      lastSeenAt: null,
      syncedAt: null,
      lastEventAt: null,
      unreadable: 0,
      blindSince: null,
      restarts: 0,
      count: 0,
      ...value,
    },
  };
}
