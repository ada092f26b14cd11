/** The shape of everything that can happen to the mesh. One file for each family, one line each in the registry. */

import type { Outage } from '../outages.ts';
import type { Random } from '../random.ts';
import type { Span, Stage } from '../stage.ts';

export interface Incident {
  id: string;
  weight: number;
  /** Its targets: two incidents with a common target are not played together. */
  claims: readonly string[];
  play(stage: Stage, random: Random): void;
  /** What the console cannot see while it plays. */
  outages?(random: Random, world: Span): Outage[];
}

/** Subjects of each kind of trouble: execution as a whole, the proof that must show it, and the executor itself. */
export const SCALED = ['execution', 'agent/crane', 'proof/executors-scaled'];
export const PODS_OF_CRANE = ['execution', 'agent/crane', 'proof/executor-pods'];
export const HALTED = ['execution', 'proof/halt-switches'];
export const MODES = ['execution', 'proof/modes'];
export const ON_CLOUD_RUN = ['execution', 'proof/cloud-run-executor'];
