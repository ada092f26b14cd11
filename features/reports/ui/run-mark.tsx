/** Integrity of a run as a mark. */

import { StateMark } from '#components/sources/state-mark.tsx';
import type { Run } from '../document.ts';

export function RunMark({ run: { state, why } }: { run: Run }) {
  if (state === 'whole') return <StateMark verdict="good" word="fit" />;
  if (state === 'altered') return <StateMark verdict="bad" word={`altered: ${why}`} />;
  return <StateMark verdict="unknown" word={`unreadable: ${why}`} />;
}
