/** A heartbeat's last quarter of an hour in one small line; what was not observed stays empty. */

import type { History } from '#lib/series/history.ts';
import { sparkOf } from './spark.ts';

const WIDTH = 92;
const HEIGHT = 20;

export function Sparkline({ history, bad }: { history: History; bad: boolean }) {
  const { runs, limitY } = sparkOf(history, WIDTH, HEIGHT);
  return (
    <svg
      className="sparkline"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
    >
      {limitY !== null && (
        <path
          d={`M0 ${limitY}H${WIDTH}`}
          stroke="var(--ink3)"
          strokeWidth="1"
          strokeDasharray="2 3"
          opacity="0.7"
        />
      )}
      {runs.map((d) => (
        <path
          key={d}
          d={d}
          fill="none"
          stroke={bad ? 'var(--bad)' : 'var(--ink2)'}
          strokeWidth="1.4"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      ))}
    </svg>
  );
}
