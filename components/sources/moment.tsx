'use client';
/** How long ago something was. On a frozen page no age is shown: it would be that of a moment that is over. */
import { Age } from '#components/age/age.tsx';

export function Moment({ since, none = 'never' }: { since: string | null | undefined; none?: string }) {
  return (
    <span className="machine freeze-away">
      <Age since={since ?? null} none={none} />
    </span>
  );
}
