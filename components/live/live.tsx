'use client';
/** The live state for every part of the page: seeded by the server's render, moved only by what the stream says. */
import { notifyManager, QueryClient, QueryClientProvider, skipToken, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useReducer, useState } from 'react';
import type { Posture, Tick } from '#lib/wire/posture.ts';
import { listen } from './listen.ts';
import { FREEZE_AFTER_MS, firstState, hear, type LiveState } from './live-state.ts';

// A hidden tab's timers are slowed to one a minute, and a change must not wait for them.
notifyManager.setScheduler(queueMicrotask);

const LIVE_KEY = ['live'];
const FrozenContext = createContext(false);
const MountedContext = createContext(false);

interface LiveProviderProps {
  posture: Posture;
  tick: Tick;
  children: ReactNode;
}

export function LiveProvider({ posture, tick, children }: LiveProviderProps) {
  const [client] = useState(() => {
    const made = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
    made.setQueryData(LIVE_KEY, firstState(posture, tick));
    return made;
  });
  const [mounted, mount] = useReducer(() => true, false);
  useEffect(() => {
    mount();
    dropFirstPayload();
    return listen((heard) =>
      client.setQueryData<LiveState>(LIVE_KEY, (state) => (state === undefined ? state : hear(state, heard))),
    );
  }, [client]);
  return (
    <QueryClientProvider client={client}>
      <MountedContext value={mounted}>
        <FrozenWatch>{children}</FrozenWatch>
      </MountedContext>
    </QueryClientProvider>
  );
}

/**
 * The scripts that carried the first posture have run. Left in the document they would go on holding what was proven
 * when the page was made, for whoever reads or saves its source.
 */
function dropFirstPayload(): void {
  for (const script of document.querySelectorAll('body > script:not([src])')) script.remove();
}

/** Restarts the freeze with each beat: the style sheet does the freezing, this tells programs and screen readers. */
function FrozenWatch({ children }: { children: ReactNode }) {
  const beat = usePart(beatOf);
  const [frozen, setFrozen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the beat is what restarts it
  useEffect(() => {
    setFrozen(false);
    const timer = setTimeout(() => setFrozen(true), FREEZE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [beat]);
  return (
    <FrozenContext value={frozen}>
      <div className="beat" data-beat={beat} data-frozen={frozen}>
        {children}
      </div>
    </FrozenContext>
  );
}

/** One part of what this tab knows: a component renders again only when its part has changed. */
function usePart<T>(select: (state: LiveState) => T): T {
  const { data } = useQuery({ queryKey: LIVE_KEY, queryFn: skipToken, select });
  if (data === undefined) throw new Error('The live state is for parts inside LiveProvider.');
  return data;
}

const postureOf = (state: LiveState) => state.posture;
const tickOf = (state: LiveState) => state.tick;
const nowOf = (state: LiveState) => state.tick.now;
const beatOf = (state: LiveState) => state.beat;
const wholeOf = (state: LiveState) => state;

/** Everything that this tab knows; changes with each message. */
export function useLive(): LiveState {
  return usePart(wholeOf);
}

/** The latest posture. */
export function usePosture(): Posture {
  return usePart(postureOf);
}

/** The latest tick: server time and what moves each second. */
export function useTick(): Tick {
  return usePart(tickOf);
}

/** Server time, advanced by ticks alone. */
export function useNow(): string {
  return usePart(nowOf);
}

/** Whether this tab's scripts know that nothing was heard for three seconds. */
export function useFrozen(): boolean {
  return useContext(FrozenContext);
}

/** False on the server and in the first render of the browser, true from then on. */
export function useMounted(): boolean {
  return useContext(MountedContext);
}
