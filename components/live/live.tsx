/** The live state for every part of the page: seeded by the server's render, moved only by what the stream says. */
'use client';

import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useReducer,
  useRef,
  useState,
} from 'react';
import type { Posture, Tick } from '#lib/posture.ts';
import { asker } from './ask.ts';
import { StillContext, StoreContext, usePart, useStill } from './context.ts';
import { moment, untilFrozen } from './freeze.ts';
import { listen } from './listen.ts';
import { firstState, type Heard, type LiveState } from './live-state.ts';
import { LiveStore } from './live-store.ts';

const FrozenContext = createContext(false);
const MountedContext = createContext(false);

interface LiveProviderProps {
  posture: Posture;
  tick: Tick;
  /** An instant of the past: no updates, and drawn as past. */
  still?: boolean;
  children: ReactNode;
}

export function LiveProvider({ posture, tick, still = false, children }: LiveProviderProps) {
  const [store] = useState(() => new LiveStore(firstState(posture, tick)));
  const [mounted, mount] = useReducer(() => true, false);
  useEffect(() => {
    mount();
    dropFirstPayload();
    if (still) return undefined;
    const pass = (heard: Heard) => ask(store.hear(heard));
    const ask = asker(pass);
    ask(store.now());
    return listen(pass);
  }, [store, still]);
  return (
    <StoreContext value={store}>
      <MountedContext value={mounted}>
        <StillContext value={still}>
          <FrozenWatch>{children}</FrozenWatch>
        </StillContext>
      </MountedContext>
    </StoreContext>
  );
}

/**
 * The scripts that carried the first posture have run. Left in the document they would keep an old proof in its
 * source.
 */
function dropFirstPayload(): void {
  for (const script of document.querySelectorAll('body > script:not([src])')) script.remove();
}

/**
 * Restarts the freeze with each beat. The style sheet freezes the page; this informs programs and screen readers, and
 * freezes at once in cases that the style sheet cannot detect. `data-frozen` is written past React, so that it is
 * there with the very next frame.
 */
function FrozenWatch({ children }: { children: ReactNode }) {
  const beat = usePart(beatOf);
  const still = useStill();
  const [frozen, setFrozen] = useState(still);
  const page = useRef<HTMLDivElement>(null);
  const heard = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the beat is what restarts it
  useLayoutEffect(() => {
    if (still) return undefined;
    const mark = (name: 'frozen' | 'away', is: boolean) => {
      if (page.current !== null) page.current.dataset[name] = String(is);
    };
    const now = moment();
    // Before the first beat the page is as old as the journey to it: it may have been made when that began.
    const since = heard.current ? now : { monotonic: 0, wall: now.wall - now.monotonic };
    heard.current = true;
    mark('frozen', false);
    mark('away', false);
    setFrozen(false);
    return untilFrozen(since, (why) => {
      mark('frozen', true);
      if (why === 'away') mark('away', true);
      setFrozen(true);
    });
  }, [beat]);
  return (
    <FrozenContext value={frozen}>
      <div ref={page} className="beat" data-beat={beat} data-frozen={still} data-away={still}>
        {children}
      </div>
    </FrozenContext>
  );
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

/** A text that server time decides. It is drawn again only when the text changes. */
export function useByNow(text: (now: string) => string): string {
  return usePart(({ tick }) => text(tick.now));
}

/** True if this tab's scripts detected three seconds without a tick. */
export function useFrozen(): boolean {
  return useContext(FrozenContext);
}

/** False on the server and in the first render of the browser, true from then on. */
export function useMounted(): boolean {
  return useContext(MountedContext);
}
