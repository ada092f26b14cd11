/** Every failure mode that can be recognised: one file and one line each. */
import type { FailureDetector } from '../../plan/schema.ts';
import { detectAgentRefusing } from './agent-refusing.ts';
import { detectCrashloop } from './crashloop.ts';
import type { FailureDetect } from './failure.ts';
import { detectHeartbeatStale } from './heartbeat-stale.ts';
import { detectImagePull } from './image-pull.ts';
import { detectResourcePressure } from './resource-pressure.ts';

export const DETECTORS: Readonly<Record<FailureDetector, FailureDetect>> = {
  'heartbeat-stale': detectHeartbeatStale,
  'agent-refusing': detectAgentRefusing,
  crashloop: detectCrashloop,
  'image-pull': detectImagePull,
  'resource-pressure': detectResourcePressure,
};
