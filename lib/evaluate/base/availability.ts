/** If the console can read what a verdict depends on, now. Absence can only be claimed by an available source. */

import { freshness } from '../../facts/freshness.ts';
import { entryOf } from '../../facts/ledger.ts';
import { say } from '../../messages/say.ts';
import type { Message } from '../../status/message.ts';
import type { World } from './input.ts';

/** A source that proves nothing now, and why. `at`: start of the last complete read, epoch ms. */
export interface Unavailable {
  readonly available: false;
  readonly at: number | null;
  readonly why: Message;
}
export type Availability = { readonly available: true; readonly at: number } | Unavailable;

/** Availability of a kind by the safety poll, as far as `scope` asks: a quiet watch confirms nothing. */
export function pollAvailability(
  world: World,
  kind: string,
  scope: 'cluster' | readonly string[],
): Availability {
  const availability = subjectAvailability(world, `poll/${kind}`);
  if (!availability.available) return availability;
  const seen = entryOf(world.ledger, 'source-status', `poll/${kind}`)?.fact.value?.scope ?? [];
  return covers(seen, scope)
    ? availability
    : { available: false, at: availability.at, why: say('availability-outside', { kind, scope: [...seen] }) };
}

/** Availability of one subject of the kind `source-status`, within the plan's limit for proofs. */
export function subjectAvailability(world: World, subject: string): Availability {
  const entry = entryOf(world.ledger, 'source-status', subject);
  const value = entry?.fact.value;
  if (!value) return { available: false, at: null, why: unread(subject.split('/').slice(1).join('/')) };
  const at = value.lastSeenAt;
  if (value.state === 'blind')
    return {
      available: false,
      at,
      why: say('availability-blind', { label: value.label, cause: value.cause ?? say('cause-none') }),
    };
  if (freshness(at, world.now, limitMs(world)) === 'fresh' && at !== null) return { available: true, at };
  return {
    available: false,
    at,
    why: at === null ? unread(value.label) : say('availability-late', { label: value.label, lastSeenAt: at }),
  };
}

const unread = (label: string): Message => say('availability-subject-unread', { label });

/** True if its source has never published a read or a failure. A source that hangs publishes its timeout. */
export function neverTried(world: World, subject: string): boolean {
  const value = entryOf(world.ledger, 'source-status', subject)?.fact.value;
  return !value || (value.state !== 'blind' && value.lastSeenAt === null);
}

/** Availability of several at once: the oldest of all, or the first that fails. */
export function jointAvailability(availabilities: readonly Availability[]): Availability {
  const blind = availabilities.find((s) => !s.available);
  if (blind !== undefined) return blind;
  const times = availabilities.flatMap((s) => (s.at === null ? [] : [s.at]));
  return times.length === 0
    ? { available: false, at: null, why: say('availability-of-nothing') }
    : { available: true, at: Math.min(...times) };
}

/** Availability of all kinds that can run a program, as far as the plan says that executors may live. */
export function executorAvailability(world: World, kinds: readonly string[]): Availability {
  return jointAvailability(
    kinds.map((kind) => pollAvailability(world, kind, world.plan.safety.executors.scope)),
  );
}

/** Availability of the mesh's own namespaces. */
export function meshAvailability(world: World, kinds: readonly string[]): Availability {
  return jointAvailability(kinds.map((kind) => pollAvailability(world, kind, world.plan.mesh.namespaces)));
}

/** A source publishes something each few seconds even when all is quiet; after this it has fallen silent. */
export const SILENCE_LIMIT_MS = 15_000;

/**
 * The lines of a watch show that it lives; a quiet one is ended and restarted, or listed, well before this. After this
 * the watch is presumed dead, and its last state is not current.
 */
export const WATCH_LIMIT_MS = 30_000;

/**
 * Availability by a watch: its state is as old as its last line or list, however often the source repeats that it
 * watches.
 */
export function watchAvailability(world: World, kind: string): Availability {
  const fact = entryOf(world.ledger, 'source-status', `watch/${kind}`)?.fact;
  if (!fact?.value) return { available: false, at: null, why: say('availability-unread') };
  const { value, observedAt: saidAt } = fact;
  const at = value.lastSeenAt;
  const no = (why: Message): Availability => ({ available: false, at, why });
  if (freshness(saidAt, world.now, SILENCE_LIMIT_MS) !== 'fresh')
    return no(say('watch-source-silent', { saidAt }));
  if (value.state === 'starting') return no(say('availability-unread'));
  if (value.state !== 'seen') return no(value.cause ?? say('cause-none'));
  if (at === null) return no(say('availability-unread'));
  const fresh = freshness(at, world.now, WATCH_LIMIT_MS) === 'fresh';
  return fresh ? { available: true, at } : no(say('watch-silent', { lastSeenAt: at }));
}

/** The source that tells which kinds the cluster serves; asked each 30 s, so that two answers may be missed. */
export const DISCOVERY = 'discovery/kinds';
export const DISCOVERY_LIMIT_MS = 90_000;

/** If a namespace is there is asked each 30 s too. */
export const NAMESPACE_LIMIT_MS = 90_000;

export function limitMs(world: World): number {
  return world.plan.safety.proofLimitSeconds * 1000;
}

/** True if one scope reaches as far as another one asks. */
export function covers(seen: 'cluster' | readonly string[], wanted: 'cluster' | readonly string[]): boolean {
  if (seen === 'cluster') return true;
  return wanted !== 'cluster' && wanted.every((namespace) => seen.includes(namespace));
}
