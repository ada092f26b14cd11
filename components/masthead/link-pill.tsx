/** State and lateness of the link to the console. Without contact the style sheet alone shows it. */
'use client';

import { useStill } from '../live/context.ts';
import { useLive, useMounted } from '../live/live.tsx';
import { Tense } from '../live/tense.tsx';
import { linkWords } from './link-labels.ts';

export function LinkPill() {
  const state = useLive();
  const scripted = useMounted();
  const still = useStill();
  const { live, words } = linkWords(state, scripted);
  return (
    <Tense
      now={
        <span
          className="pill"
          data-testid="link-state"
          data-link={state.link}
          data-malformed={state.malformed}
        >
          <span className={`link-dot ${live ? 'link-dot-live' : ''}`} />
          {words}
        </span>
      }
      past={<span className="pill pill-lost">◇ {still ? 'past' : 'no contact'}</span>}
    />
  );
}
