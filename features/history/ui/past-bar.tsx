/** Position in the past: the instant, its day with the changes, and links to the changes before and after. */

import { clockTime, etDate, fullTime, fullUtc, timeBy } from '#lib/format/clock.ts';
import { instant } from '#lib/format/instant.ts';
import type { Past } from '#lib/timeline/past.ts';
import { bandOf } from './band.ts';
import { ChangeTable } from './change-table.tsx';
import { incidentSpan } from './incident-span.ts';

/** @param now the console's time when the page was made */
export function PastBar({ past, now }: { past: Past; now: string }) {
  const { askedAt, posture, unreadable, previous, next, unobserved, hash, evaluationVersion } = past;
  return (
    <section className="past" aria-label="A moment of the past" data-testid="past">
      <div className="past-row">
        <h1 className="page-title">
          {fullTime(askedAt)} <span className="faint">{fullUtc(askedAt)}</span>
        </h1>
        <span className="past-ways">
          <Way to={previous} rel="prev" text="← change before" />
          <Way to={next} rel="next" text="change after →" />
          {posture !== null && <Bundle past={past} now={now} />}
          <a className="button" href="/">
            to the present
          </a>
        </span>
      </div>
      {unobserved !== null && (
        <p className="past-gap" data-testid="past-unobserved">
          ◇ Nothing was published at this moment: {unobserved}.
          {posture !== null && ` Below is the last posture before it, of ${timeBy(posture.at, askedAt)}.`}
        </p>
      )}
      <Day past={past} />
      <ChangeTable intervals={bandOf(past.day)} />
      {past.day.more && (
        <p className="past-gap">◇ The day had more changes than the line shows: it ends at the last mark.</p>
      )}
      <p className="faint break-anywhere">
        {posture === null
          ? unreadable
            ? 'A posture is remembered for it, in the shape of an earlier version that this page cannot show.'
            : 'No posture is remembered for it.'
          : `Published ${posture.at}, in force until the next change.`}
        {hash !== null && (
          <>
            {' '}
            SHA-256 <span className="machine">{hash.slice(0, 16)}…</span>, evaluation{' '}
            <span className="machine">{evaluationVersion}</span>,{' '}
            <a href={`/api/v1/posture?at=${askedAt}`}>the document</a>
          </>
        )}
      </p>
    </section>
  );
}

/** Postures and facts around this instant, as files. */
function Bundle({ past: { askedAt, day }, now }: { past: Past; now: string }) {
  const span = incidentSpan(day, Date.parse(askedAt), Date.parse(now));
  const [from, to] = [instant(span.from), instant(span.to)];
  return (
    <a
      className="button"
      href={`/api/v1/incident.zip?from=${from}&to=${to}`}
      title={`${fullTime(from)} to ${fullTime(to)} as files: timeline, postures, facts, charts, runbooks, signed`}
      data-testid="incident-bundle"
    >
      incident bundle (zip)
    </a>
  );
}

function Way({ to, rel, text }: { to: string | null; rel: string; text: string }) {
  if (to === null) return <span className="button past-none">{text}</span>;
  return (
    <a className="button" rel={rel} href={`/at/${to}`} data-testid={`past-${rel}`}>
      {text}
    </a>
  );
}

/** The day as a line: a mark for each change, hatched if unobserved. Each mark links to its instant. */
function Day({ past: { askedAt, day } }: { past: Past }) {
  const [from, to] = [Date.parse(day.from), Date.parse(day.to)];
  const place = (at: string) => `${((Date.parse(at) - from) / Math.max(1, to - from)) * 100}%`;
  const width = (a: string, b: string) =>
    `${((Date.parse(b) - Date.parse(a)) / Math.max(1, to - from)) * 100}%`;
  return (
    <nav className="past-day" aria-label={`Changes of ${etDate(day.from)}`}>
      {day.holes.map((hole) => (
        <span
          key={hole.from}
          className="past-hole"
          title={`${clockTime(hole.from)} to ${clockTime(hole.to)}: ${hole.why}`}
          style={{ left: place(hole.from), width: width(hole.from, hole.to) }}
        />
      ))}
      {day.changes.map(({ at, worst, outcome }) => (
        <a key={at} className={`past-mark past-${worst}`} style={{ left: place(at) }} href={`/at/${at}`}>
          <span className="sr-only">{`${clockTime(at)}: execution ${outcome}, worst ${worst}`}</span>
        </a>
      ))}
      <span className="past-here" style={{ left: place(askedAt) }} />
    </nav>
  );
}
