'use client';
/** Whether the console is heard, and how late. Without contact it says so by the style sheet alone. */
import { useLive, useMounted, useStill } from '../live/live.tsx';
import { LATE_MS } from '../live/live-state.ts';
import { Tense } from '../live/tense.tsx';

export function LinkPill() {
  const state = useLive();
  const scripted = useMounted();
  const still = useStill();
  return (
    <Tense
      now={
        <span
          className="pill"
          data-testid="link-state"
          data-link={state.link}
          data-malformed={state.malformed}
        >
          <span
            className={`link-dot ${state.link === 'open' && state.malformed === 0 && state.missing === null ? 'link-dot-live' : ''}`}
          />
          {linkWords(state, scripted)}
        </span>
      }
      past={<span className="pill pill-lost">◇ {still ? 'past' : 'no contact'}</span>}
    />
  );
}

function linkWords(state: ReturnType<typeof useLive>, scripted: boolean): string {
  if (!scripted) return 'as of now';
  if (state.malformed > 0) return `link trouble, ${state.malformed} unreadable`;
  if (state.link === 'lost') return 'reconnecting';
  if (state.missing !== null) return 'a change was missed, asking';
  if (state.link === 'connecting' || state.lagMs === null) return 'connecting';
  return `${state.lagMs < LATE_MS ? 'live' : 'late'} · ${(Math.max(0, state.lagMs) / 1_000).toFixed(1)} s`;
}
