/** What this document cannot tell: times that nobody watched, rules that could not be told, and what was too much. */
import type { Handover } from '#lib/wire/handover.ts';
import { formatAge } from '../age/format.ts';
import { Panel } from '../panel/panel.tsx';
import { Verdict } from '../verdict/verdict.tsx';
import { timeBy } from './words.ts';

export function NotTold({ handover }: { handover: Handover }) {
  const { unwatched, untold, leftOut, to } = handover;
  const nothing = unwatched.length + untold.length + leftOut.length === 0;
  return (
    <Panel
      id="not-told"
      title="Not observed"
      note="of this nothing is known: neither that it was well, nor that it was not"
    >
      {nothing && (
        <p className="handover-line">Somebody watched all of this time, and every rule could be told.</p>
      )}
      <ul className="handover-list" aria-label="Not observed">
        {unwatched.map((gap) => (
          <li key={`${gap.from} ${gap.why}`} className="handover-line" data-testid="handover-gap">
            <Verdict verdict="unknown" word="Not observed" />
            <span className="handover-what">
              <span className="machine">
                {timeBy(gap.from, to)} to {timeBy(gap.to, to)}
              </span>{' '}
              ET
              <span className="handover-why">{gap.why}</span>
            </span>
            <span className="handover-aside">{formatAge(Date.parse(gap.to) - Date.parse(gap.from))}</span>
          </li>
        ))}
        {untold.map(({ id, title, seconds }) => (
          <li key={id} className="handover-line" data-testid={`handover-untold-${id}`}>
            <Verdict verdict="unknown" word="Cannot tell" />
            <span className="handover-what">
              {title}
              <span className="handover-why">what this rule looks at was out of sight</span>
            </span>
            <span className="handover-aside">{formatAge(seconds * 1_000)} in all</span>
          </li>
        ))}
      </ul>
      {leftOut.length > 0 && (
        <p className="handover-line" data-testid="handover-left-out">
          ◇ <b>Left out:</b> {leftOut.join('; ')}.
        </p>
      )}
    </Panel>
  );
}
