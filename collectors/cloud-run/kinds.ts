/** The kinds of Cloud Run that run a program, and how the Admin API lists each. */

import type { CloudRunKind } from '#lib/facts/fact.ts';

export interface ListedKind {
  readonly kind: CloudRunKind;
  /** The collection in the path, and the field of the answer that holds it. */
  readonly collection: string;
  /** A region without this kind answers that there is no such collection. The other kinds exist everywhere. */
  readonly mayBeMissing: boolean;
}

export const LISTED_KINDS: readonly ListedKind[] = [
  { kind: 'service', collection: 'services', mayBeMissing: false },
  { kind: 'job', collection: 'jobs', mayBeMissing: false },
  { kind: 'worker-pool', collection: 'workerPools', mayBeMissing: false },
  { kind: 'instance', collection: 'instances', mayBeMissing: true },
];
