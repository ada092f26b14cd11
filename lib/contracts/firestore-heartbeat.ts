/** A heartbeat kept as a Firestore document, as Firestore's REST API answers it (docs/contracts.md, Firestore). */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, instant, type Said } from './contract.ts';
import { asTime, Fields } from './fields.ts';
import { evidenceWith, noEvidence, notReadable, type ParseResult, type Reply } from './parse-result.ts';

const says = { contract: z.literal('firestore-heartbeat'), heartbeatAt: instant };
export type FirestoreHeartbeat = Said<typeof says>;

/** The names of the heartbeat's field, the current one first. */
const NAMES = ['ts', 'last_heartbeat', 'last_heartbeat_at'];
/** The types under which a value may stand; a number does not say its unit. */
const TYPES = ['timestampValue', 'stringValue', 'integerValue', 'doubleValue'];

/** Evidence needs a time in one of the three fields, as a timestamp or as text. One that cannot be read is not passed over. */
export function readFirestoreHeartbeat({ status, json, askedAt }: Reply): ParseResult<FirestoreHeartbeat> {
  if (status === 401 || status === 403)
    return { outcome: 'forbidden', message: say('parse-document-forbidden', { status }) };
  if (status === 404) return { outcome: 'no-evidence', message: say('parse-document-missing', { status }) };
  const document = new Fields(json, askedAt);
  for (const name of NAMES) {
    const heartbeatAt = timeOf(document, `fields.${name}`);
    if (document.unreadable.length > 0) return notReadable(document.unreadable);
    if (heartbeatAt !== null)
      return evidenceWith({ contract: 'firestore-heartbeat', heartbeatAt }, document.unreadable);
  }
  return noEvidence(status, 'heartbeat-time');
}

/** Null where the field is absent or null. Under a type that holds no time the field itself is unreadable. */
function timeOf(document: Fields, path: string): number | null {
  if (!document.has(path) || document.has(`${path}.nullValue`)) return null;
  const type = TYPES.find((each) => document.has(`${path}.${each}`));
  return document.read(type === undefined ? path : `${path}.${type}`, asTime);
}

/** It follows the feed (plan, Agent contracts: never fresh while the upstream feed is broken). */
export const firestoreHeartbeat = contract({
  says,
  token: 'google',
  read: readFirestoreHeartbeat,
  beat: { of: 'market-data', at: ({ heartbeatAt }) => heartbeatAt },
});
