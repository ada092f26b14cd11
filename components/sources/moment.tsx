/** How long ago something was. On a frozen page no age is shown: it would be that of a moment that is over. */
'use client';

import { Age } from '#components/age/age.tsx';
import { useNow } from '#components/live/live.tsx';
import { between } from '#lib/format/duration.ts';

/** What was read since the last tick is that much newer than it, and no more. */
const BETWEEN_TICKS_MS = 2_000;

export function Moment({ since, none = 'never' }: { since: string | null | undefined; none?: string }) {
  const now = useNow();
  const ms = between(since ?? null, now);
  const justNow = ms !== null && ms < 0 && ms > -BETWEEN_TICKS_MS;
  return (
    <span className="machine freeze-away">
      <Age since={justNow ? now : (since ?? null)} none={none} />
    </span>
  );
}
