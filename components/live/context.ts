/**
 * Context of a live provider: its store, and live or past. Separate from the provider, so that lazy parts do not load
 * it.
 */

import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LiveState } from './live-state.ts';
import type { LiveStore } from './live-store.ts';

export const StoreContext = createContext<LiveStore | null>(null);
export const StillContext = createContext(false);

/** For readers of the live state on demand, without another render. */
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

/** True if the server's time has passed an instant; false without one. Renders again only if that changes. */
export function useIsAfter(instant: string | null): boolean {
  return usePart(({ tick }) => instant !== null && tick.now > instant);
}

/** True if the page shows the past. */
export function useStill(): boolean {
  return useContext(StillContext);
}
