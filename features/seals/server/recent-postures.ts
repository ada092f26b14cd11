/** The postures that were in force lately: only of them does the console seal pictures. */

import type { Posture } from '#lib/posture.ts';
import { hashOf } from '#store/canonical-hash.ts';

/** A picture is made within seconds. One that comes later may be of any screen: it stays unsealed. */
export const RECENT_MS = 600_000;
/** A mesh that flaps publishes each second: above this the older ones are forgotten early. */
const MOST = 100;

/** Signed part of a posture; the journal has the whole, and a hundred of them would take much memory. */
export interface KnownPosture {
  id: string;
  /** When it was published. */
  at: string;
  /** SHA-256 of its canonical JSON (RFC 8785). */
  hash: string;
}

interface Said {
  posture: KnownPosture;
  /** When another took its place, by the monotonic clock; null while it is in force. */
  until: number | null;
}

export function knownOf(posture: Posture): KnownPosture {
  return { id: posture.id, at: posture.at, hash: hashOf(JSON.stringify(posture)) };
}

export class RecentPostures {
  #said: Said[] = [];

  /** @param at monotonic milliseconds. */
  published(posture: Posture, at: number): void {
    const ended = this.#said.map((said) => ({ ...said, until: said.until ?? at }));
    const now = { posture: knownOf(posture), until: null };
    this.#said = [...ended.filter((said) => isRecent(said, at)), now].slice(-MOST);
  }

  /** The last posture with that id that is in force or was within ten minutes. @param at monotonic milliseconds. */
  find(id: string, at: number): KnownPosture | null {
    return this.#said.findLast((said) => said.posture.id === id && isRecent(said, at))?.posture ?? null;
  }
}

function isRecent({ until }: Said, at: number): boolean {
  return until === null || at - until <= RECENT_MS;
}
