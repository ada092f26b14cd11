/** Rules evaluated from agents' answers. */

import { describe, expect, test } from 'vitest';
import type { Fact } from '#lib/facts/fact.ts';
import type { ProbePlan } from '#lib/plan/schema.ts';
import { cell, planWith } from '#testing/samples/contracts.ts';
import {
  answered,
  attempt,
  blind,
  calmFacts,
  NOW,
  pod,
  SEEN,
  status,
  tick,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { unreached, unreachedPlan } from '#testing/samples/unreached.ts';

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
    if (at.kind === 'source-status' && at.value !== null)
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
    [
      '503 on an old tick, though it says ok: seen to hold',
      beat({ ...OLD, status: 503 }),
      'holds',
      /503, ok=true while/,
    ],
    [
      '503 where it calls itself stale: seen to hold',
      beat({ ok: false, status: 503 }),
      'holds',
      /503, ok=false while/,
    ],
    [
      '503 where it is forced stale: seen to hold',
      beat({ forcedStale: true, status: 503 }),
      'holds',
      /while stale/,
    ],
    [
      'forced stale without 503: broken',
      beat({ forcedStale: true }),
      'broken',
      /calls itself stale without 503/,
    ],
    [
      'a tick that is just as old as the limit is fresh still',
      beat({ lastTickAt: SEEN - 60_000, reportedAgeSeconds: 60 }),
      'cannot-see',
      /fresh/,
    ],
    ['and over it by a moment no more', beat({ lastTickAt: SEEN - 60_001 }), 'broken', /over 60 s/],
    [
      'the answer of another contract shows nothing',
      [
        ...probe('answered', 200),
        ...answered('feed', 'beat', 'pier/feed-1', {
          contract: 'process-health',
          service: 'feed',
          healthy: true,
        }),
      ],
      'cannot-see',
      /feed-1/,
    ],
    ['no answer: cannot be seen', probe('timeout'), 'cannot-see', /timeout/],
  ])('%s', (_name, facts, state, says) => {
    expect(cell(rule, 'feed', facts)).toMatchObject({ state, why: expect.stringMatching(says) });
  });

  const [planned] = SAMPLE_PLAN.agents[0]?.probes ?? [];
  const withProbes = (...changes: Partial<ProbePlan>[]) =>
    planWith('feed', {
      probes: changes.flatMap((c) => (planned === undefined ? [] : [{ ...planned, ...c }])),
    });
  const at = (age: number) =>
    beat({ lastTickAt: SEEN - age * 1000, reportedAgeSeconds: age, maxAgeSeconds: null });

  test('the plan’s limit of the probe applies, and 60 s where it gives none', () => {
    const tight = cell(rule, 'feed', at(40), withProbes({ limitSeconds: 30 }));
    expect(tight).toMatchObject({ state: 'broken', why: expect.stringContaining('over 30 s old') });
    expect(cell(rule, 'feed', at(90), withProbes({ limitSeconds: 120 })).state).toBe('cannot-see');
    const without = withProbes({ limitSeconds: undefined });
    expect([cell(rule, 'feed', at(59), without).state, cell(rule, 'feed', at(61), without).state]).toEqual([
      'cannot-see',
      'broken',
    ]);
  });

  test('no other probe of it is looked at, and none that builds may lack', () => {
    const health = { id: 'health', kind: 'process-health' as const };
    const failing = answered('feed', 'health', 'pier/feed-1', {
      contract: 'process-health',
      service: 'feed',
      healthy: false,
    });
    const found = cell(rule, 'feed', [...beat(), ...failing], withProbes({}, health));
    expect(found.evidence.map((e) => e.subject)).toEqual(['pier/feed-1 /healthz']);
    expect(cell(rule, 'feed', beat(OLD), withProbes({ optional: true }))).toMatchObject({
      rule,
      state: 'cannot-see',
      why: 'nothing was asked',
      evidence: [],
    });
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
    ['the API server cannot be asked: cannot be seen', probe('proxy-error'), 'cannot-see', /proxy-error/],
    [
      'an error that an agent could have written itself: broken',
      probe('proxy-error', 503),
      'broken',
      /proxy-error/,
    ],
    [
      'never asked: cannot be seen',
      calmFacts().filter((f) => f.kind !== 'answer' && f.kind !== 'probe'),
      'cannot-see',
      /not asked/,
    ],
  ])('%s', (_name, facts, state, says) => {
    expect(cell(rule, 'feed', facts)).toMatchObject({ state, why: expect.stringMatching(says) });
  });

  test('no answer of any, while all are Ready: the way is at fault, and nothing is seen of them', () => {
    expect(cell(rule, 'feed', unreached(1), unreachedPlan(1))).toMatchObject({
      state: 'cannot-see',
      why: expect.stringMatching(/out of reach from here/),
    });
    expect(cell(rule, 'feed', unreached(0), unreachedPlan(0)).state).toBe('broken');
  });

  test('it is as old as the last answer, and of none when none came', () => {
    const later = beat();
    const earlier = answered(
      'feed',
      'beat',
      'pier/feed-2',
      {
        contract: 'marketdata-heartbeat',
        form: 'contract',
        service: 'feed',
        ok: true,
        lastTickAt: SEEN - 2_000,
        reportedAgeSeconds: 1,
        maxAgeSeconds: 60,
        forcedStale: false,
      },
      SEEN - 1_000,
    );
    const times = (facts: Fact[]) => cell(rule, 'feed', facts).evidence.map((e) => e.at);
    const last = new Date(SEEN).toISOString();
    expect(times([...later, ...earlier])).toEqual([last, last]);
    const none = calmFacts().filter((f) => f.kind !== 'answer' && f.kind !== 'probe');
    expect(
      times([...none, ...earlier, ...beat().filter((f) => f.kind === 'answer' || f.kind === 'probe')]),
    ).toEqual([last, last]);
    expect(times(probe('timeout'))).toEqual([null]);
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
  test('fresh holds, stale is broken, and without an answer it is not reported', () => {
    expect(cell(rule, 'feed', beat()).state).toBe('holds');
    expect(cell(rule, 'feed', beat({ ...OLD, ok: false, status: 503 })).state).toBe('broken');
    expect(cell(rule, 'feed', probe('timeout')).state).toBe('cannot-see');
  });

  test('while pods are not read another instance may be stale', () => {
    const unread = [...beat(), blind('poll/Pod')];
    expect(cell(rule, 'feed', unread).state).toBe('cannot-see');
    expect(cell('answers-by-contract', 'feed', unread).state).toBe('cannot-see');
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

  test('an executor is asked to, and one that does not answer says no more than that', () => {
    const probes = SAMPLE_PLAN.agents[1]?.probes.slice(0, 1) ?? [];
    const plan = planWith('crane', { probes });
    expect(cell(rule, 'crane', calmFacts(), plan)).toMatchObject({
      state: 'cannot-see',
      why: 'pier/pilot-0 /ops/status: /ops/status: 1 pod, 1 not asked',
    });
    expect(cell(rule, 'crane', calmFacts(), planWith('crane', { probes: [] })).state).toBe('not-applicable');
  });

  test('a feed is not asked to refuse', () => {
    expect(cell(rule, 'feed', calmFacts()).state).toBe('not-applicable');
  });
});

describe('what a process says of its mode', () => {
  test.each([
    ['says that orders may leave', { safeToExecute: true }, 'broken'],
    [
      'says of orders what nobody can read',
      {
        safeToExecute: null,
        unreadable: [{ field: 'safe_to_execute_orders', value: '“enabled”', about: 'orders' }],
      },
      'cannot-see',
    ],
    ['says that none may', { safeToExecute: false }, 'holds'],
  ])('execution is not called disabled beside a process that %s', (_, answer, state) => {
    expect(cell('execution-disabled', 'pilot', [...calmFacts(), ...status(answer)]).state).toBe(state);
  });

  test('live by its own word is broken whatever the spec says', () => {
    const facts = [...calmFacts(), ...status({ mode: 'LIVE' })];
    expect(cell('mode-not-live', 'pilot', facts)).toMatchObject({
      state: 'broken',
      why: expect.stringMatching(/reports mode LIVE/),
    });
  });

  test('its word is read in any case, and no word is none', () => {
    const says = (mode: string | null) =>
      cell('mode-not-live', 'pilot', [...calmFacts(), ...status({ mode })]);
    expect(says(' execute ').why).toBe('pier/pilot-0: reports mode EXECUTE');
    expect(says(null).state).toBe('cannot-see');
  });

  test('what another one says breaks nothing here', () => {
    const facts = [...calmFacts(), ...status({ mode: 'LIVE' })];
    expect(cell('mode-not-live', 'feed', facts).state).toBe('cannot-see');
  });

  test('an optional agent that is not there is asked nothing, but for what is still said in its name', () => {
    const plan = planWith('pilot', { optional: true });
    const gone = calmFacts().filter((f) => !f.subject.includes('pilot'));
    const says = (mode: string) => {
      const [, own] = status({ mode });
      const word = answered('pilot', 'status', 'pier/pilot', { ...own?.value, instance: 'pier/pilot' });
      return cell('mode-not-live', 'pilot', [...gone, ...word], plan);
    };
    expect(says('EVAL')).toMatchObject({ state: 'not-applicable', why: expect.stringContaining('optional') });
    expect(says('LIVE')).toMatchObject({ state: 'broken', why: 'pier/pilot: reports mode LIVE' });
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
    ['pods out of sight: cannot be seen', calmFacts().filter((f) => f.subject !== 'poll/Pod'), 'cannot-see'],
    ['nothing heard: cannot be seen', [], 'cannot-see'],
  ])('%s', (_name, facts, state) => {
    expect(cell(rule, 'crane', facts).state).toBe(state);
  });

  test('who bears an executor’s name is asked to be off, whatever its kind', () => {
    const { executors } = SAMPLE_PLAN.safety;
    const plan = planWith('scribe', {}, { executors: { ...executors, names: ['crane', 'scribe'] } });
    expect(cell(rule, 'scribe', calmFacts(), plan).state).toBe('holds');
  });

  test('nobody else is asked to be off', () => {
    expect(cell(rule, 'feed', calmFacts(), planWith('feed', {})).state).toBe('not-applicable');
  });
});
