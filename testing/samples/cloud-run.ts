/** Cloud Run as its source would say it: what it lists, and where it was searched. */

import type { CloudRunValue, CloudSearch, Fact } from '#lib/facts/fact.ts';
import type { Message } from '#lib/status/message.ts';
import { container, SEEN } from './facts.ts';

/** A service that is scaled by hand to none, or different where the case is about that. */
export function cloudRun(name: string, value: Partial<CloudRunValue> = {}, observedAt = SEEN): Fact {
  const full: CloudRunValue = {
    kind: 'service',
    project: 'dock',
    region: 'us-east1',
    name,
    labels: {},
    scaling: 'manual',
    manualInstances: 0,
    minInstances: null,
    lastRun: null,
    containers: [container()],
    gap: null,
    ...value,
  };
  const { project, region, kind } = full;
  const subject = `CloudRun/${project}/${region}/${kind}/${name}`;
  return { subject, kind: 'cloud-run', observedAt, source: 'test', value: full };
}

type Project = CloudSearch['projects'][number];

export function cloudSearch(value: Partial<CloudSearch>): Fact {
  const full: CloudSearch = { state: 'searching', cause: null, projects: [], ...value };
  return { subject: 'cloud-run', kind: 'cloud-search', observedAt: SEEN, source: 'test', value: full };
}

/** One region of the project `dock`, searched at that time; or why not. */
export function searchedRegion(at: number | null = SEEN, cause: Message | null = null): Fact {
  const project: Project = {
    id: 'dock',
    cause: null,
    regions: [{ name: 'us-east1', searchedAt: at, cause }],
  };
  return cloudSearch({ projects: [project] });
}
