/** What was searched of Cloud Run, and what was not. */

import type { CloudRunKind, CloudRunValue, CloudSearch } from '../../facts/fact.ts';
import { freshness } from '../../facts/freshness.ts';
import { entryOf, valuesOf } from '../../facts/ledger.ts';
import { say } from '../../messages/say.ts';
import type { AgentPlan, Plan } from '../../plan/schema.ts';
import type { Message } from '../../status/message.ts';
import type { ScopeGap } from '../../status/scope.ts';
import type { Availability } from '../base/availability.ts';
import type { World } from '../base/input.ts';
import { oncePer } from '../base/once.ts';

export interface Searched {
  state: CloudSearch['state'];
  /** When all of it was last searched, whatever came after, epoch ms; null: never. */
  lastAt: number | null;
  /** Searched regions, as `project/region`. */
  regions: string[];
  gaps: ScopeGap[];
}

/** True if the plan names anything on Cloud Run: then its search is a part of the proof. */
export function namesCloudRun({ agents, safety }: Plan): boolean {
  return safety.cloudRun.projects.length > 0 || agents.some(({ cloudRun }) => cloudRun !== undefined);
}

/** Null: nothing was published of it yet. Proof, scope and agents ask for it in each evaluation. */
export const searchOf = oncePer((world: World): Searched | null => {
  const search = entryOf(world.ledger, 'cloud-search', 'cloud-run')?.fact.value;
  if (!search) return null;
  const { state, cause } = search;
  const found = search.projects.flatMap((project) => [
    ...(project.cause === null ? [] : [gap(project.id, project.cause)]),
    ...project.regions.map((region) => regionOf(world, project.id, region)),
    ...(project.cause === null && project.regions.length === 0
      ? [gap(project.id, say('cloud-run-unread'))]
      : []),
  ]);
  return {
    state,
    lastAt: lastOf(search),
    regions: found.flatMap((part) => (typeof part === 'string' ? [part] : [])),
    gaps: [
      ...(cause === null ? [] : [gap('Cloud Run', cause)]),
      ...found.flatMap((part) => (typeof part === 'string' ? [] : [part])),
    ],
  };
});

function lastOf({ projects }: CloudSearch): number | null {
  const times = projects.flatMap(({ regions, cause }) => [
    ...(cause === null ? [] : [null]),
    ...regions.map(({ searchedAt }) => searchedAt),
  ]);
  const known = times.flatMap((at) => at ?? []);
  return known.length < times.length || known.length === 0 ? null : Math.min(...known);
}

const gap = (what: string, why: Message): ScopeGap => ({ what, why });

type Region = CloudSearch['projects'][number]['regions'][number];

/** A region that errs is not searched, however lately it was before. */
function regionOf(world: World, project: string, region: Region): string | ScopeGap {
  const name = `${project}/${region.name}`;
  const { cause, searchedAt } = region;
  if (cause !== null) return gap(name, cause);
  if (searchedAt === null) return gap(name, say('cloud-run-unread'));
  if (freshness(searchedAt, world.now, cloudLimitMs(world)) !== 'fresh')
    return gap(name, say('cloud-run-late', { lastSeenAt: searchedAt }));
  return name;
}

/** Available if every region of every project was searched, each within the limit. */
export function cloudAvailability(world: World): Availability {
  const search = searchOf(world);
  if (search === null) return { available: false, at: null, why: say('cloud-run-unread') };
  const { lastAt: at } = search;
  const [first, ...more] = search.gaps;
  if (first !== undefined)
    return { available: false, at, why: say('cloud-run-not-searched', { ...first, more: more.length }) };
  return at === null ? { available: false, at, why: say('cloud-run-unread') } : { available: true, at };
}

export function cloudLimitMs({ plan }: World): number {
  return plan.safety.cloudRun.limitSeconds * 1_000;
}

/** Kinds of Cloud Run as people name them. */
export const CLOUD_RUN_NAMES: Readonly<Record<CloudRunKind, string>> = {
  service: 'Cloud Run service',
  job: 'Cloud Run job',
  'worker-pool': 'Cloud Run worker pool',
  instance: 'Cloud Run instance',
};

const NAMED_AS = { service: 'service', job: 'job', 'worker-pool': 'workerPool', instance: null } as const;

/** What is known on Cloud Run of an agent, in any project and region that is searched. */
export function cloudRunOf(world: World, { cloudRun }: AgentPlan): CloudRunValue[] {
  if (cloudRun === undefined) return [];
  return valuesOf(world.ledger, 'cloud-run').filter((value) => isNamed(cloudRun, value));
}

function isNamed(
  cloudRun: NonNullable<AgentPlan['cloudRun']>,
  { kind, name }: { kind: CloudRunKind; name: string },
): boolean {
  const key = NAMED_AS[kind];
  return key !== null && cloudRun[key] === name;
}

/** The agent that the plan places on Cloud Run by this name. */
export function agentOnCloudRun({ agents }: Plan, { name }: { name: string }): AgentPlan | undefined {
  return agents.find(({ cloudRun: c }) => c !== undefined && [c.service, c.job, c.workerPool].includes(name));
}
