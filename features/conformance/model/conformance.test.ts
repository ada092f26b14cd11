/** The document as a whole: one contract test for every rule of the registry, the lines of contracts, the limits of age. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { CONFORMANCE_RULES } from '#lib/evaluate/conformance/registry.ts';
import { text } from '#lib/evaluate/conformance/say.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import type { ContractLine } from '#lib/plan/schema.ts';
import { contractsOf, planWith } from '#testing/samples/contracts.ts';
import {
  calmFacts,
  config,
  container,
  literal,
  NOW,
  status,
  tick,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { contractsSchema } from '../document.ts';
import { cellText } from './cell-text.ts';
import { conformanceOf } from './conformance.ts';

const worldOf = (facts: readonly Fact[], now = NOW) => ({
  plan: SAMPLE_PLAN,
  ledger: applyAll(EMPTY_LEDGER, facts),
  market: marketAt(now),
  now,
});

describe('every rule of the registry', () => {
  test.each(CONFORMANCE_RULES.map((rule) => [rule.id, rule] as const))(
    '%s has an id of its own, a title and a source',
    (id, rule) => {
      expect(id).toMatch(/^[a-z0-9-]+$/);
      expect(CONFORMANCE_RULES.filter((other) => other.id === id)).toHaveLength(1);
      expect(rule.title).not.toBe('');
      expect(rule.source).toMatch(/plan|contracts/);
    },
  );

  test.each(CONFORMANCE_RULES.map((rule) => rule.id))(
    '%s holds for nobody while nothing was received',
    (id) => {
      const cells = conformanceOf(worldOf([]), EMPTY_STATE).agents.flatMap((a) =>
        a.cells.filter((c) => c.rule === id),
      );
      expect(cells).toHaveLength(SAMPLE_PLAN.agents.length);
      expect(cells.filter((c) => c.state === 'holds' || c.state === 'broken')).toEqual([]);
      expect(cells.filter((c) => cellText(c).why === '')).toEqual([]);
    },
  );

  test.each(CONFORMANCE_RULES.map((rule) => rule.id))(
    '%s holds for nobody by what was heard a minute ago',
    (id) => {
      const cells = conformanceOf(worldOf(calmFacts(), NOW + 60_000), EMPTY_STATE).agents.flatMap(
        (a) => a.cells,
      );
      expect(cells.filter((c) => c.rule === id && c.state === 'holds')).toEqual([]);
    },
  );
});

describe('the document', () => {
  const odd: Fact[] = [
    workload('feed', { containers: [] }),
    workload('pilot', {
      kind: 'StatefulSet',
      containers: [container({ image: '', environment: [literal('MODE', '')] })],
    }),
    waitingPod('feed-1', 'feed', 'CrashLoopBackOff'),
    config('brake', null),
    config('second', { LIMIT: '-1' }),
    ...tick({
      lastTickAt: Number.MAX_SAFE_INTEGER,
      reportedAgeSeconds: Number.POSITIVE_INFINITY,
      maxAgeSeconds: -1,
    }),
    ...status({ state: '', mode: null, heartbeatAt: null }),
  ];

  test('is total, the same for the same world, and of the wire’s shape, over any part of calm and odd facts', () => {
    const envelope = { at: '', validUntil: '', postureId: '' };
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...calmFacts(), ...odd]),
        fc.integer({ min: -1e6, max: 1e6 }),
        (facts, shift) => {
          const made = conformanceOf(worldOf(facts, NOW + shift), EMPTY_STATE);
          expect(conformanceOf(worldOf(facts, NOW + shift), EMPTY_STATE)).toEqual(made);
          expect(contractsSchema.parse({ ...envelope, ...made })).toEqual({ ...envelope, ...made });
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  test('names its rules as the registry does', () => {
    const { rules } = conformanceOf(worldOf([]), EMPTY_STATE);
    expect(rules).toEqual(
      CONFORMANCE_RULES.map((rule) => {
        const { id, title, source } = rule;
        return { id, class: rule.class, title, source, runbook: null };
      }),
    );
    expect(rules[0]).toEqual({
      id: 'executor-off',
      class: 'safety',
      title: 'Executor is off',
      source: 'plan, Safety invariants: execution stays off, scaled to zero',
      runbook: null,
    });
  });

  test('counts every cell once', () => {
    const { counts, agents, rules } = conformanceOf(worldOf(calmFacts()), EMPTY_STATE);
    expect(Object.values(counts).reduce((sum, n) => sum + n)).toBe(agents.length * rules.length);
    expect(counts.holds).toBeGreaterThan(0);
  });
});

describe('the class of a rule', () => {
  const cellOf = (rule: string, facts: Fact[]) =>
    contractsOf('feed', facts).cells.find((cell) => cell.rule === rule);
  const changed = (value: object) => [...calmFacts(), workload('feed', { containers: [container(value)] })];

  test('of safety makes a broken cell bad, of hygiene worth attention at most', () => {
    const live = changed({ environment: [literal('MODE', 'LIVE')] });
    const unpinned = changed({ image: 'r/x:latest' });
    expect(cellOf('mode-not-live', live)).toMatchObject({ state: 'broken', code: 'broken', verdict: 'bad' });
    expect(cellOf('image-pinned', unpinned)).toMatchObject({
      state: 'broken',
      code: 'broken-hygiene',
      verdict: 'attention',
    });
  });

  test('counts what is broken by it', () => {
    const counts = (facts: Fact[]) => conformanceOf(worldOf(facts), EMPTY_STATE).counts;
    const [calm, unpinned] = [counts(calmFacts()), counts(changed({ image: 'r/x:latest' }))];
    expect([unpinned.broken - calm.broken, unpinned.hygiene - calm.hygiene]).toEqual([0, 1]);
  });

  test('makes a line as bad as the worst of its rules that are broken', () => {
    const verdictOf = (check: string[], facts: Fact[]) =>
      contractsOf(
        'feed',
        facts,
        planWith('feed', {
          contract: { must: [{ text: 'l', check }], mustNever: [], endpoints: [], safetyDependencies: [] },
        }),
      ).lines[0]?.verdict;
    const both = changed({ image: 'r/x:latest', environment: [literal('MODE', 'LIVE')] });
    expect(verdictOf(['image-pinned'], both)).toBe('attention');
    expect(verdictOf(['image-pinned', 'mode-not-live'], both)).toBe('bad');
    expect(verdictOf(['resources'], both)).toBe('good');
    expect(verdictOf(['resources'], [])).toBe('unknown');
  });
});

describe('a line of a contract', () => {
  const line = (value: Omit<ContractLine, 'text'>, facts: Fact[] = calmFacts()) => {
    const contract = {
      must: [],
      mustNever: [{ text: 'l', ...value }],
      endpoints: [],
      safetyDependencies: [],
    };
    const [first] = contractsOf('feed', facts, planWith('feed', { contract })).lines;
    return first && { ...first, why: text(first.why) };
  };
  const live = [
    ...calmFacts(),
    workload('feed', { containers: [container({ environment: [literal('MODE', 'LIVE')] })] }),
  ];

  test.each<[string, () => ReturnType<typeof line>, string, RegExp]>([
    ['holds when its rule does', () => line({ check: ['resources'] }), 'holds', /requested and limited/],
    [
      'is broken when any of its rules is',
      () => line({ check: ['resources', 'mode-not-live'] }, live),
      'broken',
      /MODE=LIVE/,
    ],
    [
      'cannot be seen when one of its rules cannot',
      () => line({ check: ['resources', 'dry-run'] }),
      'cannot-see',
      /default decides/,
    ],
    [
      'with something unseen never holds',
      () => line({ check: ['resources'], unseen: 'who knows' }),
      'cannot-see',
      /^who knows$/,
    ],
    [
      'with something unseen can be broken',
      () => line({ check: ['mode-not-live'], unseen: 'who knows' }, live),
      'broken',
      /MODE=LIVE/,
    ],
    [
      'that nothing checks cannot be seen',
      () => line({}),
      'cannot-see',
      /^the plan says of no rule that it checks this line$/,
    ],
    [
      'whose rules do not apply cannot be seen',
      () => line({ check: ['executor-off'] }),
      'cannot-see',
      /^its rules do not apply here$/,
    ],
  ])('%s', (_name, found, state, why) => {
    expect(found()).toMatchObject({ kind: 'must-never', text: 'l', state, why: expect.stringMatching(why) });
  });
});

describe('limits of age', () => {
  test('the smallest applies, and that they differ is reported', () => {
    const facts = [
      ...calmFacts(),
      config('second', { STOP: 'true', LIMIT: '30' }),
      ...tick({ maxAgeSeconds: 120 }),
    ];
    const { thresholds, disagreements } = contractsOf('feed', facts);
    expect(thresholds.map((t) => [t.seconds, t.applies])).toEqual([
      [60, false],
      [30, true],
      [120, false],
    ]);
    expect(disagreements).toEqual([{ what: 'market data', smallestSeconds: 30 }]);
  });

  test('each thing is evaluated by its own smallest, at each agent', () => {
    const facts = [
      ...calmFacts(),
      config('second', { STOP: 'true', LIMIT: '30' }),
      ...tick({ maxAgeSeconds: 60 }),
      ...status({ ttlSeconds: 45, staleThresholdSeconds: 90 }),
    ];
    const pilot = contractsOf('pilot', facts);
    expect(pilot.thresholds.map((t) => [t.what, t.seconds, t.applies])).toEqual([
      ['heartbeat', 60, false],
      ['market data', 30, true],
      ['heartbeat', 45, true],
      ['market data', 90, false],
    ]);
    expect(pilot.disagreements).toEqual([
      { what: 'heartbeat', smallestSeconds: 45 },
      { what: 'market data', smallestSeconds: 30 },
    ]);
    expect(contractsOf('feed', facts).disagreements).toEqual([{ what: 'market data', smallestSeconds: 30 }]);
    expect(contractsOf('crane', facts).disagreements).toEqual([]);
  });

  test('the same everywhere: nothing disagrees', () => {
    expect(contractsOf('feed', calmFacts()).disagreements).toEqual([]);
  });
});
