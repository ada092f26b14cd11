/** When something was, in New York: with its date unless that is today's there. */
'use client';

import { minuteBy, timeBy } from '#lib/format/clock.ts';
import { useByNow } from '../live/live.tsx';

/** `at`: an ISO instant. `minute`: without its seconds. */
export function EasternTime({ at, minute = false }: { at: string; minute?: boolean }) {
  return <>{useByNow((now) => (minute ? minuteBy(at, now) : timeBy(at, now)))}</>;
}
