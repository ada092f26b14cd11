/** Saboteurs that believe switches, sources and answers too much or too little. */

import type { World } from '#lib/evaluate/base/input.ts';
import type { AnswerValue, FactKind, SourceAvailability } from '#lib/facts/fact.ts';
import type { Evaluate } from '../../console.ts';
import { blindTo, mistaking, named, seeing, withFacts } from '../saboteur.ts';

/** Every source status is as if it had just been said, with something else in it. */
const status = (change: (value: SourceAvailability, world: World) => Partial<SourceAvailability>): Evaluate =>
  seeing((world) =>
    withFacts(world, 'source-status', (fact) =>
      fact.value === null
        ? fact
        : { ...fact, observedAt: world.now, value: { ...fact.value, ...change(fact.value, world) } },
    ),
  );

const fresh = (...kinds: readonly FactKind[]): Evaluate =>
  seeing((world) =>
    kinds.reduce(
      (seen, kind) => withFacts(seen, kind, (fact) => ({ ...fact, observedAt: world.now })),
      world,
    ),
  );

const limit = (proofLimitSeconds: number): Evaluate =>
  seeing((world) => ({
    ...world,
    plan: { ...world.plan, safety: { ...world.plan.safety, proofLimitSeconds } },
  }));

const switches = (change: (text: string) => string): Evaluate =>
  mistaking('config', (value) => ({
    ...value,
    data: Object.fromEntries(Object.entries(value.data).map(([key, text]) => [key, change(text)])),
  }));

const SOURCES = [
  named(
    'age of a source ignored',
    'A source that was seen once is seen now.',
    status((_, { now }) => ({ lastSeenAt: now })),
  ),
  named(
    'blindness not heard',
    'A source that says it is blind is seen.',
    status(() => ({ state: 'seen', cause: null })),
  ),
  named(
    'age and blindness ignored',
    'Every source has just been read in full.',
    status((_, { now }) => ({
      state: 'seen',
      cause: null,
      scope: 'cluster',
      lastSeenAt: now,
      syncedAt: now,
      blindSince: null,
    })),
  ),
  named(
    'a part for the whole',
    'A read of some namespaces is one of the cluster.',
    status(() => ({ scope: 'cluster' })),
  ),
  named(
    'causes not told',
    'A source is incomplete for no reason.',
    status(() => ({ cause: null })),
  ),
  named(
    'sources not listed',
    'It knows of no source at all.',
    blindTo('source-status', () => true),
  ),
  named(
    'unreadable objects passed over',
    'A list with an object that could not be read is complete.',
    status(({ cause }, { now }) =>
      /"cause-object/.test(JSON.stringify(cause))
        ? { state: 'seen', cause: null, lastSeenAt: now, blindSince: null }
        : {},
    ),
  ),
  named(
    'served kinds not asked',
    'It does not ask which kinds the cluster has.',
    blindTo('served-kinds', () => true),
  ),
  named(
    'groups that are not listed are empty',
    'A group that was refused holds nothing.',
    mistaking('served-kinds', (v) => ({ ...v, unread: [] })),
  ),
  named(
    'disagreement not heard',
    'A watch and a poll are taken to agree.',
    blindTo('disagreement', () => true),
  ),
  named('proofs age for a minute', 'A proof counts six times as long as it may.', limit(60)),
  named('proofs of the last second', 'A proof that is two seconds old is none.', limit(1)),
  named(
    'a moment behind',
    'Its clock is twelve seconds late.',
    seeing((world) => ({ ...world, now: world.now - 12_000 })),
  ),
  named(
    'a moment ahead',
    'Its clock is twelve seconds early.',
    seeing((world) => ({ ...world, now: world.now + 12_000 })),
  ),
];

const SWITCHES = [
  named(
    'the first switch is believed',
    'It does not look at the second switch.',
    blindTo('config', (v, { plan }) => v.name !== plan.safety.haltSwitches[0]?.configMap),
  ),
  named(
    'the last switch is believed',
    'It does not look at the first switch.',
    blindTo('config', (v, { plan }) => v.name === plan.safety.haltSwitches[0]?.configMap),
  ),
  named(
    'kill switch by truthiness',
    'Any text in a switch is halted.',
    switches((text) => (text === '' ? text : '1')),
  ),
  named(
    'case of a switch ignored',
    'It reads a switch in small letters.',
    switches((text) => text.toLowerCase()),
  ),
  named(
    'switches never change',
    'It does not ask since when a switch is as it is.',
    mistaking('config', (v) => ({ ...v, changedAt: null, createdAt: null })),
  ),
];

const instances = (answer: AnswerValue, seen: Map<string, string>): boolean => {
  const key = `${answer.agent}/${answer.probe}`;
  const first = seen.get(key) ?? answer.instance;
  seen.set(key, first);
  return first !== answer.instance;
};

const ANSWERS = [
  named('answers age for ever', 'An answer counts until the next one.', fresh('probe', 'answer')),
  named(
    'answers not asked for',
    'It does not ask any agent.',
    seeing((world) =>
      withFacts(
        withFacts(world, 'probe', () => null),
        'answer',
        () => null,
      ),
    ),
  ),
  named(
    'attempts without answers',
    'A probe that fails leaves the last answer.',
    blindTo('probe', ({ outcome }) => outcome !== 'answered'),
  ),
  named(
    'any answer is health',
    'An agent that answers is well.',
    mistaking('answer', (a) => {
      if (a.contract === 'process-health') return { ...a, healthy: true };
      return a.contract === 'ops-status' ? { ...a, state: 'OK', reasonCodes: [], gatingReasons: [] } : a;
    }),
  ),
  named(
    'stale answers fresh by their own word',
    'It believes the age that a producer reports.',
    mistaking('answer', (a, { now }) => {
      if (a.contract === 'marketdata-heartbeat' && a.ok) return { ...a, lastTickAt: now };
      return a.contract === 'ops-status' || a.contract === 'firestore-heartbeat'
        ? { ...a, heartbeatAt: now }
        : a;
    }),
  ),
  named(
    'heartbeats never stale',
    'It does not ask how old a heartbeat is.',
    mistaking('answer', (a, { now }) =>
      a.contract === 'marketdata-heartbeat' ? { ...a, ok: true, lastTickAt: now, reportedAgeSeconds: 0 } : a,
    ),
  ),
  named(
    'an agent’s word is not heard',
    'It does not read the state that an agent tells.',
    mistaking('answer', (a) =>
      a.contract === 'ops-status' ? { ...a, state: null, reasonCodes: [], gatingReasons: [] } : a,
    ),
  ),
  named(
    'modes in answers not read',
    'It does not read the mode that a process reports.',
    mistaking('answer', (a) => (a.contract === 'ops-status' ? { ...a, mode: null } : a)),
  ),
  named(
    'switches in answers not read',
    'It does not ask what a process makes of the switch.',
    mistaking('answer', (a) => (a.contract === 'ops-status' ? { ...a, killSwitch: null } : a)),
  ),
  named(
    'clock skew trusted',
    'It takes a producer’s clock for its own.',
    mistaking('answer', (a, { now }) => {
      if (a.contract === 'marketdata-heartbeat' && a.lastTickAt !== null && a.lastTickAt > now)
        return { ...a, lastTickAt: now };
      return a.contract === 'ops-status' && a.heartbeatAt !== null && a.heartbeatAt > now
        ? { ...a, heartbeatAt: now }
        : a;
    }),
  ),
  named(
    'the first instance speaks for all',
    'It reads one instance of an agent.',
    seeing((world) => {
      const seen = new Map<string, string>();
      return withFacts(world, 'answer', (fact) =>
        fact.value !== null && instances(fact.value, seen) ? null : fact,
      );
    }),
  ),
];

export const OF_SOURCES = [...SOURCES, ...SWITCHES, ...ANSWERS];
