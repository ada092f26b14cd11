import { COLLECTIONS, PROJECT, REGIONS, type RegionFault } from '../world/cloud-run.ts';
import type { World } from '../world/world.ts';
import type { Tokens } from './auth.ts';
import type { Call } from './call.ts';
import { sendJson } from './http.ts';

/** Where the Admin API of Cloud Run is served. */
export const ADMIN_PREFIX = '/cloud-run-admin';
/** Small, so that a calm day has several pages. */
const MOST_ON_A_PAGE = 1;

const LIST = /^\/v2\/projects\/([^/]+)\/locations\/([^/]+)\/([^/]+)$/;

/** Answers for the Cloud Run Admin API. False when the path belongs to something else. */
export function answerCloudRunAdmin(world: World, tokens: Tokens, call: Call): boolean {
  if (!call.path.startsWith(`${ADMIN_PREFIX}/`)) return false;
  const token = call.request.headers.authorization;
  const known = [tokens.viewer, tokens.operator].some((kept) => token === `Bearer ${kept}`);
  if (!known) refuse(call, 401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.');
  else if (call.method !== 'GET') refuse(call, 403, 'PERMISSION_DENIED', 'nothing is changed here');
  else answer(world, call, call.path.slice(ADMIN_PREFIX.length));
  return true;
}

function answer(world: World, call: Call, path: string): void {
  if (path === `/v1/projects/${PROJECT}/locations`) {
    const locations = REGIONS.map((locationId) => ({ locationId }));
    sendJson(call.response, 200, paged('locations', locations, call.query));
    return;
  }
  const [, project, location, name] = LIST.exec(path) ?? [];
  const region = REGIONS.find((known) => known === location);
  const collection = COLLECTIONS.find((known) => known === name);
  if (project !== PROJECT) refuse(call, 403, 'PERMISSION_DENIED', denied(`projects/${project}`));
  else if (region === undefined || collection === undefined)
    refuse(call, 404, 'NOT_FOUND', 'Requested entity was not found.');
  else {
    const fault = world.cloudRun.faults.get(region);
    if (fault === undefined)
      sendJson(call.response, 200, paged(collection, world.cloudRun.list(region, collection), call.query));
    else FAULTS[fault](call, `projects/${PROJECT}/locations/${region}`);
  }
}

const FAULTS: Readonly<Record<RegionFault, (call: Call, location: string) => void>> = {
  unreachable: (call, location) => sendJson(call.response, 200, { unreachable: [location] }),
  forbidden: (call, location) => refuse(call, 403, 'PERMISSION_DENIED', denied(location)),
  quota: (call) => refuse(call, 429, 'RESOURCE_EXHAUSTED', 'Quota exceeded for quota metric.'),
};

const denied = (resource: string): string =>
  `Permission 'run.services.list' denied on resource '${resource}' (or it may not exist).`;

/** A page, and the token of the next one. An empty list is an empty object, as protobuf writes it. */
function paged(field: string, all: readonly object[], query: URLSearchParams): object {
  const from = Number(query.get('pageToken') ?? 0);
  const to = from + Math.min(MOST_ON_A_PAGE, Number(query.get('pageSize') ?? MOST_ON_A_PAGE));
  if (all.length === 0) return {};
  return { [field]: all.slice(from, to), ...(to < all.length ? { nextPageToken: String(to) } : {}) };
}

function refuse({ response }: Call, code: number, status: string, message: string): void {
  sendJson(response, code, { error: { code, message, status } });
}
