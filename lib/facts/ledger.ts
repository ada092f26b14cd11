/**
 * The ledger folds facts into the current knowledge. It is pure: the same facts in the same order give the same ledger.
 * An error never erases the last known value, because failures to read are facts of their own.
 */

import type { Fact, FactKind, FactOf, FactValue } from './fact.ts';
import { compareVersions } from './resource-version.ts';

/** One known value: the fact that carries it, and since when the value has been the same. */
export interface Entry<K extends FactKind = FactKind> {
  fact: FactOf<K>;
  /** Epoch milliseconds of the first observation of this value without another one in between. */
  since: number;
}

type Shelf = ReadonlyMap<string, Entry>;
export type Ledger = ReadonlyMap<FactKind, Shelf>;

export const EMPTY_LEDGER: Ledger = new Map();
const EMPTY_SHELF: Shelf = new Map();

/** Folds facts in, in order. Shelves without a new fact are shared with the ledger before. */
export function applyAll(ledger: Ledger, facts: readonly Fact[]): Ledger {
  const next = new Map(ledger);
  const copied = new Map<FactKind, Map<string, Entry>>();
  for (const fact of facts) {
    const shelf = copied.get(fact.kind) ?? new Map(ledger.get(fact.kind));
    copied.set(fact.kind, shelf);
    next.set(fact.kind, shelf);
    place(shelf, fact);
  }
  return next;
}

/** Folds one fact in. */
export function apply(ledger: Ledger, fact: Fact): Ledger {
  return applyAll(ledger, [fact]);
}

function place(shelf: Map<string, Entry>, fact: Fact): void {
  const held = shelf.get(fact.subject);
  if (held === undefined) {
    // An unknown object that is gone need not be remembered.
    if (fact.value !== null) shelf.set(fact.subject, { fact, since: fact.observedAt });
    return;
  }
  if (!supersedes(fact, held.fact)) return;
  const since = sameValue(fact, held.fact) ? held.since : fact.observedAt;
  shelf.set(fact.subject, { fact, since });
}

/**
 * True if `next` is newer than `held`. Sources race: a watch event can arrive after a newer read, so within the life of
 * one Kubernetes object a lower resource version is older. A read that began later wins all the same: it shows the
 * current state, and after a restored backup versions go back.
 */
function supersedes(next: Fact, held: FactOf<FactKind>): boolean {
  const a = objectOf(next);
  const b = objectOf(held);
  if (next.goneUid !== undefined && b !== null && b.uid !== next.goneUid) return false;
  const later = next.observedAt >= held.observedAt;
  if (a === null || b === null) return later;
  const order = compareVersions(a.resourceVersion, b.resourceVersion);
  const watched = next.source.startsWith('watch/');
  // A late event of a replaced object is older too, since versions rise across objects.
  if (a.uid !== b.uid) return later && !(watched && order < 0);
  if (order === 0) return later;
  return order > 0 || (later && !watched);
}

function objectOf(fact: FactOf<FactKind>): { uid: string; resourceVersion: string } | null {
  return fact.value !== null && 'resourceVersion' in fact.value ? fact.value : null;
}

function sameValue(a: Fact, b: FactOf<FactKind>): boolean {
  // A source that reads an unchanged object again publishes the very same value, as most facts do.
  if (a.value === b.value) return true;
  return JSON.stringify(withoutVersion(a.value)) === JSON.stringify(withoutVersion(b.value));
}

function withoutVersion(value: FactOf<FactKind>['value']): unknown {
  return value !== null && 'resourceVersion' in value ? { ...value, resourceVersion: '' } : value;
}

/**
 * One shelf under its own kind: `place` puts a fact on the shelf of its kind and nowhere else, which TypeScript cannot
 * infer.
 */
function shelfOf<K extends FactKind>(ledger: Ledger, kind: K): ReadonlyMap<string, Entry<K>> {
  const shelf: ReadonlyMap<string, unknown> = ledger.get(kind) ?? EMPTY_SHELF;
  return shelf as ReadonlyMap<string, Entry<K>>;
}

/** The entry of one subject; `undefined`: never published. */
export function entryOf<K extends FactKind>(ledger: Ledger, kind: K, subject: string): Entry<K> | undefined {
  return shelfOf(ledger, kind).get(subject);
}

/** The known value of one subject; `null`: known to be gone; `undefined`: never published. */
export function knownValue<K extends FactKind>(
  ledger: Ledger,
  kind: K,
  subject: string,
): FactValue<K> | null | undefined {
  return entryOf(ledger, kind, subject)?.fact.value;
}

/** Shelves never change once they are in a ledger, and an evaluation asks for the same ones dozens of times. */
const sorted = new WeakMap<object, readonly unknown[]>();
const listed = new WeakMap<object, readonly unknown[]>();

/** All entries of a kind, the gone ones included, by subject: whose facts came first tells nothing of the mesh. */
export function entriesOf<K extends FactKind>(ledger: Ledger, kind: K): readonly Entry<K>[] {
  const shelf = shelfOf(ledger, kind);
  const held = sorted.get(shelf);
  // Of the same shelf, and so of the same kind, which TypeScript cannot infer.
  if (held !== undefined) return held as readonly Entry<K>[];
  const entries = [...shelf].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
  sorted.set(shelf, entries);
  return entries;
}

/** All existing values of a kind, by subject. */
export function valuesOf<K extends FactKind>(ledger: Ledger, kind: K): readonly FactValue<K>[] {
  const shelf = shelfOf(ledger, kind);
  const held = listed.get(shelf);
  if (held !== undefined) return held as readonly FactValue<K>[];
  const values = entriesOf(ledger, kind).flatMap(({ fact }) => fact.value ?? []);
  listed.set(shelf, values);
  return values;
}

/** The same ledger sorted by subject: its content then has one order, whatever the order of its sources. */
export function inOrder(ledger: Ledger): Ledger {
  const bySubject = ([a]: [string, Entry], [b]: [string, Entry]) => (a < b ? -1 : 1);
  return new Map([...ledger].map(([kind, shelf]) => [kind, new Map([...shelf].sort(bySubject))]));
}

/**
 * The ledger once the clock was put back: what it read of the present is gone, since it would count again when its time
 * comes. Objects stay, as known by now: their versions order them, and their sources do not tell them again.
 */
export function rewound(ledger: Ledger, now: number): Ledger {
  const next = new Map<FactKind, Shelf>();
  for (const [kind, shelf] of ledger) {
    const kept = [...shelf].flatMap(([subject, { fact, since }]): [string, Entry][] => {
      const known = byNow(fact, now);
      return known === null ? [] : [[subject, { fact: known, since: Math.min(since, now) }]];
    });
    next.set(kind, new Map(kept));
  }
  return next;
}

/** The same facts without readings that a clock that was ahead has dated later than now; such objects are of now. */
export function timely(facts: readonly Fact[], now: number): Fact[] {
  return facts.flatMap((fact) => {
    const known = byNow(fact, now);
    return known === null ? [] : [withoutAhead(known, now)];
  });
}

/** Told over and over, each time as it is then. What is of any other kind is told when it changes. */
const READINGS: readonly FactKind[] = [
  'source-status',
  'probe',
  'answer',
  'cloud-search',
  'cluster',
  'permissions',
  'served-kinds',
];

function byNow<F extends FactOf<FactKind>>(fact: F, now: number): F | null {
  if (fact.observedAt <= now) return fact;
  return fact.value === null || !READINGS.includes(fact.kind) ? { ...fact, observedAt: now } : null;
}

/** A source that repeats when it was last read, by a clock that was ahead then, was not read as far as is known. */
function withoutAhead(fact: Fact, now: number): Fact {
  if (fact.kind !== 'source-status' || fact.value === null) return fact;
  const { lastSeenAt, syncedAt, lastEventAt, blindSince } = fact.value;
  const ahead = [lastSeenAt, syncedAt, lastEventAt, blindSince].some((at) => at !== null && at > now);
  if (!ahead) return fact;
  const value = {
    ...fact.value,
    lastSeenAt: past(lastSeenAt, now),
    syncedAt: past(syncedAt, now),
    lastEventAt: past(lastEventAt, now),
    blindSince: blindSince === null ? null : Math.min(blindSince, now),
  };
  return { ...fact, value };
}

function past(at: number | null, now: number): number | null {
  return at !== null && at <= now ? at : null;
}

/** Drops entries that are gone for longer than `keepMs`, so that the ledger does not grow while objects come and go. */
export function forget(ledger: Ledger, now: number, keepMs: number): Ledger {
  const next = new Map<FactKind, Shelf>();
  for (const [kind, shelf] of ledger) {
    const kept = [...shelf].filter(([, e]) => e.fact.value !== null || now - e.fact.observedAt < keepMs);
    next.set(kind, kept.length === shelf.size ? shelf : new Map(kept));
  }
  return next;
}
