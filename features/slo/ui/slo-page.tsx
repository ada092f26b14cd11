/** The SLOs, first as the server rendered them and refreshed after that. */
'use client';

import { useDocument } from '#components/live/documents.ts';
import { type SloDocument, sloDocument } from '../document.ts';
import { SloPanel } from './slo-panel.tsx';

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
  const { told: slo, past } = useDocument(sloDocument, {}, first);
  return <SloPanel slo={slo} past={past} />;
}
