/**
 * Every message of a posture: its code and its template. Codes are unique; `catalogue.test.ts` holds them to it. Each page loads
 * them all, so a feature whose messages stand in no posture has a table of its own.
 */

import { actionsMessages } from './actions.ts';
import { agentsMessages } from './agents.ts';
import { baseMessages } from './base.ts';
import { cadenceMessages } from './cadence.ts';
import { escalationMessages } from './escalation.ts';
import { executionMessages } from './execution.ts';
import { failuresMessages } from './failures.ts';
import { marketMessages } from './market.ts';
import { permissionsMessages } from './permissions.ts';
import { probesMessages } from './probes.ts';
import { sourcesMessages } from './sources.ts';
import { timelineMessages } from './timeline.ts';

export const CATALOGUE = {
  ...baseMessages,
  ...executionMessages,
  ...agentsMessages,
  ...probesMessages,
  ...failuresMessages,
  ...escalationMessages,
  ...actionsMessages,
  ...cadenceMessages,
  ...sourcesMessages,
  ...marketMessages,
  ...permissionsMessages,
  ...timelineMessages,
};

export type MessageCode = keyof typeof CATALOGUE;
