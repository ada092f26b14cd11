/** The id of a posture is a digest of its content, in whatever process. */

import { describe, expect, test } from 'vitest';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { applyAll, EMPTY_LEDGER } from '#lib/facts/ledger.ts';
import { marketAt } from '#lib/market/market.ts';
import { blind, calmFacts, NOW } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { type About, composePosture } from './compose-posture.ts';
import type { PlanInForce } from './plan-in-force.ts';

const ABOUT: About = {
  version: '1.0.0',
  build: 'b1',
  clockOffsetSeconds: 0,
  context: 'harbour',
  startedAt: '2026-11-20T15:00:00.000Z',
};
const PLAN: PlanInForce = { plan: SAMPLE_PLAN, file: '/etc/plan.yaml', digest: 'd', problems: [] };

function posture(about: Partial<About> = {}, plan: Partial<PlanInForce> = {}, facts = calmFacts()) {
  const ledger = applyAll(EMPTY_LEDGER, facts);
  const world = { plan: SAMPLE_PLAN, ledger, market: marketAt(NOW), now: NOW };
  const { said } = evaluate(world, EMPTY_STATE);
  return composePosture(said, NOW, { ...PLAN, ...plan }, { ...ABOUT, ...about });
}

describe('postures with the same content have the same id, whatever process made them', () => {
  test.each<[string, Partial<About>, Partial<PlanInForce>]>([
    ['one that started later', { startedAt: '2026-11-20T15:10:00.000Z' }, {}],
    ['one of another version', { version: '2.0.0' }, {}],
    ['one of another build', { build: 'b2' }, {}],
    ['one whose clock is shifted', { clockOffsetSeconds: 60 }, {}],
    ['one that read the same plan from another file', {}, { file: '/home/ada/plan.yaml' }],
  ])('%s', (_, about, plan) => {
    const other = posture(about, plan);
    expect(other.id).toBe(posture().id);
    expect(other).not.toEqual(posture());
  });
});

describe('postures with other content have another id', () => {
  test.each<[string, Partial<About>, Partial<PlanInForce>, ReturnType<typeof calmFacts>]>([
    ['of other facts', {}, {}, [...calmFacts(), blind('poll/Pod')]],
    ['of another cluster', { context: 'quay' }, {}, calmFacts()],
    ['by another plan', {}, { digest: 'e' }, calmFacts()],
    ['by a plan that has problems', {}, { problems: ['line 3'] }, calmFacts()],
  ])('%s', (_, about, plan, facts) => {
    expect(posture(about, plan, facts).id).not.toBe(posture().id);
  });
});
