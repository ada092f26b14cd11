/** The minutes of a period as one slim bar: bad, unobserved, good, and empty for what is to come. */

import type { SloMinutes } from '../document.ts';

const PARTS = ['bad', 'unobserved', 'good', 'toCome'] as const;

/** `met`: only then may its good minutes be green. */
export function SloBar({ minutes, met }: { minutes: SloMinutes; met: boolean }) {
  return (
    <span className="slo-bar freeze-drain" data-met={met} aria-hidden="true">
      {PARTS.filter((part) => minutes[part] > 0).map((part) => (
        <i key={part} data-part={part} style={{ flexGrow: minutes[part] }} />
      ))}
    </span>
  );
}
