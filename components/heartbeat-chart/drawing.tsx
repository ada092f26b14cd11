/** A chart as plain SVG first, and as Recharts draws it once the page is at rest. */
'use client';

import { type ComponentProps, lazy, Suspense, useId } from 'react';
import type { DrawnChartProps } from './drawn-chart.tsx';
import { PlainChart } from './plain-chart.tsx';

// Recharts weighs as much as all the rest: it comes when the page is already read and at rest.
// Where it cannot be loaded (the console died meanwhile) the plain drawing stays: the page must not fall with it.
const DrawnChart = lazy(() => import('./drawn-chart.tsx').catch(() => ({ default: StillPlain })));

export function Drawing({ atRest, ...drawn }: DrawnChartProps & { atRest: boolean }) {
  const { group: _, ...plain } = drawn;
  const still = <StillPlain {...plain} />;
  return atRest ? (
    <Suspense fallback={still}>
      <DrawnChart {...drawn} />
    </Suspense>
  ) : (
    still
  );
}

function StillPlain(drawing: Omit<ComponentProps<typeof PlainChart>, 'id'>) {
  return <PlainChart {...drawing} id={useId()} />;
}
