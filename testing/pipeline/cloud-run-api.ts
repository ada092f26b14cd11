/** Cloud Run's Admin API with the two services of the calm mesh, and nothing else in any region. */

import type { Answer } from '#collectors/http/exchange.ts';
import { jsonAnswer } from './cluster.ts';

const REGION = 'projects/desk/locations/us-east4';
const COLLECTIONS: readonly string[] = ['services', 'jobs', 'workerPools'];

function service(name: string): [string, { status: number; json: unknown }] {
  const full = `${REGION}/services/${name}`;
  const latest = `${full}/revisions/${name}-00007-abc`;
  const json = {
    name: full,
    generation: '7',
    observedGeneration: '7',
    reconciling: false,
    terminalCondition: { type: 'Ready', state: 'CONDITION_SUCCEEDED' },
    latestReadyRevision: latest,
    latestCreatedRevision: latest,
    traffic: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }],
    template: { containers: [{ image: `us-docker.pkg.dev/desk/mesh/${name}:2.14.1`, env: [] }] },
  };
  return [`/v2/${full}`, { status: 200, json }];
}

export const CALM_CLOUD_RUN: readonly [string, { status: number; json: unknown }][] = [
  service('market-ingest-service'),
  service('congressional-ingest'),
];

/** `documents`: single objects by path, and whatever a case puts in place of a list. */
export function cloudRunAnswer(
  documents: ReadonlyMap<string, { status: number; json: unknown }>,
  { pathname }: URL,
): Answer {
  const own = documents.get(pathname);
  if (own !== undefined) return jsonAnswer(own.status, own.json);
  if (pathname.endsWith('/locations'))
    return jsonAnswer(200, { locations: [{ name: REGION, locationId: 'us-east4' }] });
  const [, parent = '', collection = ''] = /^\/v\d+\/(.*)\/(\w+)$/.exec(pathname) ?? [];
  if (!COLLECTIONS.includes(collection))
    return jsonAnswer(404, { error: { code: 404, status: 'NOT_FOUND', message: 'not found' } });
  const within = new RegExp(
    `^/v2/${parent.replace('/locations/-', '/locations/[^/]+')}/${collection}/[^/]+$`,
  );
  const items = [...documents].filter(([path]) => within.test(path)).map(([, { json }]) => json);
  return jsonAnswer(200, items.length === 0 ? {} : { [collection]: items });
}
