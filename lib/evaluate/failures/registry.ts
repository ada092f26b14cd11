/** Every failure mode that can be recognised: one file and one line each. */

import type { FailureDetector } from '../../plan/schema.ts';
import { detectAgentMissing } from './agent-missing.ts';
import { detectAgentRefusing } from './agent-refusing.ts';
import { detectConsoleBlind } from './console-blind.ts';
import { detectCrashloop } from './crashloop.ts';
import type { FailureDetect } from './failure.ts';
import { detectHeartbeatStale } from './heartbeat-stale.ts';
import { detectImagePull } from './image-pull.ts';
import { detectResourcePressure } from './resource-pressure.ts';
import { detectUndeclaredWorkload } from './undeclared-workload.ts';

export const DETECTORS: Readonly<Record<FailureDetector, FailureDetect>> = {
  'heartbeat-stale': detectHeartbeatStale,
  'agent-refusing': detectAgentRefusing,
  crashloop: detectCrashloop,
  'image-pull': detectImagePull,
  'resource-pressure': detectResourcePressure,
  'agent-missing': detectAgentMissing,
  'undeclared-workload': detectUndeclaredWorkload,
  'console-blind': detectConsoleBlind,
};
