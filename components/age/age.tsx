/** An age by the server's time of the last tick. */
'use client';

import { between, formatAge } from '#lib/format/duration.ts';
import { useNow } from '../live/live.tsx';

/** `since`: an ISO instant; null shows `never`, or what stands in `none`. */
export function Age({ since, none = 'never' }: { since: string | null; none?: string }) {
  const ms = between(since, useNow());
  return <span className="age">{ms === null ? none : formatAge(ms)}</span>;
}
