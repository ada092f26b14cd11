import { describe, expect, test } from 'vitest';
import { redsOf } from '#features/incidents/model/transitions.ts';
import { evaluation } from '#testing/samples/evaluated.ts';
import { blind, calmFacts, NOW, workload } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact } from '../../facts/fact.ts';
import { failureText } from '../../messages/status/failure.ts';
import { type Plan, planSchema } from '../../plan/schema.ts';
import { EMPTY_STATE } from '../base/state.ts';

const RAN = 'executor-ran';
const [FAILURE] = SAMPLE_PLAN.failures;
const PLAN: Plan = planSchema.parse({
  ...SAMPLE_PLAN,
  failures: [
    ...SAMPLE_PLAN.failures,
    { ...FAILURE, id: RAN, detector: 'executor-finished', agents: undefined },
  ],
  escalations: [
    ...SAMPLE_PLAN.escalations,
    { id: RAN, priority: 'P2', title: 'It ran', response: 'Ask.', when: { kind: 'failure', failure: RAN } },
  ],
});
const idle = { desired: 0, actual: 0, ready: 0 };
const done = workload('crane-once', { ...idle, kind: 'Job', finished: 'complete', lastRunAt: NOW - 60_000 });

function said(facts: readonly Fact[], now = NOW) {
  const { said } = evaluation([...calmFacts(), ...facts], now, EMPTY_STATE, PLAN);
  return { ...said, ran: said.failures.find((f) => f.id === RAN) };
}

describe('an executor that ran and ended', () => {
  test('is present, attention, and an incident while its rule fires; execution is as it was', () => {
    const { ran, execution, ...posture } = said([done]);
    expect([ran?.state, ran?.verdict, ran?.who]).toEqual(['present', 'attention', ['crane']]);
    expect(ran && failureText(ran).because).toBe('Job crane-once, pier, ended 10:14:00 ET');
    expect(execution.outcome).toBe(said([]).execution.outcome);
    const reds = redsOf({ ...posture, execution }).map(({ kind, subject }) => `${kind} ${subject}`);
    expect(reds).toContain(`rule ${RAN}`);
  });
  test.each<[string, readonly Fact[], string]>([
    ['none did', [], 'absent'],
    ['pods cannot be read', [blind('poll/Pod')], 'cannot-tell'],
    ['one runs', [workload('crane')], 'absent'],
  ])('%s: %s', (_rule, facts, state) => {
    expect(said(facts).ran?.state).toBe(state);
  });
});
