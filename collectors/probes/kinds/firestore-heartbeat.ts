import { readFirestoreHeartbeat } from '#lib/contracts/firestore-heartbeat.ts';
import type { ProbeKindDefinition } from './probe-kind.ts';

/** A heartbeat document by Firestore's REST API. */
export const firestoreHeartbeat: ProbeKindDefinition = { token: 'google', read: readFirestoreHeartbeat };
