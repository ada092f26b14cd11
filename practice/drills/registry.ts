import { calm } from './calm.ts';
import { crashloop } from './crashloop.ts';
import type { Drill } from './drill.ts';
import { executionScaledUp } from './execution-scaled-up.ts';
import { imagePullBackoff } from './image-pull-backoff.ts';
import { killSwitchOff } from './kill-switch-off.ts';
import { killSwitchUnreadable } from './kill-switch-unreadable.ts';
import { marketdataStale } from './marketdata-stale.ts';
import { marketdataUnreachable } from './marketdata-unreachable.ts';
import { resourcePressure } from './resource-pressure.ts';
import { strategyRefusing } from './strategy-refusing.ts';

/** Every drill, one line each. */
export const DRILLS: readonly Drill[] = [
  calm,
  marketdataStale,
  marketdataUnreachable,
  strategyRefusing,
  crashloop,
  imagePullBackoff,
  resourcePressure,
  killSwitchUnreadable,
  killSwitchOff,
  executionScaledUp,
];

/** The drill of a name; undefined when there is none. */
export function drillNamed(name: string): Drill | undefined {
  return DRILLS.find((drill) => drill.name === name);
}
