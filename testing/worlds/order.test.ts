/** One world, one document: in whatever order its facts came in. */

import { expect, test } from 'vitest';
import type { World } from '#lib/evaluate/base/input.ts';
import { EMPTY_STATE, type EvaluationState, serialiseState } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER, type Ledger } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import { calmFacts, container, literal, NOW, node, POLLS, pod, workload } from '../samples/facts.ts';
import { SAMPLE_PLAN } from '../samples/plan.ts';
import { liveThrough } from './console.ts';
import { Random } from './random.ts';
import { makeWorld } from './world.ts';

const SEED = 20_261_120;
const WORLDS = 24;
const EVERY = 7;
const ORDERS = 30;
const TIME_LIMIT_MS = 120_000;

function document(world: World, before: EvaluationState): string {
  const { said, evaluationState } = evaluate(world, before);
  return JSON.stringify([said, serialiseState(evaluationState)]);
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** The same knowledge, as if kinds and subjects had been told in another order. */
function reordered(ledger: Ledger, random: Random): Ledger {
  return new Map(
    shuffled([...ledger], random).map(([kind, shelf]) => [kind, new Map(shuffled([...shelf], random))]),
  );
}

/** Facts of one subject keep their order: which of them holds is decided by their times. */
function told(facts: readonly Fact[], random: Random): Ledger {
  const subjects = Map.groupBy(facts, ({ kind, subject }) => `${kind} ${subject}`);
  return applyAll(EMPTY_LEDGER, shuffled([...subjects.values()], random).flat());
}

/** Several of everything, so that each list has an order to lose. */
function muddle(): Fact[] {
  const live = { containers: [container({ environment: [literal('MODE', 'LIVE'), literal('GO', 'true')] })] };
  const crash = { ready: false, states: [] };
  return [
    ...calmFacts(),
    ...['crane', 'crane-b', 'crane-c', 'stranger', 'other'].map((name) => workload(name)),
    ...['crane-1', 'crane-2', 'crane-3'].map((name) =>
      pod(name, 'crane', { node: `n${name.at(-1)}`, ...live }),
    ),
    ...['feed-1', 'feed-2', 'feed-3'].map((name) => pod(name, 'feed', { node: `n${name.at(-1)}`, ...crash })),
    ...['n1', 'n2', 'n3'].map((name) => node(name, { ready: false, pressures: ['MemoryPressure'] })),
    ...POLLS.map((subject) => ({
      subject,
      kind: 'source-status' as const,
      observedAt: NOW,
      source: 'x',
      value: null,
    })),
  ];
}

test('thirty orders of the same facts give one document', () => {
  const random = new Random(SEED, 1);
  const documents = Array.from({ length: ORDERS }, () => {
    const ledger = told(muddle(), random);
    return document({ plan: SAMPLE_PLAN, ledger, market: marketAt(NOW), now: NOW }, EMPTY_STATE);
  });
  expect(new Set(documents).size).toBe(1);
});

test(
  'whatever happens in a world, its document does not depend on the order of its facts',
  async () => {
    const random = new Random(SEED, 2);
    for (let index = 0; index < WORLDS; index += 1) {
      const moments = liveThrough(await makeWorld(SEED, index), evaluate);
      for (const { world, before, at } of moments.filter((_, i) => i % EVERY === 0)) {
        const other = { ...world, ledger: reordered(world.ledger, random) };
        expect(document(other, before), `world ${index} at ${at}`).toBe(document(world, before));
      }
    }
  },
  TIME_LIMIT_MS,
);
