/**
 * A history that is refreshed: first as the server rendered it, then polled once the page is at rest. The polling
 * code loads only then, since it is as large as a panel.
 */

import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { History } from '#lib/series/history.ts';
import { useAtRest } from './at-rest.ts';
import type { HistoryRead, RenewalProps } from './renewal.tsx';

const Renewal = lazy(() => import('./renewal.tsx').catch(() => ({ default: NotRenewed })));

/** `renewal` is to be placed somewhere; it draws nothing. `atRest`: the browser has nothing more urgent to do. */
export function useRenewedHistory(
  agent: string,
  initial: History | null,
): HistoryRead & { atRest: boolean; renewal: ReactNode } {
  const [read, onRead] = useState<HistoryRead>({ history: initial, failed: false });
  const atRest = useAtRest();
  const renewal = atRest && (
    <Suspense>
      <Renewal agent={agent} initial={initial} onRead={onRead} />
    </Suspense>
  );
  return { ...read, atRest, renewal };
}

/** The polling code could not be loaded: the chart stays and is marked as past. */
function NotRenewed({ initial, onRead }: RenewalProps) {
  useEffect(() => onRead({ history: initial, failed: true }), [initial, onRead]);
  return null;
}
