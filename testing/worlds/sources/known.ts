/**
 * What the sources have said in this life of the console, as they remember it: whoever sees an object vanish says so,
 * and no late event brings one back that was buried.
 */

import type { Fact } from '#lib/facts/fact.ts';
import type { FactOfObject, Seen, Timeline, Version } from '../timeline.ts';

interface Said {
  timeline: Timeline;
  uid: string;
  observedAt: number;
}

export class Known {
  readonly #said = new Map<string, Said>();
  readonly #buried = new Map<string, number>();

  /** Takes an object that a list or a watch event shows; null when it is known to be gone since. */
  take(timeline: Timeline, { seen, uid }: Version, observedAt: number, source: string): Fact | null {
    if (seen === null) return null;
    const buriedAt = this.#buried.get(uid);
    const watched = source.startsWith('watch/');
    if (buriedAt !== undefined && (watched || observedAt <= buriedAt)) return null;
    const before = this.#said.get(timeline.subject);
    this.#said.set(timeline.subject, {
      timeline,
      uid,
      observedAt: Math.max(observedAt, before?.observedAt ?? 0),
    });
    return factOf(seen, timeline.subject, observedAt, source);
  }

  /** A watch event says that the object with this identity was deleted. */
  drop(timeline: Timeline, uid: string, observedAt: number, source: string): Fact | null {
    this.#buried.set(uid, observedAt);
    const before = this.#said.get(timeline.subject);
    if (before !== undefined && before.uid !== uid) return null;
    this.#said.delete(timeline.subject);
    return goneFact(timeline, observedAt, source, uid);
  }

  /** What a whole list that began at `startedAt` holds no more, among what it covers. */
  vanished(
    covers: (t: Timeline) => boolean,
    present: ReadonlySet<string>,
    startedAt: number,
    source: string,
  ): Fact[] {
    const gone = [...this.#said.values()].filter(
      ({ timeline, observedAt }) =>
        covers(timeline) && observedAt < startedAt && !present.has(timeline.subject),
    );
    return gone.map(({ timeline, uid }) => {
      this.#buried.set(uid, startedAt);
      this.#said.delete(timeline.subject);
      return goneFact(timeline, startedAt, source, uid);
    });
  }
}

function factOf(seen: Seen, subject: string, observedAt: number, source: string): FactOfObject {
  return { ...seen, subject, observedAt, source };
}

function goneFact(timeline: Timeline, observedAt: number, source: string, goneUid: string): Fact {
  return { kind: timeline.fact, value: null, subject: timeline.subject, observedAt, source, goneUid };
}
