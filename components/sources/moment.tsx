/** An age. A frozen page shows none, since it would be out of date. */
'use client';

import { Age } from '#components/age/age.tsx';
import { useNow } from '#components/live/live.tsx';
import { between } from '#lib/format/duration.ts';

/** A read since the last tick is newer by that time and no more. */
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
