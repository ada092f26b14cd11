import { agentMissing } from './agent-missing.ts';
import { answersMistyped } from './answers-mistyped.ts';
import { calm } from './calm.ts';
import { clockSkew } from './clock-skew.ts';
import { cloudRunUnreachable } from './cloud-run-unreachable.ts';
import { consoleBlind } from './console-blind.ts';
import { containerStatusUnknown } from './container-status-unknown.ts';
import { contractsBroken } from './contracts-broken.ts';
import { crashingWithoutBackoff } from './crashing-without-backoff.ts';
import { crashloop } from './crashloop.ts';
import { customKindExecutor } from './custom-kind-executor.ts';
import type { Drill } from './drill.ts';
import { endsWellAgain } from './ends-well-again.ts';
import { executionScaledUp } from './execution-scaled-up.ts';
import { executorAutoscaled } from './executor-autoscaled.ts';
import { executorDaemonset } from './executor-daemonset.ts';
import { executorDisguised } from './executor-disguised.ts';
import { executorElsewhere } from './executor-elsewhere.ts';
import { executorJobRuns } from './executor-job-runs.ts';
import { executorMountMissing } from './executor-mount-missing.ts';
import { executorOnCloudRun } from './executor-on-cloud-run.ts';
import { executorQuota } from './executor-quota.ts';
import { executorRollout } from './executor-rollout.ts';
import { executorScaledjob } from './executor-scaledjob.ts';
import { executorStaticPod } from './executor-static-pod.ts';
import { executorSuspect } from './executor-suspect.ts';
import { gateBypassVariable } from './gate-bypass-variable.ts';
import { gateUnlocked } from './gate-unlocked.ts';
import { halfDay } from './half-day.ts';
import { haltSwitchesDisagree } from './halt-switches-disagree.ts';
import { haltedAfterStart } from './halted-after-start.ts';
import { imagePullBackoff } from './image-pull-backoff.ts';
import { killSwitchByteOrderMark } from './kill-switch-byte-order-mark.ts';
import { killSwitchMountedNowhere } from './kill-switch-mounted-nowhere.ts';
import { killSwitchOff } from './kill-switch-off.ts';
import { killSwitchRecreatedImmutable } from './kill-switch-recreated-immutable.ts';
import { killSwitchUnreadable } from './kill-switch-unreadable.ts';
import { liveMode } from './live-mode.ts';
import { marketdataLies } from './marketdata-lies.ts';
import { marketdataScaledToZero } from './marketdata-scaled-to-zero.ts';
import { marketdataStale } from './marketdata-stale.ts';
import { marketdataUnreachable } from './marketdata-unreachable.ts';
import { nodeSilentExecutor } from './node-silent-executor.ts';
import { operatorOwnedWorkload } from './operator-owned-workload.ts';
import { podFailedButRunning } from './pod-failed-but-running.ts';
import { podsOutOfReach } from './pods-out-of-reach.ts';
import { proposalsWhileStale } from './proposals-while-stale.ts';
import { resourcePressure } from './resource-pressure.ts';
import { rolloutKeepsOldPod } from './rollout-keeps-old-pod.ts';
import { settingUnknown } from './setting-unknown.ts';
import { strategyRefusing } from './strategy-refusing.ts';
import { tagMoved } from './tag-moved.ts';
import { undeclaredWorkload } from './undeclared-workload.ts';

/** Every drill, one line each. */
export const DRILLS: readonly Drill[] = [
  calm,
  marketdataStale,
  marketdataUnreachable,
  marketdataScaledToZero,
  podsOutOfReach,
  marketdataLies,
  clockSkew,
  proposalsWhileStale,
  gateBypassVariable,
  strategyRefusing,
  crashloop,
  crashingWithoutBackoff,
  endsWellAgain,
  answersMistyped,
  imagePullBackoff,
  rolloutKeepsOldPod,
  tagMoved,
  resourcePressure,
  agentMissing,
  undeclaredWorkload,
  operatorOwnedWorkload,
  contractsBroken,
  killSwitchUnreadable,
  killSwitchByteOrderMark,
  killSwitchOff,
  haltSwitchesDisagree,
  killSwitchMountedNowhere,
  executionScaledUp,
  executorElsewhere,
  executorOnCloudRun,
  executorJobRuns,
  cloudRunUnreachable,
  executorDisguised,
  executorSuspect,
  executorDaemonset,
  executorRollout,
  executorScaledjob,
  executorStaticPod,
  executorQuota,
  customKindExecutor,
  podFailedButRunning,
  containerStatusUnknown,
  nodeSilentExecutor,
  executorAutoscaled,
  executorMountMissing,
  haltedAfterStart,
  killSwitchRecreatedImmutable,
  liveMode,
  gateUnlocked,
  settingUnknown,
  consoleBlind,
  halfDay,
];

/** The drill of a name; undefined when there is none. */
export function drillNamed(name: string): Drill | undefined {
  return DRILLS.find((drill) => drill.name === name);
}
