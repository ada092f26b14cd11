/** The one place where a tab's live state is kept, for React to read. */

import { replaceEqualDeep } from '@tanstack/react-query';
import { type Heard, hear, type LiveState } from './live-state.ts';

export class LiveStore {
  readonly #listeners = new Set<() => void>();
  #state: LiveState;
  /** The server's rendering; the browser's first render must match it. */
  readonly first: () => LiveState;

  constructor(first: LiveState) {
    this.#state = first;
    this.first = () => first;
  }

  readonly now = (): LiveState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Parts of a new posture that say the same stay the same objects, so that what shows them is not drawn again. */
  hear(heard: Heard): LiveState {
    this.#state = replaceEqualDeep(this.#state, hear(this.#state, heard));
    for (const listener of this.#listeners) listener();
    return this.#state;
  }
}
