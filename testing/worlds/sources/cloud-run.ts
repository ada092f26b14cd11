/** The search of Cloud Run, in one region, which holds one object at most. */

import { CLOUD_RUN_KINDS, type CloudRunValue, type Fact } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import { CLOUD_RUN } from '../outages.ts';
import type { Stage } from '../stage.ts';
import type { Feed } from './observation.ts';
import { type Surroundings, sourceStatus } from './poll.ts';

const EVERY_MS = 3_000;
const TIMEOUT_MS = 4_000;

/** Nothing if the plan declares no executor there. */
export function cloudRun(around: Surroundings, { cloudRun: versions }: Stage): Feed[] {
  if (versions === null) return [];
  const { life, random } = around;
  const feed: Feed = { observations: [], arrivals: [] };
  let lastSeenAt: number | null = null;
  for (let at = life.from; at < life.to; at += EVERY_MS) {
    const outage = around.outage(CLOUD_RUN, at);
    const fails = outage === 'refused' || outage === 'timeout' || outage === 'silent';
    const arrivedAt = at + (outage === 'timeout' ? TIMEOUT_MS : random.int(20, 400));
    feed.observations.push({
      source: CLOUD_RUN,
      startedAt: at,
      arrivedAt,
      whole: !fails,
      clear: !fails,
      wide: true,
    });
    if (outage === 'silent') continue;
    if (!fails) lastSeenAt = at;
    const seen = lastSeenAt;
    const value = versions.toSorted((a, b) => a.at - b.at).findLast((v) => v.at <= at)?.value ?? null;
    const cause = fails ? say('cause-no-route', { to: 'host' }) : null;
    const blind = { state: 'blind', cause, blindSince: arrivedAt } as const;
    const told = sourceStatus(CLOUD_RUN, arrivedAt, { lastSeenAt: seen, ...(fails ? blind : {}) });
    const facts = fails ? [] : listed(value, at);
    const says = () => [...facts, searched(seen, cause, arrivedAt), told];
    feed.arrivals.push({ at: arrivedAt, source: CLOUD_RUN, says });
  }
  return [feed];
}

/** What is there, and that nothing else is. */
function listed(value: CloudRunValue | null, observedAt: number): Fact[] {
  return CLOUD_RUN_KINDS.map((kind) => ({
    subject: `CloudRun/dock/us-east1/${kind}/crane`,
    kind: 'cloud-run',
    value: value?.kind === kind ? value : null,
    observedAt,
    source: 'cloud-run',
  }));
}

function searched(searchedAt: number | null, cause: Message | null, observedAt: number): Fact {
  const projects = [{ id: 'dock', cause: null, regions: [{ name: 'us-east1', searchedAt, cause }] }];
  const value = { state: 'searching' as const, cause: null, projects };
  return { subject: 'cloud-run', kind: 'cloud-search', value, observedAt, source: 'cloud-run' };
}
