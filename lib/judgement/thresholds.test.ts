import { expect, test } from 'vitest';
import type { Fact } from '../ledger/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../ledger/ledger.ts';
import { marketAt } from '../market/market.ts';
import { calmFacts, config, NOW, status, tick } from './sample/facts.ts';
import { SAMPLE_PLAN } from './sample/plan.ts';
import { configuredLimit, disagreements, thresholdsOf } from './thresholds.ts';
import type { World } from './world.ts';

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
  expect(rows.map((r) => `${r.agent} ${r.what} ${r.seconds}: ${r.where}`)).toEqual([
    'feed market data 60: plan, probe beat',
    'feed market data 30: ConfigMap second, LIMIT',
    'feed market data 60: pier/feed-1, max_age_seconds',
    'pilot heartbeat 60: plan, probe status',
    'pilot market data 30: ConfigMap second, LIMIT',
    'pilot heartbeat 60: pier/pilot-0, ttl_seconds',
    'pilot market data 120: pier/pilot-0, stale_threshold_seconds',
  ]);
  expect(disagreements(rows).map(({ agent, what, smallest }) => [agent, what, smallest])).toEqual([
    ['feed', 'market data', 30],
    ['pilot', 'market data', 30],
  ]);
});

test('limits that agree are no disagreement', () => {
  expect(disagreements(thresholdsOf(world()))).toEqual([]);
});

test.each(['', '  ', 'soon', '0', '-5', 'Infinity', '1e999'])('a value of “%s” limits nothing', (text) => {
  expect(configuredLimit(world(config('second', { STOP: 'true', LIMIT: text })), 'feed')).toBeNull();
});

test('a producer’s limit that makes no sense is not listed', () => {
  const rows = thresholdsOf(world(...tick({ maxAgeSeconds: -1 })));
  expect(rows.filter((r) => r.where.includes('max_age'))).toEqual([]);
});
