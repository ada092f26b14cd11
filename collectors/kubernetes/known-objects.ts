/**
 * The objects that were published and not yet published as gone, shared by watches and polls: either can report that an
 * object vanished, and an unchanged object is not parsed again. Raw objects are not kept.
 */

import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import type { ConfigValue, Fact, PodValue } from '#lib/facts/fact.ts';
import { isOlderVersion } from '#lib/facts/resource-version.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import type { Clock } from '#platform/clock.ts';
import { ClockSteps } from '#platform/clock-steps.ts';
import type { InternalErrors } from './internal-errors.ts';
import { goneFact, type Kind, type Seen, subjectOf } from './kinds.ts';
import type { MapContext } from './mappers/map-context.ts';

const headSchema = z.object({
  metadata: z.object({
    name: z.string().min(1),
    namespace: z.string().default(''),
    uid: z.string(),
    resourceVersion: z.string(),
  }),
});

interface Entry {
  kind: Kind;
  namespace: string;
  uid: string;
  resourceVersion: string;
  observedAt: number;
  context: MapContext;
  seen: Seen;
}

/** `subject` is null if not even the object's name could be read, `fact` if there is nothing new to publish. */
export interface Absorbed {
  subject: string | null;
  fact: Fact | null;
  malformed: Message | null;
}

export type Via = 'list' | 'watch';
const MAX_TOMBSTONES = 5_000;

/** The identity of an object and its lifetime; null if not even that can be read. */
export function headOf(kind: Kind, raw: unknown): { subject: string; uid: string } | null {
  const head = headSchema.safeParse(raw).data?.metadata;
  return head ? { subject: subjectOf(kind.name, head.namespace, head.name), uid: head.uid } : null;
}

export class KnownObjects {
  readonly #entries = new Map<string, Entry>();
  readonly #pods = new Map<string, PodValue>();
  #podList: readonly PodValue[] | null = null;
  /** Deleted identities, and when the deletion was seen. None comes back: a watch event with one of them is late. */
  readonly #tombstones = new Map<string, number>();
  readonly #internalErrors: InternalErrors;
  readonly #clock: Clock;
  readonly #clockSteps: ClockSteps;
  #context: MapContext;

  constructor(context: MapContext, internalErrors: InternalErrors, clock: Clock) {
    this.#context = context;
    this.#internalErrors = internalErrors;
    this.#clock = clock;
    this.#clockSteps = new ClockSteps(clock);
  }

  setContext(context: MapContext): void {
    this.#context = context;
  }

  /** The same list as long as no pod changes. */
  pods(): readonly PodValue[] {
    this.#podList ??= [...this.#pods.values()];
    return this.#podList;
  }

  /** A ConfigMap as last seen; null if none of this name is known. */
  config(subject: string): ConfigValue | null {
    const seen = this.#entries.get(subject)?.seen;
    return seen?.kind === 'config' ? seen.value : null;
  }

  /** Takes one raw object in and classifies it. Never throws. */
  absorb(kind: Kind, raw: unknown, readAt: number, source: string, via: Via): Absorbed {
    const observedAt = this.#byNow(readAt);
    const head = headSchema.safeParse(raw).data?.metadata;
    if (!head) return { subject: null, fact: null, malformed: say('cause-object-nameless') };
    const subject = subjectOf(kind.name, head.namespace, head.name);
    if (this.#isBuried(head.uid, observedAt, via)) return { subject, fact: null, malformed: null };
    try {
      const seen = this.#unchanged(subject, head) ?? kind.map(raw, this.#context);
      this.#remember(subject, { kind, ...head, observedAt, context: this.#context, seen }, via);
      return { subject, fact: { ...seen, subject, observedAt, source }, malformed: null };
    } catch (error) {
      if (!(error instanceof z.ZodError)) this.#internalErrors.note(`mapping a ${kind.name}`, error);
      return { subject, fact: null, malformed: malformedBy(error, subject) };
    }
  }

  /** A watch reported that an object was deleted. Null if another object has taken its name since. */
  delete(kind: Kind, raw: unknown, observedAt: number, source: string): Fact | null {
    const head = headSchema.safeParse(raw).data?.metadata;
    if (!head) return null;
    const subject = subjectOf(kind.name, head.namespace, head.name);
    this.#bury(head.uid, observedAt);
    const known = this.#entries.get(subject);
    if (known && known.uid !== head.uid) return null;
    this.#forget(subject);
    return goneFact(kind.fact, subject, observedAt, source, {
      uid: head.uid,
      seen: this.#lastOf(kind, raw) ?? known?.seen ?? null,
    });
  }

  /** The objects that a complete list, begun at `startedAt`, no longer has within its scope. */
  vanished(
    kind: Kind,
    covers: (namespace: string, subject: string) => boolean,
    present: ReadonlySet<string>,
    began: number,
    source: string,
  ): Fact[] {
    const startedAt = this.#byNow(began);
    const gone = [...this.#entries].filter(
      ([subject, entry]) =>
        entry.kind.name === kind.name &&
        entry.observedAt < startedAt &&
        !present.has(subject) &&
        covers(entry.namespace, subject),
    );
    return gone.map(([subject, entry]) => {
      this.#bury(entry.uid, startedAt);
      this.#forget(subject);
      return goneFact(kind.fact, subject, startedAt, source, entry);
    });
  }

  /**
   * A time by the clock as it is now. What a clock that was ahead has dated would otherwise count as newer than every
   * list, for as long as that clock was ahead.
   */
  #byNow(at: number): number {
    const now = this.#clock.now();
    if (this.#clockSteps.moved() < 0) {
      for (const entry of this.#entries.values()) entry.observedAt = Math.min(entry.observedAt, now - 1);
      for (const [uid, buriedAt] of this.#tombstones) this.#tombstones.set(uid, Math.min(buriedAt, now - 1));
    }
    return Math.min(at, now);
  }

  /** A pod as the watch had it at its deletion, which shows if it had ended; null if that cannot be read. */
  #lastOf(kind: Kind, raw: unknown): Seen | null {
    if (kind.fact !== 'pod') return null;
    try {
      return kind.map(raw, this.#context);
    } catch {
      return null;
    }
  }

  #unchanged(subject: string, head: { uid: string; resourceVersion: string }): Seen | null {
    const known = this.#entries.get(subject);
    const same =
      known?.uid === head.uid &&
      known.resourceVersion === head.resourceVersion &&
      known.context === this.#context;
    return same ? known.seen : null;
  }

  #remember(subject: string, entry: Entry, via: Via): void {
    this.#tombstones.delete(entry.uid);
    const known = this.#entries.get(subject);
    // A list that began later is the truth even if versions went back, as after a restore.
    const late = via === 'watch' || entry.observedAt <= (known?.observedAt ?? 0);
    if (known && late && isOlderVersion(entry, known)) return;
    const observedAt = Math.max(entry.observedAt, known?.observedAt ?? 0);
    this.#entries.set(subject, { ...entry, observedAt });
    const { seen } = entry;
    if (seen.kind !== 'pod' || this.#pods.get(subject) === seen.value) return;
    this.#pods.set(subject, seen.value);
    this.#podList = null;
  }

  #forget(subject: string): void {
    this.#entries.delete(subject);
    if (this.#pods.delete(subject)) this.#podList = null;
  }

  /** Only a list that began after the deletion and still has the object is believed. */
  #isBuried(uid: string, observedAt: number, via: Via): boolean {
    const buriedAt = this.#tombstones.get(uid);
    return buriedAt !== undefined && (via === 'watch' || observedAt <= buriedAt);
  }

  #bury(uid: string, at: number): void {
    this.#tombstones.set(uid, at);
    const [oldest] = this.#tombstones.keys();
    if (this.#tombstones.size > MAX_TOMBSTONES && oldest !== undefined) this.#tombstones.delete(oldest);
  }
}

function malformedBy(error: unknown, subject: string): Message {
  if (!(error instanceof z.ZodError)) return say('cause-object-unreadable', { subject });
  const [issue] = error.issues;
  const problem = cleanText(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'malformed'}`, 160);
  return say('cause-object', { subject, problem });
}
