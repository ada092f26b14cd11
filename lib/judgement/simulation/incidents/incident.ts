/** The shape of everything that can happen to the mesh. One file for each family, one line each in the registry. */
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';

export interface Incident {
  id: string;
  weight: number;
  /** What it changes: two incidents that change the same are not played together. */
  claims: readonly string[];
  play(stage: Stage, random: Random): void;
}

/** The subjects that an executor which is on, or may be, is about. */
export const EXECUTION = ['execution'];
export const CRANE = ['execution', 'agent/crane'];
