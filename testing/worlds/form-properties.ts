/**
 * Properties of evaluation for any truth: it is deterministic, gives valid documents, uses facts only, and neither
 * time nor the loss of a source makes anything look better.
 */

import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { DISCOVERY_LIMIT_MS, WATCH_LIMIT_MS } from '#lib/evaluate/base/availability.ts';
import type { Fact, SourceAvailability } from '#lib/facts/fact.ts';
import { apply, entriesOf, entryOf } from '#lib/facts/ledger.ts';
import { say } from '#lib/messages/say.ts';
import { postureSchema } from '#lib/posture.ts';
import { type Evaluate, liveThrough, type Moment } from './console.ts';
import { SUBJECTS } from './needs.ts';
import type { Oracle } from './oracle.ts';
import { DISCOVERY, POLLS } from './outages.ts';
import { Random } from './random.ts';
import type { Burst } from './record.ts';
import { sessionAt } from './sessions.ts';
import type { Verdicts } from './verdicts.ts';
import { type Said, wordOf } from './word.ts';
import type { SimulatedWorld } from './world.ts';

const saidSchema = z.omit(postureSchema, {
  schemaVersion: true,
  id: true,
  at: true,
  console: true,
  mesh: true,
  plan: true,
});

interface Case {
  world: SimulatedWorld;
  moments: readonly Moment[];
  evaluate: Evaluate;
  oracle: Oracle;
  found: Verdicts;
  random: Random;
}

/** Every check costs evaluations of its own, so each world takes its turn at one of them. */
export function checkForm(
  world: SimulatedWorld,
  moments: readonly Moment[],
  evaluate: Evaluate,
  oracle: Oracle,
  found: Verdicts,
): void {
  const random = new Random(world.seed ^ 0x5eed, world.index);
  const it = { world, moments, evaluate, oracle, found, random };
  if (world.lossy !== null) checkLoss(it);
  const turns = [checkReplay, checkBlinding, checkTime, checkBlinding, checkTime];
  turns[world.index % TURNS]?.(it);
}

const TURNS = 8;

const bytes = (said: Said): string => JSON.stringify(said);

/** The facts, written down and read back, give the same bytes again, and valid documents. */
function checkReplay({ world, moments, evaluate, found }: Case): void {
  const lives = world.lives.map((life) => {
    const bursts: Burst[] = JSON.parse(JSON.stringify(life.bursts));
    return { ...life, bursts };
  });
  const again = liveThrough({ ...world, lives }, evaluate);
  moments.forEach(({ at, said }, i) => {
    const same = again[i] !== undefined && bytes(again[i].said) === bytes(said);
    found.claim(same, {
      property: 'replays to the same',
      subject: 'posture',
      at,
      said: 'another posture',
      why: '',
    });
    const valid = saidSchema.safeParse(said);
    found.claim(valid.success, {
      property: 'a valid document',
      subject: 'posture',
      at,
      said: valid.error?.issues[0]?.message ?? '',
      why: valid.error?.issues[0]?.path.join('.') ?? '',
    });
  });
}

/** Time after which a silent source proves nothing, in milliseconds; a watch and discovery may be quiet for longer. */
const OUTLASTS_MS = 15_000;
const QUIET_WATCH_MS = WATCH_LIMIT_MS + 1_000;
/** Agents' own reports count against these and never for them, so their loss changes nothing. */
const EXTRA_EVIDENCE: readonly string[] = [
  'execution',
  'agent/crane',
  'proof/modes',
  'proof/halt-processes',
  'proof/cloud-run-executor',
];

/** A source falls silent for good: what is good in spite of it was good with it too. */
function checkLoss({ world, moments, evaluate, oracle, found }: Case): void {
  const loss = world.lossy;
  if (loss === null) return;
  const { source, lives } = loss;
  const lossy = liveThrough({ ...world, lives }, evaluate);
  moments.forEach((moment, i) => {
    const { at, said } = moment;
    const without = lossy[i];
    if (without === undefined || !isComparable(loss, moment, without)) return;
    for (const subject of SUBJECTS) {
      if (source.startsWith('probe/') && EXTRA_EVIDENCE.includes(subject)) continue;
      // Which watches there are is the sources' own affair: one that never reported is not missed by name.
      if (!source.startsWith('poll/') && subject === 'failure/blind') continue;
      if (!oracle.isSteady(subject, at - OUTLASTS_MS, at)) continue;
      compare(found, 'losing a source betters nothing', { at, source, subject }, without.said, said);
    }
  });
}

/** One that never spoke is not merely quiet. */
function isComparable({ source, from, lives }: Lossy, moment: Moment, without: Moment): boolean {
  const spoke = from > (lives[0]?.from ?? from);
  if (moment.at - from < (spoke ? silenceLimit(source) : OUTLASTS_MS)) return false;
  return !source.startsWith('watch/') || !tellsMore(moment, without);
}

function silenceLimit(source: string): number {
  if (source === DISCOVERY) return DISCOVERY_LIMIT_MS;
  return source.startsWith('watch/') ? QUIET_WATCH_MS : OUTLASTS_MS;
}

type Lossy = NonNullable<SimulatedWorld['lossy']>;

/** A watch tells sooner than a poll, and of what came and left between two polls. */
function tellsMore({ world, before }: Moment, without: Moment): boolean {
  const uids = new Set(without.before.executors.pods.map(({ uid }) => uid));
  if (before.executors.pods.some(({ uid }) => !uids.has(uid))) return true;
  return POLLED_FACTS.some((kind) =>
    entriesOf(world.ledger, kind).some(
      ({ fact: { subject, value } }) =>
        !isDeepStrictEqual(value, entryOf(without.world.ledger, kind, subject)?.fact.value ?? null),
    ),
  );
}

const POLLED_FACTS = ['workload', 'pod', 'config'] as const;

interface Without {
  at: number;
  source: string;
  subject: string;
}

/** Good in the poorer of two postures must be good in the richer. */
function compare(
  found: Verdicts,
  property: string,
  { at, source, subject }: Without,
  poorer: Said,
  richer: Said,
): void {
  const [poor, rich] = [wordOf(poorer, subject), wordOf(richer, subject)];
  if (poor === undefined || rich === undefined) return;
  const said = `${poor.text} without ${source}, else ${rich.text}`;
  found.claim(!poor.good || rich.good, { property, subject, at, said, why: '' });
}

/** A source that says that it is blind, at one instant: nothing is good that was not. */
function checkBlinding({ world: { index }, moments, evaluate, found, random }: Case): void {
  const moment = moments[random.int(0, moments.length - 1)];
  if (moment === undefined) return;
  const { at, world, before, said } = moment;
  const watched = [...POLLS, DISCOVERY, 'watch/Node'];
  for (const offset of [0, 3]) {
    const source = watched[(index + offset) % watched.length] ?? '';
    const blind: Fact = sourceStatus(source, at, {
      state: 'blind',
      cause: say('cause-refused'),
      blindSince: at,
      lastSeenAt: at - 1,
    });
    const blinded = evaluate({ ...world, ledger: apply(world.ledger, blind) }, before);
    for (const subject of SUBJECTS)
      compare(found, 'blindness betters nothing', { at, source, subject }, blinded.said, said);
  }
}

/** What a source publishes of its own status. */
function sourceStatus(subject: string, observedAt: number, value: Partial<SourceAvailability>): Fact {
  return {
    ...{ subject, kind: 'source-status', observedAt, source: 'kubernetes' },
    value: {
      ...{ label: subject, state: 'seen', scope: 'cluster', cause: null, lastSeenAt: null, syncedAt: null },
      ...{ lastEventAt: null, unreadable: 0, blindSince: null, restarts: 0, count: 0 },
      ...value,
    },
  };
}

const LATER_MS = 3_600_000;

/** An hour without a fact: nothing that needs a source is good any more. */
function checkTime({ moments, evaluate, found }: Case): void {
  const last = moments.at(-1);
  if (last === undefined) return;
  const now = last.at + LATER_MS;
  const { said } = evaluate({ ...last.world, market: sessionAt(now), now }, last.before);
  for (const subject of SUBJECTS) {
    const word = wordOf(said, subject);
    if (word === undefined) continue;
    found.claim(!word.good, {
      property: 'time alone proves nothing',
      subject,
      at: now,
      said: word.text,
      why: 'an hour without a fact',
    });
  }
}
