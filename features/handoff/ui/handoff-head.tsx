/** Interval, time of creation and mesh; on every copy, including paper. */

import { Contact } from '#components/contact/contact.tsx';
import { dayTime, fullUtc } from '#lib/format/clock.ts';
import { formatDuration } from '#lib/format/duration.ts';
import { PRIORITIES } from '#lib/vocabulary.ts';
import type { Handover } from '../document.ts';

export function HandoverHead({ handover }: { handover: Handover }) {
  const { from, to, madeAt, mesh, oncall } = handover;
  return (
    <div className="handover-head">
      <p className="handover-span" data-testid="handover-span">
        <Moment at={from} /> <span aria-hidden="true">→</span>
        <span className="sr-only">to</span> <Moment at={to} />{' '}
        <span className="faint">({formatDuration(Date.parse(to) - Date.parse(from))})</span>
      </p>
      <p className="handover-made">
        <b>As of {dayTime(to)}</b>, made {dayTime(madeAt)} ({fullUtc(madeAt)}) of {mesh.name}, context{' '}
        <span className="machine">{mesh.context}</span>.{' '}
        <span className="no-print">It does not go on by itself: open it anew for a later moment.</span>
      </p>
      <p className="handover-made" data-testid="handover-oncall">
        <b>Whom to call</b>{' '}
        {PRIORITIES.map((priority, place) => (
          <span key={priority}>
            {place > 0 && ' · '}
            {priority}: <Contact person={oncall[priority]} />
          </span>
        ))}
      </p>
    </div>
  );
}

function Moment({ at }: { at: string }) {
  return (
    <span className="handover-moment">
      <b>{dayTime(at)}</b> <span className="faint machine">{fullUtc(at)}</span>
    </span>
  );
}
