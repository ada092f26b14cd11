/**
 * The ledger folds facts into what is known now. It is pure: the same facts in the same order give the same ledger.
 * An error never wipes what was last known, because failures to see are facts of their own.
 */

import type { Fact, FactKind, FactOf, FactValue } from './fact.ts';
import { compareVersions } from './resource-version.ts';

/** One thing that is known: the fact that says so, and since when its value has been this one. */
export interface Entry<K extends FactKind = FactKind> {
  fact: FactOf<K>;
  /** Epoch milliseconds of the first observation of this value without another one in between. */
  since: number;
}

type Shelf = ReadonlyMap<string, Entry>;
export type Ledger = ReadonlyMap<FactKind, Shelf>;

export const EMPTY_LEDGER: Ledger = new Map();

/** Folds facts in, in order. Shelves that no fact touches are shared with the ledger before. */
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
    // Nobody needs to remember that something unknown is gone; but that a Cloud Run service does not exist was asked for.
    if (fact.value !== null || fact.kind === 'cloud-run')
      shelf.set(fact.subject, { fact, since: fact.observedAt });
    return;
  }
  if (!supersedes(fact, held.fact)) return;
  const since = sameValue(fact, held.fact) ? held.since : fact.observedAt;
  shelf.set(fact.subject, { fact, since });
}

/**
 * Whether `next` is news over `held`. Sources race: a watch event can arrive after a newer read, so within the life of
 * one Kubernetes object a lower resource version is no news. But for a read that began later: it shows what is there
 * now, and after a restored backup versions go back.
 */
function supersedes(next: Fact, held: FactOf<FactKind>): boolean {
  const a = objectOf(next);
  const b = objectOf(held);
  if (next.goneUid !== undefined && b !== null && b.uid !== next.goneUid) return false;
  const later = next.observedAt >= held.observedAt;
  if (a === null || b === null) return later;
  const order = compareVersions(a.resourceVersion, b.resourceVersion);
  const watched = next.source.startsWith('watch/');
  // A late event of an object that was since replaced is no news either: versions rise across objects.
  if (a.uid !== b.uid) return later && !(watched && order < 0);
  if (order === 0) return later;
  return order > 0 || (later && !watched);
}

function objectOf(fact: FactOf<FactKind>): { uid: string; resourceVersion: string } | null {
  return fact.value !== null && 'resourceVersion' in fact.value ? fact.value : null;
}

function sameValue(a: Fact, b: FactOf<FactKind>): boolean {
  // A source that reads an object again which has not changed says the very same value: most facts are such.
  if (a.value === b.value) return true;
  return JSON.stringify(withoutVersion(a.value)) === JSON.stringify(withoutVersion(b.value));
}

function withoutVersion(value: FactOf<FactKind>['value']): unknown {
  return value !== null && 'resourceVersion' in value ? { ...value, resourceVersion: '' } : value;
}

/** One shelf under its own kind: `place` puts a fact on the shelf of its kind and nowhere else, which TypeScript cannot see. */
function shelfOf<K extends FactKind>(ledger: Ledger, kind: K): ReadonlyMap<string, Entry<K>> {
  const shelf: ReadonlyMap<string, unknown> = ledger.get(kind) ?? new Map();
  return shelf as ReadonlyMap<string, Entry<K>>;
}

/** What is known of one subject; `undefined`: never said. */
export function entryOf<K extends FactKind>(ledger: Ledger, kind: K, subject: string): Entry<K> | undefined {
  return shelfOf(ledger, kind).get(subject);
}

/** The value known of one subject; `null`: known to be gone; `undefined`: never said. */
export function knownValue<K extends FactKind>(
  ledger: Ledger,
  kind: K,
  subject: string,
): FactValue<K> | null | undefined {
  return entryOf(ledger, kind, subject)?.fact.value;
}

/** All entries of a kind, the gone ones included, in the order of first sight. */
export function entriesOf<K extends FactKind>(ledger: Ledger, kind: K): Entry<K>[] {
  return [...shelfOf(ledger, kind).values()];
}

/** All values of a kind that are there. */
export function valuesOf<K extends FactKind>(ledger: Ledger, kind: K): FactValue<K>[] {
  return entriesOf(ledger, kind).flatMap((e) => (e.fact.value === null ? [] : [e.fact.value]));
}

/** The same ledger by subject: what it holds then comes in one order, in whatever order its sources were heard. */
export function inOrder(ledger: Ledger): Ledger {
  const bySubject = ([a]: [string, Entry], [b]: [string, Entry]) => (a < b ? -1 : 1);
  return new Map([...ledger].map(([kind, shelf]) => [kind, new Map([...shelf].sort(bySubject))]));
}

/** Drops what has been gone for longer than `keepMs`, so that a mesh that churns does not grow the ledger. */
export function forget(ledger: Ledger, now: number, keepMs: number): Ledger {
  const next = new Map<FactKind, Shelf>();
  for (const [kind, shelf] of ledger) {
    const kept = [...shelf].filter(([, e]) => e.fact.value !== null || now - e.fact.observedAt < keepMs);
    next.set(kind, kept.length === shelf.size ? shelf : new Map(kept));
  }
  return next;
}
