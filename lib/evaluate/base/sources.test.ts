/** What is said of each source: whether it works, how old it is, and how much of the cluster it sees. */

import { expect, test } from 'vitest';
import { NOW, SEEN, sourceStatus } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact, SourceAvailability } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { say } from '../../messages/say.ts';
import { evaluateSources, unavailableSources } from './sources.ts';

const PLAN = {
  ...SAMPLE_PLAN,
  otherWorkloads: [...SAMPLE_PLAN.otherWorkloads, { kind: 'Rollout.argoproj.io', name: 'web' }],
};
const worldOf = (facts: readonly Fact[]) => ({
  plan: PLAN,
  ledger: applyAll(EMPTY_LEDGER, facts),
  market: marketAt(NOW),
  now: NOW,
});
const ago = (seconds: number) => NOW - seconds * 1_000;
const said = (id: string, seconds: number): Fact => ({ ...sourceStatus(id), observedAt: ago(seconds) });
const last = (id: string, seconds: number | null): Fact =>
  sourceStatus(id, { lastSeenAt: seconds === null ? null : ago(seconds) });
const of = (value: Partial<SourceAvailability>, id = 'poll/Pod') => sourceStatus(id, value);
const cause = say('cause-refused');

test.each<[string, Fact, string, object]>([
  ['one that begins', of({ state: 'starting' }), 'starting', {}],
  ['one that fails', of({ state: 'blind', cause, blindSince: SEEN }), 'blind', { blindSinceAt: SEEN }],
  ['one that has said nothing for 15 s', said('poll/Pod', 15), 'seen', {}],
  ['for longer', said('poll/Pod', 15.001), 'silent', { saidAt: ago(15.001) }],
  ['Cloud Run, which speaks less often', said('cloud-run/search', 60), 'seen', {}],
  ['Cloud Run, for longer', said('cloud-run/search', 60.001), 'silent', {}],
  ['a kind that is not served', of({ state: 'absent', cause }), 'absent', { cause }],
  [
    'a kind of the plan that is not served',
    of({ state: 'absent', cause }, 'poll/Rollout.argoproj.io'),
    'missing',
    {},
  ],
  ['a namespace that is there', of({ scope: ['pier'] }, 'namespace/pier'), 'seen', {}],
  ['a namespace that is not', of({ count: 0, scope: ['pier'] }, 'namespace/pier'), 'missing', {}],
  [
    'a namespace that may not be asked',
    of({ state: 'unasked', cause }, 'namespace/pier'),
    'unasked',
    { cause },
  ],
  ['a namespace of 90 s ago', last('namespace/pier', 90), 'seen', {}],
  ['an older one of namespaces', last('namespace/pier', 90.001), 'late', {}],
  ['a switch that is not there', of({ count: 0 }, 'poll/ConfigMap/pier/brake'), 'missing', {}],
  ['another ConfigMap that is not there', of({ count: 0 }, 'watch/ConfigMap/pier/beat'), 'seen', {}],
  ['a poll that was never read', last('poll/Pod', null), 'unread', {}],
  ['a poll of 10 s ago', last('poll/Pod', 10), 'seen', {}],
  ['an older one', last('poll/Pod', 10.001), 'late', { lastSeenAt: ago(10.001) }],
  ['discovery of 90 s ago', last('discovery/kinds', 90), 'seen', {}],
  ['an older one of kinds', last('discovery/kinds', 90.001), 'late', {}],
  ['a watch of 30 s ago', last('watch/Pod', 30), 'seen', {}],
  ['an older watch', last('watch/Pod', 30.001), 'late', {}],
  ['whatever else has no age', last('market/feed', 9_000), 'seen', {}],
  ['a part of the cluster', of({ scope: ['pier'] }), 'narrow', { scope: ['pier'] }],
  ['one ConfigMap, which is whole', of({ scope: ['pier'] }, 'poll/ConfigMap/pier/brake'), 'seen', {}],
  ['a part of what it should', of({ cause }), 'partial', { cause }],
])('%s', (_what, fact, code, params) => {
  const [found] = evaluateSources(worldOf([fact]));
  expect(found).toMatchObject({ code, params });
});

test('those that the safety proofs depend on come first, each by its name', () => {
  const ids = ['watch/Pod', 'poll/Pod', 'discovery/kinds', 'cloud-run/search', 'poll/ConfigMap/pier/brake'];
  const found = evaluateSources(worldOf(ids.map((id) => sourceStatus(id))));
  expect(found.map(({ subject, safety }) => [subject, safety])).toEqual([
    ['search', true],
    ['pier/brake', true],
    ['Pod', true],
    ['kinds', false],
    ['Pod', false],
  ]);
});

test('only those that do not work now are unavailable, and open a runbook', () => {
  const world = worldOf([of({ state: 'blind', cause, blindSince: SEEN }), sourceStatus('watch/Pod')]);
  expect(unavailableSources(world).map(({ id }) => id)).toEqual(['poll/Pod']);
  const runbooks = evaluateSources(world).map(({ runbook }) => runbook === null);
  expect(runbooks).toEqual([SAMPLE_PLAN.fallbackRunbooks?.consoleBlind === undefined, true]);
});
