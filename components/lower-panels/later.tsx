/** The panels below the first screen: in the page at once, and live when the first screen is. */
'use client';

import { type ComponentProps, lazy, Suspense } from 'react';
import type LowerPanels from './lower-panels.tsx';

const Lower = lazy(() => import('./lower-panels.tsx').catch(() => ({ default: NotLoaded })));

export function LaterPanels(props: ComponentProps<typeof LowerPanels>) {
  return (
    <Suspense>
      <Lower {...props} />
    </Suspense>
  );
}

/** Their code did not come: what the server drew is past, and goes. */
function NotLoaded() {
  return <p role="alert">The rest of this page could not be loaded. Reload it.</p>;
}
