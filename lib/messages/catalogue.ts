/** Every message that there is: its code and its template. Codes are unique; `catalogue.test.ts` holds them to it. */

import { actionsMessages } from './actions.ts';
import { agentsMessages } from './agents.ts';
import { baseMessages } from './base.ts';
import { cadenceMessages } from './cadence.ts';
import { conformanceMessages } from './conformance.ts';
import { escalationMessages } from './escalation.ts';
import { executionMessages } from './execution.ts';
import { failuresMessages } from './failures.ts';
import { marketMessages } from './market.ts';
import { permissionsMessages } from './permissions.ts';
import { probesMessages } from './probes.ts';
import { sourcesMessages } from './sources.ts';

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
  ...conformanceMessages,
  ...marketMessages,
  ...permissionsMessages,
};

export type MessageCode = keyof typeof CATALOGUE;
