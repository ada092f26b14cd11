/**
 * What the sources have said in this life of the console, as they remember it: whoever sees an object vanish says so,
 * and no late event brings one back that was buried.
 */

import type { Fact } from '#lib/facts/fact.ts';
import { podEnd } from '#lib/facts/pod-end.ts';
import type { FactOfObject, Seen, Timeline, Version } from '../timeline.ts';

interface Said {
  timeline: Timeline;
  seen: Seen;
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
      seen,
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
    return goneFact({ timeline, seen: lastOf(timeline, uid), uid, observedAt }, source);
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
    return gone.map((said) => {
      this.#buried.set(said.uid, startedAt);
      this.#said.delete(said.timeline.subject);
      return goneFact({ ...said, observedAt: startedAt }, source);
    });
  }
}

function factOf(seen: Seen, subject: string, observedAt: number, source: string): FactOfObject {
  return { ...seen, subject, observedAt, source };
}

/** The object as it was when it was deleted, which the watch tells with its deletion. */
function lastOf(timeline: Timeline, uid: string): Seen | null {
  return timeline.versions.findLast((version) => version.uid === uid && version.seen !== null)?.seen ?? null;
}

type Gone = Omit<Said, 'seen'> & { seen: Seen | null };

function goneFact({ timeline, seen, uid: goneUid, observedAt }: Gone, source: string): Fact {
  const gone = { kind: timeline.fact, value: null, subject: timeline.subject, observedAt, source, goneUid };
  return seen?.kind === 'pod' ? { ...gone, ended: podEnd(seen.value) === 'ended' } : gone;
}
