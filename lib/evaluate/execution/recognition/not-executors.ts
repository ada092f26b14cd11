/** What the plan lists as no executor, and when such an entry holds no longer. */

import { say } from '../../../messages/say.ts';
import type { NotExecutor, Plan } from '../../../plan/schema.ts';
import type { Message } from '../../../status/message.ts';
import type { ObjectName } from '../objects.ts';
import { repositoryOf } from './phrases.ts';
import { type Candidate, repositoriesOf, type Signs } from './signs.ts';

/** Why an entry does not hold, or null if it does. */
export type Lapse = Message;

/** The entry for an object, for one that owns it, or for its owner's owner. */
export function entryFor(plan: Plan, chain: readonly ObjectName[]): NotExecutor | null {
  const entries = plan.safety.executors.notExecutors ?? [];
  const isListed = ({ workload: w }: NotExecutor): boolean =>
    chain.some((o) => o.kind === w.kind && o.name === w.name && o.namespace === w.namespace);
  return entries.find(isListed) ?? null;
}

interface Seen {
  object: Candidate;
  signs: Signs;
  /** All of its signs. */
  all: readonly string[];
  now: number;
}

/** A new sign, another image, or its end: what was listed is no longer what is there. */
export function lapseOf(entry: NotExecutor, { object, signs, all, now }: Seen): Lapse | null {
  if (signs.beyondDoubt) return say('entry-beyond-doubt');
  const until = endOf(entry.until);
  if (!(now < until)) return say('entry-ended', { until: entry.until });
  const image = repositoriesOf(object.containers).find((found) => !listedImages(entry).includes(found));
  if (image !== undefined) return say('entry-other-image', { image });
  const sign = all.find((found) => !entry.signs.includes(found));
  return sign === undefined ? null : say('entry-new-sign', { sign });
}

const DAY_MS = 86_400_000;

/** A date lasts until its day is over everywhere that reads UTC. Epoch ms; not a number if it is no time. */
export function endOf(until: string): number {
  return Date.parse(until) + (until.includes('T') ? 0 : DAY_MS);
}

function listedImages({ image }: NotExecutor): string[] {
  return (typeof image === 'string' ? [image] : image).map(repositoryOf);
}
