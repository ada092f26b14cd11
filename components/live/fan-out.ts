/** Hands what the one stream says on to every tab, and the present to a tab that has just come. */

import type { StreamMessage } from './stream.ts';

/** As much of a `MessagePort` as is needed here. */
export interface TabPort {
  postMessage(message: StreamMessage): void;
}

/** A tab says that it is here each so often; one that has been quiet for longer is gone. Background tabs are slow. */
export const HERE_EVERY_MS = 20_000;
const GONE_AFTER_MS = 180_000;
/** Without a younger tick than this, nothing is handed to a new tab: its own page may be newer. */
const TICK_IS_NEWS_MS = 1_000;

interface Tab {
  heardAt: number;
  /** True until it has the posture that the next tick speaks of. */
  owed: boolean;
}

export class FanOut {
  readonly #tabs = new Map<TabPort, Tab>();
  #link: StreamMessage = { kind: 'link', link: 'connecting' };
  #posture: StreamMessage | null = null;
  #tick: { message: StreamMessage; at: number } | null = null;

  get size(): number {
    return this.#tabs.size;
  }

  /** A tab has come, or says that it is still here. `now`: milliseconds of a monotonic clock. */
  here(tab: TabPort, now: number): void {
    const known = this.#tabs.get(tab);
    if (known !== undefined) {
      known.heardAt = now;
      return;
    }
    const come: Tab = { heardAt: now, owed: true };
    this.#tabs.set(tab, come);
    tab.postMessage(this.#link);
    if (this.#tick === null || now - this.#tick.at >= TICK_IS_NEWS_MS) return;
    this.#settle(tab, come);
    tab.postMessage(this.#tick.message);
  }

  /** Gives a tab the posture that it was not given when it came. */
  #settle(tab: TabPort, known: Tab): void {
    if (!known.owed || this.#posture === null) return;
    known.owed = false;
    tab.postMessage(this.#posture);
  }

  gone(tab: TabPort): void {
    this.#tabs.delete(tab);
  }

  say(message: StreamMessage, now: number): void {
    this.#remember(message, now);
    for (const [tab, known] of this.#tabs) {
      // It may only have slept: the port stays open, and it is welcome again when it says that it is here.
      if (now - known.heardAt > GONE_AFTER_MS) this.#tabs.delete(tab);
      else this.#pass(tab, known, message);
    }
  }

  #pass(tab: TabPort, known: Tab, message: StreamMessage): void {
    if (message.kind === 'event') {
      if (message.name === 'posture') known.owed = false;
      else this.#settle(tab, known);
    }
    tab.postMessage(message);
  }

  /** Messages before the link was lost are no longer the present; a new connection begins with a posture. */
  #remember(message: StreamMessage, now: number): void {
    if (message.kind === 'link') {
      this.#link = message;
      if (message.link === 'lost') {
        this.#tick = null;
        this.#posture = null;
      }
    } else if (message.name === 'posture') this.#posture = message;
    else this.#tick = { message, at: now };
  }
}
