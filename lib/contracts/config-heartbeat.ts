/**
 * A heartbeat that a service, or a writer for it, puts into a ConfigMap: an ISO time, or nothing yet
 * (docs/contracts.md).
 */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, instant, type Said } from './contract.ts';
import { asTime, Fields } from './fields.ts';
import { evidenceWith, notReadable, type ParseResult, type Reply } from './parse-result.ts';

const says = { contract: z.literal('config-heartbeat'), heartbeatAt: instant };
export type ConfigHeartbeat = Said<typeof says>;

/** `json` is the value of the key, as text. */
export function readConfigHeartbeat({ json, askedAt }: Reply): ParseResult<ConfigHeartbeat> {
  if (typeof json !== 'string' || json.trim() === '')
    return { outcome: 'no-evidence', message: say('parse-config-empty') };
  const map = new Fields({ time: json }, askedAt);
  const heartbeatAt = map.read('time', asTime);
  return heartbeatAt === null
    ? notReadable(map.unreadable)
    : evidenceWith({ contract: 'config-heartbeat', heartbeatAt }, []);
}

/** The Kubernetes source watches the ConfigMap: nothing is sent for it. */
export const configHeartbeat = contract({ says, body: 'text', read: readConfigHeartbeat });
