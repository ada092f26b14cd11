/** Integrity of a run as a mark. */

import { SightMark } from '#components/sources/state-mark.tsx';
import type { Run } from '../document.ts';

export function RunMark({ run: { state, why } }: { run: Run }) {
  if (state === 'whole') return <SightMark verdict="good" word="fit" />;
  if (state === 'altered') return <SightMark verdict="bad" word={`altered: ${why}`} />;
  return <SightMark verdict="unknown" word={`unreadable: ${why}`} />;
}
