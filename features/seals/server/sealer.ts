/** Seals pictures: says by a signature that these pixels were shown to it, and which posture was in force. */

import { instant } from '#lib/format/instant.ts';
import type { Clock } from '#platform/clock.ts';
import type { Seal, SealKeyDocument } from '../document.ts';
import type { KnownPosture } from './recent-postures.ts';
import { sealCode } from './seal-code.ts';
import { type OpenedKey, type Signer, signerOf } from './seal-key.ts';

/** A desk in an incident makes a few a minute. So many at once, and one more each half second. */
const AT_ONCE = 20;
const ONE_MORE_MS = 500;

export type Answer<T> = { ok: true; value: T } | { ok: false; status: 404 | 429 | 503; why: string };

interface SealerOptions {
  opened: OpenedKey;
  clock: Clock;
  /** Seconds. */
  clockOffsetSeconds: number;
  /** A posture that was in force lately. */
  find(id: string): KnownPosture | null;
}

export class Sealer {
  readonly #options: SealerOptions;
  #tokens = AT_ONCE;
  #filledAt: number;

  constructor(options: SealerOptions) {
    this.#options = options;
    this.#filledAt = options.clock.monotonic();
  }

  /** @param pixels SHA-256 of the decoded RGBA, in hex. */
  seal(postureId: string, pixels: string): Answer<Seal> {
    const { opened, clock, clockOffsetSeconds: shift, find } = this.#options;
    if (opened.key === null) return noKey(opened.why);
    if (!this.#mayNow())
      return { ok: false, status: 429, why: 'Too many seals are asked for: ask again in a second.' };
    const posture = find(postureId);
    if (posture === null) return { ok: false, status: 404, why: NOT_RECENT };
    const { id: key, privateKey } = opened.key;
    const sealedAt = instant(clock.now());
    const { id, at: publishedAt, hash } = posture;
    const payload = { posture: id, hash, published: publishedAt, pixels, sealed: sealedAt, shift, key };
    return {
      ok: true,
      value: { code: sealCode(payload, privateKey), posture: id, publishedAt, pixels, sealedAt, key },
    };
  }

  /** The key that its seals are checked with. */
  publicKey(): Answer<SealKeyDocument> {
    const { opened } = this.#options;
    if (opened.key === null) return noKey(opened.why);
    const { id: key, publicPem: publicKey } = opened.key;
    return { ok: true, value: { key, algorithm: 'Ed25519', publicKey } };
  }

  /** Signs what this console itself makes of its journal: nothing that comes with a request. */
  signer(): Signer {
    return signerOf(this.#options.opened);
  }

  #mayNow(): boolean {
    const now = this.#options.clock.monotonic();
    const filled = Math.floor((now - this.#filledAt) / ONE_MORE_MS);
    this.#filledAt += filled * ONE_MORE_MS;
    this.#tokens = Math.min(AT_ONCE, this.#tokens + filled);
    if (this.#tokens === 0) return false;
    this.#tokens -= 1;
    return true;
  }
}

const NOT_RECENT =
  'No posture of that id was in force within the last ten minutes of this console: it seals no other.';

function noKey(why: string): Answer<never> {
  return { ok: false, status: 503, why: `Nothing can be sealed: ${why}.` };
}
