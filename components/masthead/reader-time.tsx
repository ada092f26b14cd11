/** The time where the reader is. Only after mount: the server does not know the zone. */
'use client';

import { readerTime } from '#lib/format/clock.ts';
import { useMounted, useNow } from '../live/live.tsx';

export function ReaderTime() {
  const now = useNow();
  return useMounted() ? (
    <span className="machine faint masthead-reader freeze-away">{readerTime(now)} yours</span>
  ) : null;
}
