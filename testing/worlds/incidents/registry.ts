/** Everything that can happen to the mesh. */

import type { Choices } from '../random.ts';
import { ANSWERS } from './answers.ts';
import { EXECUTORS } from './executors.ts';
import type { Incident } from './incident.ts';
import { PODS } from './pods.ts';
import { SUMMARIES } from './summaries.ts';
import { SWITCHES } from './switches.ts';

const [first, ...rest] = [...EXECUTORS, ...SWITCHES, ...PODS, ...SUMMARIES, ...ANSWERS];
if (first === undefined) throw new Error('No incidents');
export const INCIDENTS: Choices<Incident> = [first, ...rest];
