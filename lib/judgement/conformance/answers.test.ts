/** The rules that are told from what agents answer. */
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../ledger/fact.ts';
import { cell, planWith } from '../sample/contracts.ts';
import { attempt, calmFacts, NOW, pod, SEEN, status, tick, workload } from '../sample/facts.ts';

const OLD = { lastTickAt: SEEN - 600_000, reportedAgeSeconds: 600 };
const beat = (answer: object = {}): Fact[] => [...calmFacts(), ...tick({ form: 'contract', ...answer })];
const probe = (outcome: Parameters<typeof attempt>[3], code: number | null = null): Fact[] => [
  ...calmFacts().filter((f) => f.kind !== 'answer' && f.kind !== 'probe'),
  attempt('feed', 'beat', 'pier/feed-1', outcome, code),
];
/** A Saturday: no market data is wanted, and none comes. */
const CLOSED = Date.parse('2026-11-21T15:15:00Z');
const moved = (facts: Fact[]): Fact[] => {
  const by = CLOSED - NOW;
  return facts.map((f) => {
    const at = { ...f, observedAt: f.observedAt + by };
    if (at.kind === 'sight' && at.value !== null)
      return { ...at, value: { ...at.value, lastSeenAt: SEEN + by } };
    return at;
  });
};

describe('503 when stale', () => {
  const rule = 'stale-answers-503';
  test.each<[string, Fact[], string, RegExp]>([
    ['200, ok on an old tick: broken', beat(OLD), 'broken', /200, ok=true though/],
    ['503 while stale: seen to hold', beat({ ...OLD, ok: false, status: 503 }), 'holds', /seen: 503/],
    [
      '503 before the first tick: seen to hold',
      beat({ lastTickAt: null, reportedAgeSeconds: null, ok: false, status: 503 }),
      'holds',
      /503/,
    ],
    [
      '200, ok before the first tick: broken',
      beat({ lastTickAt: null, reportedAgeSeconds: null }),
      'broken',
      /missing/,
    ],
    ['200 that calls itself stale: broken', beat({ ok: false }), 'broken', /without 503/],
    ['an age of its own over the limit: broken', beat({ reportedAgeSeconds: 90 }), 'broken', /over 60 s/],
    [
      'over the producer’s own smaller limit: broken',
      beat({ lastTickAt: SEEN - 20_000, maxAgeSeconds: 10 }),
      'broken',
      /over 10 s/,
    ],
    ['fresh: cannot be seen from here', beat(), 'cannot-see', /cannot be seen from here/],
    ['503 though fresh: nothing is shown by it', beat({ status: 503 }), 'cannot-see', /fresh/],
    ['no answer: cannot be seen', probe('timeout'), 'cannot-see', /timeout/],
  ])('%s', (_name, facts, state, says) => {
    expect(cell(rule, 'feed', facts)).toMatchObject({ state, why: expect.stringMatching(says) });
  });

  test('an answer that no longer counts shows nothing', () => {
    expect(cell(rule, 'feed', beat(OLD), undefined, NOW + 60_000).state).toBe('cannot-see');
  });

  test('what has no such heartbeat is not asked', () => {
    expect(cell(rule, 'pilot', calmFacts()).state).toBe('not-applicable');
  });
});

describe('the form of an answer', () => {
  const rule = 'answers-by-contract';
  test.each<[string, Fact[], string, RegExp]>([
    ['by contract: holds', beat(), 'holds', /form of the contract/],
    ['in the older form: broken', beat({ form: 'older' }), 'broken', /older form/],
    ['200 without evidence: broken', probe('no-evidence', 200), 'broken', /no-evidence/],
    ['somebody else’s name: broken', probe('wrong-identity', 200), 'broken', /wrong-identity/],
    ['no answer while the way is in sight: broken', probe('timeout'), 'broken', /timeout/],
    ['not allowed: cannot be seen', probe('forbidden', 401), 'cannot-see', /forbidden/],
    ['the API server fails: cannot be seen', probe('proxy-error', 503), 'cannot-see', /proxy-error/],
    [
      'never asked: cannot be seen',
      calmFacts().filter((f) => f.kind !== 'answer' && f.kind !== 'probe'),
      'cannot-see',
      /not asked/,
    ],
  ])('%s', (_name, facts, state, says) => {
    expect(cell(rule, 'feed', facts)).toMatchObject({ state, why: expect.stringMatching(says) });
  });

  test.each([
    ['OK', 'richer form'],
    [null, 'stable minimum'],
  ])('a status with state %s is the %s', (state, form) => {
    const facts = [...calmFacts(), ...status({ state, dataAgeSeconds: 1 })];
    expect(cell(rule, 'pilot', facts)).toMatchObject({ state: 'holds', why: expect.stringContaining(form) });
  });
});

describe('fresh data', () => {
  const rule = 'heartbeat-fresh';
  test('fresh holds, stale is broken, and without an answer it is not told', () => {
    expect(cell(rule, 'feed', beat()).state).toBe('holds');
    expect(cell(rule, 'feed', beat({ ...OLD, ok: false, status: 503 })).state).toBe('broken');
    expect(cell(rule, 'feed', probe('timeout')).state).toBe('cannot-see');
  });

  test('old data while the market is closed breaks nothing and proves nothing', () => {
    const facts = moved(beat({ ...OLD, ok: false, status: 503 }));
    expect(cell(rule, 'feed', facts, undefined, CLOSED)).toMatchObject({
      state: 'cannot-see',
      why: expect.stringMatching(/closed/),
    });
  });
});

describe('refusing on stale data', () => {
  const rule = 'refuses-when-stale';
  const stale = { reasonCodes: ['MARKETDATA_STALE'], marketdataFresh: false };
  test.each<[string, object, string]>([
    ['halted for it: seen to hold', { state: 'HALTED', ...stale }, 'holds'],
    ['says OK on it: broken', { state: 'OK', ...stale }, 'broken'],
    ['fresh: cannot be seen from here', {}, 'cannot-see'],
    [
      'halted for something else: cannot be seen',
      { state: 'HALTED', reasonCodes: ['PROCESS_DOWN'] },
      'cannot-see',
    ],
  ])('%s', (_name, answer, state) => {
    expect(cell(rule, 'pilot', [...calmFacts(), ...status(answer)]).state).toBe(state);
  });

  test('a feed is not asked to refuse', () => {
    expect(cell(rule, 'feed', calmFacts()).state).toBe('not-applicable');
  });
});

describe('what a process says of its mode', () => {
  test('live by its own word is broken whatever the spec says', () => {
    const facts = [...calmFacts(), ...status({ mode: 'LIVE' })];
    expect(cell('mode-not-live', 'pilot', facts)).toMatchObject({
      state: 'broken',
      why: expect.stringMatching(/reports mode LIVE/),
    });
  });
});

describe('the executor', () => {
  const rule = 'executor-off';
  test.each<[string, Fact[], string]>([
    ['at zero and in sight: holds', calmFacts(), 'holds'],
    ['wanted: broken', [...calmFacts(), workload('crane', { desired: 1, actual: 0, ready: 0 })], 'broken'],
    [
      'a pod of it anywhere: broken',
      [...calmFacts(), pod('crane-1', 'crane', { namespace: 'far' })],
      'broken',
    ],
    ['pods out of sight: cannot be seen', calmFacts().filter((f) => f.subject !== 'sweep/Pod'), 'cannot-see'],
    ['nothing heard: cannot be seen', [], 'cannot-see'],
  ])('%s', (_name, facts, state) => {
    expect(cell(rule, 'crane', facts).state).toBe(state);
  });

  test('nobody else is asked to be off', () => {
    expect(cell(rule, 'feed', calmFacts(), planWith('feed', {})).state).toBe('not-applicable');
  });
});
