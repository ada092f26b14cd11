/** Discovery: which kinds the cluster serves, asked now and then, and soon again after a failure. */

import type { Fact } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { ADD_ON, DISCOVERY } from '../outages.ts';
import type { Feed } from './observation.ts';
import { type Surroundings, sourceStatus } from './poll.ts';

const EVERY_MS = 10_000;
const RETRY_MS = 3_000;
const REFUSED_MS = 3;

export function discovery({ life, random, outage: outageOf }: Surroundings): Feed {
  const feed: Feed = { observations: [], arrivals: [] };
  let lastSeenAt: number | null = null;
  for (let at = life.from; at < life.to; ) {
    const outage = outageOf(DISCOVERY, at);
    const arrivedAt = at + (outage === null ? random.int(20, 400) : REFUSED_MS);
    const whole = outage === null;
    feed.observations.push({ source: DISCOVERY, startedAt: at, arrivedAt, whole, clear: whole, wide: true });
    if (whole) lastSeenAt = at;
    const blind = { state: 'blind', cause: say('cause-refused'), blindSince: arrivedAt } as const;
    const told = sourceStatus(DISCOVERY, arrivedAt, { lastSeenAt, ...(whole ? {} : blind) });
    const facts = whole ? [served(at), told] : [told];
    if (outage !== 'silent') feed.arrivals.push({ at: arrivedAt, source: DISCOVERY, says: () => facts });
    at = arrivedAt + (whole ? EVERY_MS : RETRY_MS);
  }
  return feed;
}

function served(observedAt: number): Fact {
  const value = { served: [ADD_ON], others: [], unread: [] };
  return { subject: 'served-kinds', kind: 'served-kinds', value, observedAt, source: 'discovery' };
}
