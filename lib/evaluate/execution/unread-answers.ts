/** Executors at a URL of their own that answer, and whose answer shows nothing: somebody runs there, and nobody knows who. */

import type { ProbeValue } from '../../facts/fact.ts';
import { freshness } from '../../facts/freshness.ts';
import { entriesOf } from '../../facts/ledger.ts';
import { say } from '../../messages/say.ts';
import { answerLimitMs } from '../../plan/probe-interval.ts';
import type { World } from '../base/input.ts';
import { executorNames } from './executor.ts';
import type { Finding } from './finding.ts';

/** The last attempt at each of them came to something that cannot be read, or that is no evidence. */
export function unreadAnswers(world: World): Finding[] {
  const names = executorNames(world.plan);
  return entriesOf(world.ledger, 'probe').flatMap(({ fact: { value, observedAt } }): Finding[] => {
    const agent = world.plan.agents.find(({ name }) => name === value?.agent && names.includes(name));
    const probe = agent?.probes.find(({ id }) => id === value?.probe);
    if (value === null || agent === undefined || probe?.target.via !== 'url') return [];
    const fresh = freshness(observedAt, world.now, answerLimitMs(agent, probe)) === 'fresh';
    if (!fresh || !answersUnread(value)) return [];
    const subject = { shown: agent.name, path: agent.name };
    return [
      { weight: 'unknown', subject, what: say('process-answers-unread', { instance: value.instance }) },
    ];
  });
}

/** A body that is too large has no status here. Anything but a success may be of what stands before it. */
function answersUnread({ outcome, status }: ProbeValue): boolean {
  if (outcome === 'answered') return false;
  return outcome === 'too-large' || (status !== null && status >= 200 && status < 300);
}
