/**
 * What a live provider gives to the parts inside it: its store, and whether it shows the past. Apart from the provider: a part
 * that is loaded after the page must not bring it along.
 */

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LiveState } from './live-state.ts';
import type { LiveStore } from './live-store.ts';

export const StoreContext = createContext<LiveStore | null>(null);
export const StillContext = createContext(false);

/** For what looks at the live state when it is asked, and need not be drawn again with it. */
export function useStore(): Pick<LiveStore, 'subscribe' | 'now' | 'first'> {
  const store = useContext(StoreContext);
  if (store === null) throw new Error('The live state is for parts inside LiveProvider.');
  return store;
}

/** One part of what this tab knows: a component renders again only when its part has changed. */
export function usePart<T>(select: (state: LiveState) => T): T {
  const store = useStore();
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.now()),
    () => select(store.first()),
  );
}

/** Whether server time has passed an instant of the server; never for none. Drawn again only when that changes. */
export function useIsAfter(instant: string | null): boolean {
  return usePart(({ tick }) => instant !== null && tick.now > instant);
}

/** Whether the page shows a moment of the past. */
export function useStill(): boolean {
  return useContext(StillContext);
}
