/**
 * Has the server make the page's record again when a new posture is there: changes, evidence and facts are not on the
 * stream. A posture is the proof that the console answers, so nothing is asked while it does not.
 */
'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { useLive } from '#components/live/live.tsx';

/** Not more often than this, however fast postures follow each other. */
const AT_MOST_EVERY_MS = 2_000;

export function ReadAgain({ madeFrom }: { madeFrom: string }) {
  const router = useRouter();
  const { posture, outdated } = useLive();
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (posture.id === madeFrom || outdated) return;
    const wait = Math.max(0, last.current + AT_MOST_EVERY_MS - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      router.refresh();
    }, wait);
    return () => clearTimeout(timer);
  }, [posture.id, madeFrom, outdated, router]);
  return null;
}
