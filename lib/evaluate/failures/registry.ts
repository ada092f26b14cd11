/** Every failure mode that can be recognised: one file and one line each. The plan names it by its key here. */

import { detectAgentMissing } from './agent-missing.ts';
import { detectAgentRefusing } from './agent-refusing.ts';
import { detectConsoleBlind } from './console-blind.ts';
import { detectCrashloop } from './crashloop.ts';
import { detectExecutorFinished } from './executor-finished.ts';
import { type EvaluatedFailure, type FailureDetect, type FailureScope, failure } from './failure.ts';
import { detectHeartbeatStale } from './heartbeat-stale.ts';
import { detectImagePull } from './image-pull.ts';
import { detectResourcePressure } from './resource-pressure.ts';
import { detectUndeclaredWorkload } from './undeclared-workload.ts';

const DETECTORS: ReadonlyMap<string, FailureDetect> = new Map(
  Object.entries({
    'heartbeat-stale': detectHeartbeatStale,
    'agent-refusing': detectAgentRefusing,
    crashloop: detectCrashloop,
    'image-pull': detectImagePull,
    'resource-pressure': detectResourcePressure,
    'agent-missing': detectAgentMissing,
    'undeclared-workload': detectUndeclaredWorkload,
    'executor-finished': detectExecutorFinished,
    'console-blind': detectConsoleBlind,
  }),
);

/** By which a failure of the plan says how it is recognised. */
export const DETECTOR_IDS: readonly string[] = [...DETECTORS.keys()];

/** Looks for a failure of the plan. A plan that was kept may name a detector that this version does not have. */
export function detectFailure(scope: FailureScope): EvaluatedFailure {
  const detect = DETECTORS.get(scope.plan.detector);
  return detect === undefined ? failure('not-looked-for', {}) : detect(scope);
}
