/**
 * A heartbeat that a service, or a writer for it, puts into a ConfigMap: an ISO time, or nothing yet
 * (docs/contracts.md).
 */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, instant, type Said } from './contract.ts';
import { fromIso } from './fields.ts';
import type { Reading, Reply } from './reading.ts';

const says = { contract: z.literal('config-heartbeat'), heartbeatAt: instant };
export type ConfigHeartbeat = Said<typeof says>;

/** `json` is the value of the key, as text. */
export function readConfigHeartbeat({ json }: Reply): Reading<ConfigHeartbeat> {
  if (typeof json !== 'string' || json.trim() === '')
    return { outcome: 'no-evidence', message: say('parse-config-empty') };
  const heartbeatAt = fromIso(json);
  if (heartbeatAt === null) return { outcome: 'no-evidence', message: say('parse-config-no-time') };
  return { outcome: 'evidence', value: { contract: 'config-heartbeat', heartbeatAt } };
}

/** The Kubernetes source watches the ConfigMap: nothing is sent for it. */
export const configHeartbeat = contract({ says, body: 'text', read: readConfigHeartbeat });
