import { describe, expect, test } from 'vitest';
import { INTAKE } from '#testing/samples/agents.ts';
import { answered, attempt, calmFacts, NOW, SEEN, status } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { rendered } from '#testing/samples/rendered.ts';
import type { Fact } from '../../../facts/fact.ts';
import { applyAll, EMPTY_LEDGER } from '../../../facts/ledger.ts';
import { marketAt } from '../../../market/market.ts';
import { type Plan, planSchema } from '../../../plan/schema.ts';
import { probeResultsOf } from './probe-result.ts';

const PLAN: Plan = planSchema.parse({ ...SAMPLE_PLAN, agents: [...SAMPLE_PLAN.agents, INTAKE] });
const AT_NIGHT = Date.parse('2026-11-21T15:15:00Z');

function read(agent: string, probe: string, facts: readonly Fact[], now = NOW, plan = PLAN) {
  const found = plan.agents.find((a) => a.name === agent);
  if (found === undefined) throw new Error(`no agent ${agent}`);
  const world = { plan, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(now), now };
  const result = probeResultsOf(world, found).find((r) => r.probe.id === probe);
  if (result === undefined) throw new Error(`no probe ${probe}`);
  const { verdict, state, reason, counts } = rendered(result);
  return { verdict, state, reason, counts };
}

describe('the old document of a process', () => {
  const document = (now: number) =>
    answered(
      'intake',
      'store',
      'INTAKE_STORE',
      { contract: 'firestore-heartbeat', heartbeatAt: now - 500_000 },
      now - 500,
    );
  const process = (healthy: boolean, now: number) =>
    answered(
      'intake',
      'health',
      'INTAKE_URL',
      { contract: 'process-health', service: 'i', healthy, status: healthy ? 200 : 503 },
      now - 500,
    );
  const halted: Plan = { ...PLAN, marketHalts: [{ level: 1, from: new Date(NOW - 60_000).toISOString() }] };
  const last = (now: string) => `last heartbeat ${now} ET, limit 120 s`;
  const dead = 'nothing shows its process alive';

  test.each<[string, readonly Fact[], number, Plan, object]>([
    [
      'is calm at night while its process is well',
      [...document(AT_NIGHT), ...process(true, AT_NIGHT)],
      AT_NIGHT,
      PLAN,
      { verdict: 'expected-off', state: 'Quiet, market closed', reason: last('10:06:40') },
    ],
    [
      'is stale at night where its process is not well',
      [...document(AT_NIGHT), ...process(false, AT_NIGHT)],
      AT_NIGHT,
      PLAN,
      { verdict: 'bad', state: 'Stale', reason: `${last('10:06:40')}; ${dead}` },
    ],
    [
      'is stale at night where nobody hears its process',
      document(AT_NIGHT),
      AT_NIGHT,
      PLAN,
      { verdict: 'bad', state: 'Stale', reason: `${last('10:06:40')}; ${dead}` },
    ],
    [
      'is quiet in a market-wide halt while its process is well',
      [...document(NOW), ...process(true, NOW)],
      NOW,
      halted,
      {
        verdict: 'attention',
        state: 'Quiet, halt',
        reason: `Quiet: market-wide halt level 1 declared; ${last('10:06:40')}`,
      },
    ],
    [
      'is stale in a market-wide halt where nobody hears its process',
      document(NOW),
      NOW,
      halted,
      {
        verdict: 'bad',
        state: 'Stale',
        reason: `Quiet: market-wide halt level 1 declared; ${last('10:06:40')}; ${dead}`,
      },
    ],
  ])('%s', (_rule, facts, now, plan, expected) => {
    expect(read('intake', 'store', facts, now, plan)).toEqual({ counts: true, ...expected });
  });
});

describe('an attempt beside an answer', () => {
  const calm = calmFacts().filter((f) => !f.subject.startsWith('probe/pilot'));
  /** An answer at `SEEN`, and an attempt at another time. */
  const beside = (outcome: Parameters<typeof attempt>[3], at: number): Fact[] => [
    ...calm,
    ...status().filter((f) => f.kind === 'answer'),
    attempt('pilot', 'status', 'pier/pilot-0', outcome, null, at),
  ];
  const good = { verdict: 'good', state: 'Good', reason: '', counts: true };
  test.each<[string, readonly Fact[], object]>([
    ['an answer that is newer than a refusal counts', beside('forbidden', SEEN - 1), good],
    ['an answer of the same moment as a refusal counts', beside('forbidden', SEEN), good],
    [
      'a refusal that is newer than an answer is what counts',
      beside('forbidden', SEEN + 1),
      { verdict: 'unknown', state: 'Not allowed', reason: 'forbidden', counts: false },
    ],
    ['a lost packet after an answer takes nothing back', beside('timeout', SEEN + 1), good],
    [
      'an attempt as old as an answer may be is one of now',
      [...calm, attempt('pilot', 'status', 'pier/pilot-0', 'timeout', null, NOW - 5_000)],
      { verdict: 'bad', state: 'No answer', reason: 'timeout; never answered', counts: false },
    ],
    [
      'an older one is none of now',
      [...calm, attempt('pilot', 'status', 'pier/pilot-0', 'timeout', null, NOW - 5_001)],
      {
        verdict: 'unknown',
        state: 'Not probed',
        reason: 'not asked since 10:14:54 ET; never answered',
        counts: false,
      },
    ],
    [
      'something that is no answer is no failure of its own',
      [...calm, attempt('pilot', 'status', 'pier/pilot-0', 'unparsable')],
      { verdict: 'unknown', state: 'Unproven', reason: 'unparsable', counts: false },
    ],
  ])('%s', (_rule, facts, expected) => {
    expect(read('pilot', 'status', facts)).toEqual(expected);
  });
});
