/** The SLOs, first as the server rendered them and renewed after that. */
'use client';

import type { SloDocument } from '../document.ts';
import { SloPanel } from './slo-panel.tsx';
import { useSlo } from './slo-query.ts';

export function SloPage({ first }: { first: SloDocument | null }) {
  if (first === null)
    return (
      <p className="empty" data-testid="slo-unread">
        ◇ The journal cannot be read now, so nothing is known of any SLO.
      </p>
    );
  return <Renewed first={first} />;
}

function Renewed({ first }: { first: SloDocument }) {
  const { slo, past } = useSlo(first);
  return <SloPanel slo={slo} past={past} />;
}
