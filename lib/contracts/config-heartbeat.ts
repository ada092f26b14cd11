/**
 * A heartbeat that a service, or a writer for it, puts into a ConfigMap: an ISO time, or nothing yet
 * (docs/contracts.md).
 */

import { say } from '../messages/say.ts';
import { fromIso } from './fields.ts';
import type { Reading, Reply } from './reading.ts';

export interface ConfigHeartbeat {
  contract: 'config-heartbeat';
  /** Epoch ms. */
  heartbeatAt: number;
}

/** `json` is the value of the key, as text. */
export function readConfigHeartbeat({ json }: Reply): Reading<ConfigHeartbeat> {
  if (typeof json !== 'string' || json.trim() === '')
    return { outcome: 'no-evidence', message: say('parse-config-empty') };
  const heartbeatAt = fromIso(json);
  if (heartbeatAt === null) return { outcome: 'no-evidence', message: say('parse-config-no-time') };
  return { outcome: 'evidence', value: { contract: 'config-heartbeat', heartbeatAt } };
}
