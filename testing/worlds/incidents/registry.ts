/** Everything that can happen to the mesh. */

import type { Choices } from '../random.ts';
import { ANSWERS } from './answers.ts';
import { DRAWN } from './drawn.ts';
import { EXECUTORS } from './executors.ts';
import { IN_FORMS } from './forms.ts';
import type { Incident } from './incident.ts';
import { PODS } from './pods.ts';
import { STANDING } from './standing.ts';
import { SUMMARIES } from './summaries.ts';
import { SWITCHES } from './switches.ts';

const [first, ...rest] = [
  ...EXECUTORS,
  ...SWITCHES,
  ...PODS,
  ...SUMMARIES,
  ...IN_FORMS,
  ...STANDING,
  ...DRAWN,
  ...ANSWERS,
];
if (first === undefined) throw new Error('No incidents');
export const INCIDENTS: Choices<Incident> = [first, ...rest];
