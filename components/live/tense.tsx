/** One text in two tenses. The style sheet shows the past tense once the page has frozen. */
'use client';

import type { ReactNode } from 'react';
import { useFrozen, useMounted } from './live.tsx';

interface TenseProps {
  now: ReactNode;
  past: ReactNode;
  className?: string;
}

export function Tense({ now, past, className = '' }: TenseProps) {
  const frozen = useFrozen();
  const scripted = useMounted();
  return (
    <span className={`tense ${className}`}>
      <span className="tense-now" aria-hidden={scripted && frozen ? true : undefined}>
        {now}
      </span>
      <span className="tense-past" aria-hidden={scripted && !frozen ? true : undefined}>
        {past}
      </span>
    </span>
  );
}
