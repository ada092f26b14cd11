import { agentMissing } from './agent-missing.ts';
import { calm } from './calm.ts';
import { clockSkew } from './clock-skew.ts';
import { cloudRunUnreachable } from './cloud-run-unreachable.ts';
import { consoleBlind } from './console-blind.ts';
import { contractsBroken } from './contracts-broken.ts';
import { crashingWithoutBackoff } from './crashing-without-backoff.ts';
import { crashloop } from './crashloop.ts';
import type { Drill } from './drill.ts';
import { executionScaledUp } from './execution-scaled-up.ts';
import { executorAutoscaled } from './executor-autoscaled.ts';
import { executorElsewhere } from './executor-elsewhere.ts';
import { executorJobRuns } from './executor-job-runs.ts';
import { executorMountMissing } from './executor-mount-missing.ts';
import { executorOnCloudRun } from './executor-on-cloud-run.ts';
import { gateBypassVariable } from './gate-bypass-variable.ts';
import { halfDay } from './half-day.ts';
import { haltSwitchesDisagree } from './halt-switches-disagree.ts';
import { haltedAfterStart } from './halted-after-start.ts';
import { imagePullBackoff } from './image-pull-backoff.ts';
import { killSwitchMountedNowhere } from './kill-switch-mounted-nowhere.ts';
import { killSwitchOff } from './kill-switch-off.ts';
import { killSwitchUnreadable } from './kill-switch-unreadable.ts';
import { liveMode } from './live-mode.ts';
import { marketdataLies } from './marketdata-lies.ts';
import { marketdataStale } from './marketdata-stale.ts';
import { marketdataUnreachable } from './marketdata-unreachable.ts';
import { proposalsWhileStale } from './proposals-while-stale.ts';
import { resourcePressure } from './resource-pressure.ts';
import { strategyRefusing } from './strategy-refusing.ts';
import { undeclaredWorkload } from './undeclared-workload.ts';

/** Every drill, one line each. */
export const DRILLS: readonly Drill[] = [
  calm,
  marketdataStale,
  marketdataUnreachable,
  marketdataLies,
  clockSkew,
  proposalsWhileStale,
  gateBypassVariable,
  strategyRefusing,
  crashloop,
  crashingWithoutBackoff,
  imagePullBackoff,
  resourcePressure,
  agentMissing,
  undeclaredWorkload,
  contractsBroken,
  killSwitchUnreadable,
  killSwitchOff,
  haltSwitchesDisagree,
  killSwitchMountedNowhere,
  executionScaledUp,
  executorElsewhere,
  executorOnCloudRun,
  executorJobRuns,
  cloudRunUnreachable,
  executorAutoscaled,
  executorMountMissing,
  haltedAfterStart,
  liveMode,
  consoleBlind,
  halfDay,
];

/** The drill of a name; undefined when there is none. */
export function drillNamed(name: string): Drill | undefined {
  return DRILLS.find((drill) => drill.name === name);
}
