/** The head of every page: mesh, clock and link. */
'use client';

import type { ReactNode } from 'react';
import { clockTime, utcTime } from '#lib/format/clock.ts';
import { marketLabel } from '#lib/messages/market.ts';
import { FrozenStrip } from '../live/frozen-strip.tsx';
import { useNow, usePosture } from '../live/live.tsx';
import { Tense } from '../live/tense.tsx';
import { LinkPill } from './link-pill.tsx';
import { PageNav } from './page-nav.tsx';
import { PracticeMark } from './practice-mark.tsx';
import { ReaderTime } from './reader-time.tsx';
import { ThemeToggle } from './theme-toggle.tsx';

export function Masthead({ subject, tools }: { subject: string | undefined; tools: ReactNode }) {
  const { mesh, market } = usePosture();
  const now = useNow();
  return (
    <header className="masthead">
      <a className="masthead-name" href="/">
        Mission Control
      </a>
      <span className="masthead-mesh">{mesh.name}</span>
      <PracticeMark />
      <PageNav subject={subject} label="Pages" />
      <span className="masthead-space" />
      <span className="masthead-clock">
        <Tense
          now={<b className="machine">{clockTime(now)}</b>}
          past={<s className="machine">{clockTime(now)}</s>}
        />
        <span className="masthead-session">{marketLabel(market)}</span>
        <ReaderTime />
        <span className="machine faint masthead-utc freeze-away">{utcTime(now)}</span>
      </span>
      <LinkPill />
      {tools}
      <ThemeToggle />
      <FrozenStrip />
    </header>
  );
}
