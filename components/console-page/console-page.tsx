/** Shared parts of every page: live state, head, freeze, notices, foot. */
'use client';

import type { ReactNode } from 'react';
import type { Posture, Tick } from '#lib/posture.ts';
import { Footer } from '../footer/footer.tsx';
import { LiveProvider, usePosture } from '../live/live.tsx';
import { Masthead } from '../masthead/masthead.tsx';
import { PracticeWatermark } from '../masthead/practice-mark.tsx';
import { Announcer } from './announcer.tsx';
import { Notices } from './notices.tsx';
import { PageTitle } from './page-title.tsx';

export interface ConsolePageProps {
  posture: Posture;
  tick: Tick;
  /** Subject of the page for its title; the pane has none. */
  subject?: string;
  /** An instant of the past, which gets no updates. */
  still?: boolean;
  /** Content of the head beside the state of the link. */
  tools?: ReactNode;
  children: ReactNode;
}

export function ConsolePage({ posture, tick, subject, still = false, tools, children }: ConsolePageProps) {
  return (
    <LiveProvider posture={posture} tick={tick} still={still}>
      <PageTitle subject={subject} />
      <a className="button skip-link" href="#content">
        Skip to the content
      </a>
      <Masthead subject={subject} tools={tools} />
      <Notices />
      <div className="freeze-shift">
        <div className="freeze-drain">
          <Content>{children}</Content>
          <Footer subject={subject} />
        </div>
      </div>
      <PracticeWatermark />
      <Announcer />
    </LiveProvider>
  );
}

function Content({ children }: { children: ReactNode }) {
  return (
    <main id="content" className="content" data-posture-id={usePosture().id}>
      {children}
    </main>
  );
}
