/** For how long a condition has been clear, of the time that ends it. It counts by the server's time of the last tick. */
'use client';

import { between } from '#lib/format/duration.ts';
import type { RuleStatus } from '#lib/status/rule-status.ts';
import { useNow } from '../live/live.tsx';
import { Tense } from '../live/tense.tsx';

export function ClearFor({ clear: { since, forSeconds } }: { clear: NonNullable<RuleStatus['clear']> }) {
  const seconds = Math.floor((between(since, useNow()) ?? 0) / 1_000);
  const shown = `${Math.min(Math.max(0, seconds), forSeconds)} of ${forSeconds} s`;
  return <Tense now={`clear for ${shown}`} past={`was clear for ${shown}`} />;
}
