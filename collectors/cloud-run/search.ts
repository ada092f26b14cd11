/** Searches one region: every list of it, to its end. */

import type { CloudRunKind, CloudRunValue } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import { distinct, same } from '#lib/status/same.ts';
import { TransportError } from '../http/transport-error.ts';
import type { MapContext } from '../kubernetes/mappers/map-context.ts';
import { type PageResult, readPage } from './answer.ts';
import { COLLECTIONS, LISTED_KINDS, type ListedKind } from './kinds.ts';
import { readObject } from './objects.ts';

/** GET of a path below the API's address. @throws TransportError */
export type Ask = (path: string) => Promise<{ status: number; body: Buffer }>;

const PAGE_SIZE = 100;
/** A project has at most 1,000 of a kind in a region. */
const MAX_PAGES = 50;
const MAX_ITEMS = 5_000;

export interface Place {
  project: string;
  region: string;
  map: MapContext;
}

export interface KindResult {
  kind: CloudRunKind;
  values: CloudRunValue[];
  /** Why these may not be all; null if the list was read to its end. */
  problem: Message | null;
}

/** A kind that cannot be listed leaves the others: what they show counts. A region that does not answer is left alone. */
export async function searchRegion(ask: Ask, place: Place): Promise<KindResult[]> {
  const results: KindResult[] = [];
  for (const listed of LISTED_KINDS) {
    const { ends, ...result } = await listKind(ask, place, listed);
    results.push(result);
    if (ends) break;
  }
  return results;
}

/** Why a region was not searched in full, each cause once with its lists; null if it was. */
export function problemOf(results: readonly KindResult[]): Message | null {
  const failing = results.flatMap(({ kind, problem }) => (problem === null ? [] : [{ kind, problem }]));
  const causes = distinct(failing.map(({ problem }) => problem)).map((cause) => {
    const lists = failing.filter(({ problem }) => same(problem, cause)).map(({ kind }) => COLLECTIONS[kind]);
    return lists.length === LISTED_KINDS.length
      ? cause
      : say('cause-in', { namespace: lists.join(', '), cause });
  });
  const [first, ...more] = causes;
  if (first === undefined) return null;
  return more.length === 0 ? first : say('cause-several', { causes });
}

async function listKind(ask: Ask, place: Place, listed: ListedKind): Promise<KindResult & { ends: boolean }> {
  const { kind, collection } = listed;
  const path = `/v2/projects/${place.project}/locations/${place.region}/${collection}`;
  const { items, problem, missing, ends } = await listAll(ask, path, collection);
  const absent = missing && listed.mayBeMissing;
  const read = items.map((item) => readObject(kind, item, { ...place, collection }));
  const values = read.filter((value) => 'name' in value);
  const unread = read.filter((value) => 'code' in value);
  const [first] = unread;
  const malformed = first === undefined ? null : say('cause-malformed', { count: unread.length, first });
  return { kind, values, problem: absent ? null : (problem ?? malformed), ends };
}

interface Listed {
  items: unknown[];
  problem: Message | null;
  missing: boolean;
  ends: boolean;
}

/** An empty page may lead to another one; only the last has no token. */
export async function listAll(ask: Ask, path: string, field: string): Promise<Listed> {
  const items: unknown[] = [];
  const seen = new Set<string>();
  let token: string | null = null;
  const partial = (problem: Message, ends = false, missing = false): Listed => ({
    items,
    problem,
    missing,
    ends,
  });
  do {
    const page = await pageAt(ask, path, field, token);
    if ('problem' in page) return partial(page.problem, page.ends, page.missing && items.length === 0);
    items.push(...page.items);
    if (page.unreachable.length > 0) return partial(say('cause-region-unreachable'));
    token = page.next;
    if (token !== null && (seen.has(token) || seen.size >= MAX_PAGES || items.length > MAX_ITEMS))
      return partial(say('cause-list-endless'));
    if (token !== null) seen.add(token);
  } while (token !== null);
  return { items, problem: null, missing: false, ends: false };
}

async function pageAt(ask: Ask, path: string, field: string, token: string | null): Promise<PageResult> {
  const query = new URLSearchParams({ pageSize: String(PAGE_SIZE) });
  if (token !== null) query.set('pageToken', token);
  try {
    const { status, body } = await ask(`${path}?${query}`);
    return readPage(status, body, field);
  } catch (error) {
    if (error instanceof TransportError) return { problem: error.why, missing: false, ends: true };
    throw error;
  }
}
