/** The Cloud Run Admin API, asked for the executor's service as often as the safety poll lists. */

import type { Fact } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { CLOUD_RUN } from '../outages.ts';
import type { Stage } from '../stage.ts';
import type { Feed } from './look.ts';
import { type Surroundings, sight } from './sweep.ts';

const EVERY_MS = 3_000;
const TIMEOUT_MS = 4_000;

/** Nothing if the plan declares no executor there. */
export function cloudRun(around: Surroundings, { cloudRun: versions }: Stage): Feed[] {
  if (versions === null) return [];
  const { life, random } = around;
  const feed: Feed = { looks: [], arrivals: [] };
  let lastSeenAt: number | null = null;
  for (let at = life.from; at < life.to; at += EVERY_MS) {
    const outage = around.outage(CLOUD_RUN, at);
    const fails = outage === 'refused' || outage === 'timeout' || outage === 'silent';
    const arrivedAt = at + (outage === 'timeout' ? TIMEOUT_MS : random.int(20, 400));
    feed.looks.push({
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
    const fact: Fact = {
      subject: 'CloudRun/crane',
      kind: 'cloud-run',
      value,
      observedAt: at,
      source: 'cloud-run',
    };
    const blind = {
      state: 'blind',
      cause: say('cause-no-route', { to: 'host' }),
      blindSince: arrivedAt,
    } as const;
    const told = sight(CLOUD_RUN, arrivedAt, { lastSeenAt: seen, ...(fails ? blind : {}) });
    feed.arrivals.push({ at: arrivedAt, source: CLOUD_RUN, says: () => (fails ? [told] : [fact, told]) });
  }
  return [feed];
}
