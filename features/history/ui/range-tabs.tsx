/** Ranges of the charts as links: each range has an address and needs no script. */

import { RANGES, type Range } from '#lib/series/history.ts';

const NAMES: Record<Range, string> = {
  '15m': '15 minutes',
  '1h': '1 hour',
  session: 'session',
  '5-sessions': '5 sessions',
  '30d': '30 days',
};

export function RangeTabs({ agent, range }: { agent: string; range: Range }) {
  return (
    <nav className="range-tabs" aria-label="How far back">
      {RANGES.map((each) => (
        <a
          key={each}
          className="button"
          href={`/agents/${agent}/history?range=${each}`}
          aria-current={each === range ? 'page' : undefined}
        >
          {NAMES[each]}
        </a>
      ))}
    </nav>
  );
}
