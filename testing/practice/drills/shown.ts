/** What many drills show: parts of their headers. */

import type { Shows } from './drill.ts';

/** An executor is wanted and runs, and every gate holds. */
export const GATED: Shows = {
  execution: 'gated',
  proofs: { 'executors-scaled': 'bad', 'executor-pods': 'bad', 'halt-switches': 'good', modes: 'good' },
  agents: { 'execution-agent': 'bad' },
  failures: {},
  escalations: { 'execution-not-off': 'firing' },
};

/** An executor runs that no switch holds for sure. */
export const NOT_OFF: Shows = {
  execution: 'not-off',
  proofs: { 'executors-scaled': 'bad', 'executor-pods': 'bad', 'halt-switches': 'good' },
  agents: { 'execution-agent': 'bad' },
  failures: {},
  escalations: { 'execution-not-off': 'firing', 'kill-switch-unconfirmed': 'firing' },
};

/** Something is not known that execution hangs on. */
export const UNPROVEN: Shows = {
  execution: 'unproven',
  agents: {},
  failures: {},
  escalations: { 'execution-not-off': 'cannot-tell' },
};
