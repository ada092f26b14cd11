/** The pane over time: its worst verdict and unobserved intervals; each change in its table links to its instant. */

import { fullTime } from '#lib/format/clock.ts';
import type { Changes } from '#lib/timeline/changes.ts';
import { EXECUTION_VERDICT, executionOutcomeSchema, type Verdict } from '#lib/vocabulary.ts';
import { bandOf } from './band.ts';
import { ChangeTable } from './change-table.tsx';

export function Band({ changes }: { changes: Changes }) {
  const intervals = bandOf(changes);
  const from = Date.parse(changes.from);
  const span = Math.max(1, Date.parse(changes.to) - from);
  const place = (a: number, b: number) => ({
    left: `${((a - from) / span) * 100}%`,
    width: `${((b - a) / span) * 100}%`,
  });
  return (
    <section className="chart-card" aria-label="What the pane said" data-testid="band">
      <h3 className="series-title">
        What the pane said <span className="faint">above: execution; below: the worst of all</span>
      </h3>
      <div className="band">
        {intervals.map(({ from, to, worst, outcome }) => (
          <span key={from} className={`band-part past-${worst}`} style={place(from, to)}>
            <i className={`past-${verdictOf(outcome)}`} />
          </span>
        ))}
        {changes.holes.map((hole) => (
          <span
            key={hole.from}
            className="past-hole"
            title={`${fullTime(hole.from)} to ${fullTime(hole.to)}: ${hole.why}`}
            style={place(Date.parse(hole.from), Date.parse(hole.to))}
          />
        ))}
      </div>
      <ChangeTable intervals={intervals} />
      {changes.more && <p className="chart-failed">◇ There were more changes than are shown here.</p>}
    </section>
  );
}

function verdictOf(outcome: string): Verdict {
  const known = executionOutcomeSchema.safeParse(outcome);
  return known.success ? EXECUTION_VERDICT[known.data] : 'unknown';
}
