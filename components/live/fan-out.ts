/** Hands what the one stream says on to every tab, and the present to a tab that has just come. */
import type { StreamMessage } from './stream.ts';

/** As much of a `MessagePort` as is needed here. */
export interface TabPort {
  postMessage(message: StreamMessage): void;
}

/** A tab says that it is here each so often; one that has been quiet for longer is gone. Background tabs are slow. */
export const HERE_EVERY_MS = 20_000;
const GONE_AFTER_MS = 180_000;
/** A tick older than this is not handed to a new tab: it would make it look alive on old news. */
const TICK_IS_NEWS_MS = 1_000;

export class FanOut {
  readonly #tabs = new Map<TabPort, number>();
  #link: StreamMessage = { kind: 'link', link: 'connecting' };
  #posture: StreamMessage | null = null;
  #tick: { message: StreamMessage; at: number } | null = null;

  get size(): number {
    return this.#tabs.size;
  }

  /** A tab has come, or says that it is still here. `now`: milliseconds of a monotonic clock. */
  here(tab: TabPort, now: number): void {
    const known = this.#tabs.has(tab);
    this.#tabs.set(tab, now);
    if (known) return;
    tab.postMessage(this.#link);
    if (this.#posture !== null) tab.postMessage(this.#posture);
    if (this.#tick !== null && now - this.#tick.at < TICK_IS_NEWS_MS) tab.postMessage(this.#tick.message);
  }

  gone(tab: TabPort): void {
    this.#tabs.delete(tab);
  }

  say(message: StreamMessage, now: number): void {
    this.#remember(message, now);
    for (const [tab, heardAt] of this.#tabs) {
      // It may only have slept: the port stays open, and it is welcome again when it says that it is here.
      if (now - heardAt > GONE_AFTER_MS) this.#tabs.delete(tab);
      else tab.postMessage(message);
    }
  }

  /** What was heard before the link was lost is no longer the present. */
  #remember(message: StreamMessage, now: number): void {
    if (message.kind === 'link') {
      this.#link = message;
      if (message.link === 'lost') this.#tick = null;
    } else if (message.name === 'posture') this.#posture = message;
    else this.#tick = { message, at: now };
  }
}
