import { expect, test } from 'vitest';
import { calmFacts, config, counts, NOW, status, tick } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact } from '../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { text } from '../../messages/text.ts';
import type { World } from './input.ts';
import { configuredLimit, disagreements, thresholdsOf } from './thresholds.ts';

const world = (...facts: Fact[]): World => ({
  plan: SAMPLE_PLAN,
  ledger: applyAll(EMPTY_LEDGER, [...calmFacts(), ...facts]),
  market: marketAt(NOW),
  now: NOW,
});

test('lists the plan’s, the producers’ and the ConfigMaps’ limits', () => {
  const rows = thresholdsOf(
    world(config('second', { STOP: 'true', LIMIT: '30' }), ...status({ staleThresholdSeconds: 120 })),
  );
  expect(rows.map((r) => `${r.agent} ${r.what} ${r.seconds}: ${text(r.where)}`)).toEqual([
    'feed market-data 60: plan, probe beat',
    'feed market-data 30: ConfigMap second, LIMIT',
    'feed market-data 60: pier/feed-1, max_age_seconds',
    'pilot heartbeat 60: plan, probe status',
    'pilot market-data 30: ConfigMap second, LIMIT',
    'pilot heartbeat 60: pier/pilot-0, ttl_seconds',
    'pilot market-data 120: pier/pilot-0, stale_threshold_seconds',
  ]);
  expect(disagreements(rows).map(({ agent, what, smallest }) => [agent, what, smallest])).toEqual([
    ['feed', 'market-data', 30],
    ['pilot', 'market-data', 30],
  ]);
});

test('limits that agree are no disagreement', () => {
  expect(disagreements(thresholdsOf(world()))).toEqual([]);
});

test.each(['', '  ', 'soon', '0', '-5', 'Infinity', '1e999'])('a value of “%s” limits nothing', (text) => {
  expect(configuredLimit(world(config('second', { STOP: 'true', LIMIT: text })), 'feed')).toBeNull();
});

test.each([-1, 0, null])('a producer’s limit of %s makes no sense, and is not listed', (maxAgeSeconds) => {
  const rows = thresholdsOf(world(...tick({ maxAgeSeconds })));
  expect(rows.filter((r) => text(r.where).includes('max_age'))).toEqual([]);
});

test('the smallest of two ConfigMaps’ limits is in force', () => {
  const [limit] = SAMPLE_PLAN.safety.thresholds;
  const other = limit === undefined ? [] : [limit, { ...limit, id: 'other', key: 'OTHER' }];
  const seen = world(config('second', { STOP: 'true', LIMIT: '45', OTHER: ' 30 ' }));
  const plan = { ...SAMPLE_PLAN, safety: { ...SAMPLE_PLAN.safety, thresholds: other } };
  expect(configuredLimit({ ...seen, plan }, 'feed')).toBe(30);
});

test('answers that claim no limit add none', () => {
  expect(thresholdsOf(world(...counts()))).toEqual(thresholdsOf(world()));
});
