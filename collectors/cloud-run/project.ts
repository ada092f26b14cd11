/** Searches one project: its regions as the plan or the API names them, a few at a time. */

import { z } from 'zod';
import type { CloudSearch } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import type { Clock } from '#platform/clock.ts';
import { type Ask, type KindResult, listAll, type Place, problemOf, searchRegion } from './search.ts';
import type { ProjectTarget } from './targets.ts';

export type ProjectSearch = CloudSearch['projects'][number];

const AT_ONCE = 6;
const REGION = /^[a-z][a-z0-9-]{1,59}$/;
const locationSchema = z.object({ locationId: z.string().regex(REGION) });

export interface ProjectContext {
  clock: Clock;
  map: Place['map'];
  /** Takes what a region shows as soon as it is searched. */
  heard(place: Place, results: readonly KindResult[], startedAt: number): void;
}

export function unsearched({ id, regions }: ProjectTarget): ProjectSearch {
  return { id, cause: null, regions: regions.map((name) => ({ name, searchedAt: null, cause: null })) };
}

/** `before`: the result of the last search, whose regions are searched again if the API names none now. */
export async function searchProject(
  ask: Ask,
  target: ProjectTarget,
  before: ProjectSearch,
  context: ProjectContext,
): Promise<ProjectSearch> {
  const { regions: named, cause } = await regionsOf(ask, target);
  const names = [...new Set([...named, ...(cause === null ? [] : before.regions.map(({ name }) => name))])];
  const found = new Map(before.regions.map((region) => [region.name, region]));
  const waiting = names.values();
  const worker = async (): Promise<void> => {
    for (const name of waiting) {
      const startedAt = context.clock.now();
      const place = { project: target.id, region: name, map: context.map };
      const results = await searchRegion(ask, place);
      context.heard(place, results, startedAt);
      const problem = problemOf(results);
      const before = found.get(name)?.searchedAt ?? null;
      // A time of the future is of a clock that was ahead: it would pass for fresh once that time comes.
      const kept = before !== null && before <= startedAt ? before : null;
      const searchedAt = problem === null ? startedAt : kept;
      found.set(name, { name, searchedAt, cause: problem });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { id: target.id, cause, regions: names.flatMap((name) => found.get(name) ?? []) };
}

/** A project of which the API names no region is not searched. */
async function regionsOf(
  ask: Ask,
  { id, regions, discover }: ProjectTarget,
): Promise<{ regions: string[]; cause: Message | null }> {
  if (!discover) return { regions: [...regions], cause: null };
  const { items, problem } = await listAll(ask, `/v1/projects/${id}/locations`, 'locations');
  const told = items.map((item) => locationSchema.safeParse(item).data?.locationId);
  const all = [...new Set([...regions, ...told.flatMap((name) => name ?? [])])].sort();
  const unread = told.includes(undefined) || told.length === 0 ? say('cause-no-list') : null;
  const why = problem ?? unread;
  return {
    regions: all,
    cause: why === null ? null : say('cause-in', { namespace: 'locations', cause: why }),
  };
}
