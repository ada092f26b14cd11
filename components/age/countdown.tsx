/** Time left until an instant, by the server's time of the last tick. */
'use client';

import { between, formatCountdown } from '#lib/format/duration.ts';
import { useNow } from '../live/live.tsx';

export function Countdown({ to }: { to: string | null }) {
  const now = useNow();
  return <>{to === null ? 'unknown' : formatCountdown(between(now, to) ?? 0)}</>;
}
