/** A heartbeat kept as a Firestore document, as Firestore's REST API answers it (docs/contracts.md, Firestore). */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, instant, type Said } from './contract.ts';
import { fromIso } from './fields.ts';
import { noEvidence, type Reading, type Reply } from './reading.ts';

const says = { contract: z.literal('firestore-heartbeat'), heartbeatAt: instant };
export type FirestoreHeartbeat = Said<typeof says>;

/** The names of the heartbeat's field, the current one first. */
const FIELDS = ['ts', 'last_heartbeat', 'last_heartbeat_at'];

const document = z.object({
  fields: z.record(
    z.string(),
    z.object({ timestampValue: z.unknown().optional(), stringValue: z.unknown().optional() }),
  ),
});

/** Evidence needs a time in one of the three fields, as a timestamp or as text. */
export function readFirestoreHeartbeat({ status, json }: Reply): Reading<FirestoreHeartbeat> {
  if (status === 401 || status === 403)
    return { outcome: 'forbidden', message: say('parse-document-forbidden', { status }) };
  if (status === 404) return { outcome: 'no-evidence', message: say('parse-document-missing', { status }) };
  const fields = document.safeParse(json).data?.fields ?? {};
  for (const name of FIELDS) {
    const heartbeatAt = fromIso(fields[name]?.timestampValue) ?? fromIso(fields[name]?.stringValue);
    if (heartbeatAt !== null)
      return { outcome: 'evidence', value: { contract: 'firestore-heartbeat', heartbeatAt } };
  }
  return noEvidence(status, 'heartbeat-time');
}

/** It follows the feed (plan, Agent contracts: never fresh while the upstream feed is broken). */
export const firestoreHeartbeat = contract({
  says,
  token: 'google',
  read: readFirestoreHeartbeat,
  beat: { of: 'market-data', at: ({ heartbeatAt }) => heartbeatAt },
});
