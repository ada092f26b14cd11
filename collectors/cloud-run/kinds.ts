/** The kinds of Cloud Run that run a program, and how the Admin API lists each. */

import { CLOUD_RUN_KINDS, type CloudRunKind } from '#lib/facts/fact.ts';

/** The collection in the path, and the field of the answer that holds it. */
export const COLLECTIONS: Readonly<Record<CloudRunKind, string>> = {
  service: 'services',
  job: 'jobs',
  'worker-pool': 'workerPools',
  instance: 'instances',
};

export interface ListedKind {
  readonly kind: CloudRunKind;
  readonly collection: string;
  /** A region without this kind answers that there is no such collection. The other kinds exist everywhere. */
  readonly mayBeMissing: boolean;
}

export const LISTED_KINDS: readonly ListedKind[] = CLOUD_RUN_KINDS.map((kind) => ({
  kind,
  collection: COLLECTIONS[kind],
  mayBeMissing: kind === 'instance',
}));
