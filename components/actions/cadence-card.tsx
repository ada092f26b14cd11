'use client';
/** The next item of the ops cadence. */
import type { Posture } from '#lib/wire/posture.ts';
import { between, formatCountdown } from '../age/format.ts';
import { formatEasternMinute } from '../age/instant.ts';

type Cadence = NonNullable<Posture['nextCadence']>;

export function CadenceCard({ item, now }: { item: Cadence; now: string }) {
  const left = between(now, item.at);
  return (
    <article className="card" data-testid="next-cadence">
      <h3>Next on the cadence</h3>
      <p>
        <b className="machine">{formatEasternMinute(item.at)}</b>
        {left !== null && <span className="faint"> in {formatCountdown(left)}</span>}, {item.title}.
      </p>
      <p className="faint">
        {item.phase} · {item.who}
      </p>
    </article>
  );
}
