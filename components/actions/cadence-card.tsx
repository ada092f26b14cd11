/** The next item of the ops cadence. */
'use client';

import { EasternTime } from '#components/age/eastern-time.tsx';
import type { Posture } from '#lib/posture.ts';
import { Countdown } from '../age/countdown.tsx';

type Cadence = NonNullable<Posture['nextCadence']>;

export function CadenceCard({ item }: { item: Cadence }) {
  return (
    <article className="card" data-testid="next-cadence">
      <h3>
        <a href="/cadence">Next on the cadence</a>
      </h3>
      <p>
        <b className="machine">
          <EasternTime at={item.at} minute />
        </b>
        <span className="faint">
          {' in '}
          <Countdown to={item.at} />
        </span>
        , {item.title}.
      </p>
      <p className="faint">
        {item.phase} · {item.who}
      </p>
    </article>
  );
}
