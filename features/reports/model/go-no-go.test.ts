import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleItem } from '#components/cadence/sample-item.ts';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { planSchema } from '#lib/plan/schema.ts';
import type { Posture } from '#lib/posture.ts';
import { CADENCE_STATES, VERDICTS } from '#lib/vocabulary.ts';
import { planWith } from '#testing/samples/contracts.ts';
import { evaluated, evaluation } from '#testing/samples/evaluated.ts';
import {
  blind,
  calmFacts,
  config,
  container,
  fromSecret,
  NOW,
  POLLS,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { EXECUTION } from '#testing/samples/situations/execution.ts';
import { evaluateGate, type GateView } from './go-no-go.ts';

const OPEN = Date.parse('2026-11-20T14:30:00Z');
const T_60 = OPEN - 60 * 60_000;
const CALM = evaluated(calmFacts());

const subjectsOf = (view: GateView, weight: string, at: number | null = null, plan = SAMPLE_PLAN) =>
  evaluateGate(plan, view, at)
    .findings.filter((f) => f.weight === weight)
    .map((f) => f.subject);

describe('go', () => {
  test('in calm, with all that it rests on', () => {
    const { decision, findings } = evaluateGate(SAMPLE_PLAN, CALM, null);
    expect(decision).toBe('go');
    expect(findings.map((f) => f.subject)).toEqual(
      expect.arrayContaining([
        'execution',
        'proof halt-switches',
        'market',
        'agent feed (P0)',
        'agent crane (P0)',
      ]),
    );
  });

  test('tells what was searched; a part that was not is a word of its own', () => {
    const scopeOf = (view: GateView) =>
      evaluateGate(SAMPLE_PLAN, view, null).findings.find((f) => f.subject === 'execution scope');
    expect(scopeOf(CALM)).toMatchObject({
      weight: 'go',
      because: 'Whole cluster, 8 kinds; no Cloud Run in the plan',
    });
    const { scope, ...rest } = CALM.execution;
    const cloudRun = { ...scope.cloudRun, state: 'excluded' as const };
    const execution = { ...rest, scope: { ...scope, cloudRun } };
    expect(scopeOf({ ...CALM, execution })).toMatchObject({
      weight: 'note',
      because: expect.stringContaining('Cloud Run not searched (--without-cloud-run)'),
    });
    expect(evaluateGate(SAMPLE_PLAN, { ...CALM, execution }, null).decision).toBe('go');
  });

  test('not while a safety line of a contract is broken, though no rule pages for it', () => {
    const mustNever = [{ text: 'Call the broker.', check: ['broker-credentials'] }];
    const contract = { must: [], mustNever, endpoints: [], safetyDependencies: [] };
    const brokerCredentials = { variablePrefixes: ['BROKER_'], secrets: [], agents: ['feed'] };
    const plan = planWith('pilot', { contract }, { brokerCredentials });
    const keys = container({ environment: [fromSecret('BROKER_KEY')] });
    const facts = [...calmFacts(), workload('pilot', { kind: 'StatefulSet', containers: [keys] })];
    const view = evaluation(facts, NOW, EMPTY_STATE, plan).said;
    const { decision, findings } = evaluateGate(plan, view, null);
    expect(decision).toBe('no-go');
    expect(findings[0]).toMatchObject({ subject: 'contract pilot (P0)', runbook: { slug: 'crane_on' } });
  });

  test('an agent of P2 decides nothing', () => {
    const agents = CALM.agents.map((a) => (a.name === 'scribe' ? { ...a, verdict: 'bad' as const } : a));
    expect(evaluateGate(SAMPLE_PLAN, { ...CALM, agents }, null).decision).toBe('go');
  });

  test('what the plan itself leaves open is a word, and holds nothing up', () => {
    const agents = CALM.agents.map((a) =>
      a.name === 'feed' ? { ...a, verdict: 'unknown' as const, leftOpenByPlan: true } : a,
    );
    expect(evaluateGate(SAMPLE_PLAN, { ...CALM, agents }, null).decision).toBe('go');
    expect(subjectsOf({ ...CALM, agents }, 'note')).toContain('agent feed (P0)');
  });
});

describe('each situation that is not calm decides', () => {
  const CASES: [string, Fact[], string, string][] = [
    ['an executor is wanted', [workload('crane', { desired: 1, actual: 1, ready: 1 })], 'no-go', 'execution'],
    [
      'both switches allow',
      [config('brake', { HALTED: '0' }), config('second', { STOP: 'false' })],
      'no-go',
      'proof halt-switches',
    ],
    ['the switches disagree', [config('brake', { HALTED: '0' })], 'no-go', 'proof halt-switches'],
    ['a switch says neither', [config('brake', { HALTED: 'maybe' })], 'cannot-tell', 'proof halt-switches'],
    ['a switch is gone', [config('brake', null)], 'cannot-tell', 'proof halt-switches'],
    ['a strategy crashes', [waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')], 'no-go', 'agent pilot (P1)'],
  ];

  test.each(CASES)('%s', (_, facts, decision, subject) => {
    const posture = evaluated([...calmFacts(), ...facts]);
    expect(evaluateGate(SAMPLE_PLAN, posture, null).decision).toBe(decision);
    expect(subjectsOf(posture, decision)).toContain(subject);
  });

  test.each([
    ['nothing at all is known', []],
    ['every poll is blind from the first', POLLS.map(blind)],
  ])('%s: it cannot tell', (_, facts) => {
    expect(evaluateGate(SAMPLE_PLAN, evaluated(facts), null).decision).toBe('cannot-tell');
  });

  test('a rule of P0 that fires stops the line, though not everything is seen', () => {
    const posture = evaluated([...calmFacts(), ...POLLS.map(blind)]);
    expect(subjectsOf(posture, 'no-go')).toEqual(['escalation brake-unclear (P0)']);
  });

  test('what is wrong counts before what is not seen, and comes first', () => {
    const blindAndStale = evaluated([
      ...calmFacts(),
      workload('crane', { desired: 1, actual: 1, ready: 1 }),
      config('brake', null),
    ]);
    const { decision, findings } = evaluateGate(SAMPLE_PLAN, blindAndStale, null);
    expect(decision).toBe('no-go');
    expect(findings[0]?.weight).toBe('no-go');
    expect(findings.some((f) => f.weight === 'cannot-tell')).toBe(true);
  });

  test('each finding that decides leads to a runbook', () => {
    const { findings } = evaluateGate(SAMPLE_PLAN, evaluated([...calmFacts(), ...POLLS.map(blind)]), null);
    const without = findings.filter((f) => f.weight === 'cannot-tell' && f.runbook === null);
    expect(without.map((f) => f.subject).filter((s) => !s.startsWith('escalation'))).toEqual([]);
  });

  test('a date past the calendar: whether there is a session cannot be determined', () => {
    const market = { ...CALM.market, state: 'unknown' as const };
    expect(subjectsOf({ ...CALM, market }, 'cannot-tell')).toEqual(['market']);
  });
});

describe('escalations', () => {
  const withRule = (
    priority: 'P0' | 'P1' | 'P2',
    state: Posture['escalations'][number]['state'],
  ): GateView => ({
    ...CALM,
    escalations: CALM.escalations.slice(0, 1).map((e) => ({ ...e, priority, state })),
  });
  test.each([
    ['P0', 'firing', 'no-go'],
    ['P1', 'firing', 'no-go'],
    ['P0', 'cannot-tell', 'cannot-tell'],
    ['P1', 'cannot-tell', 'go'],
    ['P0', 'pending', 'go'],
    ['P0', 'waiting', 'go'],
    ['P2', 'firing', 'go'],
  ] as const)('%s %s: %s', (priority, state, decision) => {
    expect(evaluateGate(SAMPLE_PLAN, withRule(priority, state), null).decision).toBe(decision);
  });
});

describe('the cadence of the time that is asked for', () => {
  const ITEM = { phase: 'Pre', anchor: 'open', who: 'w', steps: ['look'] };
  const plan = planSchema.parse({
    ...SAMPLE_PLAN,
    cadence: [
      { ...ITEM, id: 'brake', title: 'Brake', offsetMinutes: -60, evidence: [{ kind: 'halt-switches' }] },
      {
        ...ITEM,
        id: 'report',
        title: 'Report',
        offsetMinutes: -60,
        evidence: [{ kind: 'job', workload: { kind: 'CronJob', name: 'ops' } }],
      },
      { ...ITEM, id: 'archive', title: 'Archive', offsetMinutes: -60, evidence: [{ kind: 'human' }] },
      { ...ITEM, id: 'later', title: 'Later', offsetMinutes: -15, evidence: [{ kind: 'halt-switches' }] },
    ],
  });
  type Item = Posture['cadence']['items'][number];
  const withItem = (id: string, item: Pick<Item, 'state' | 'verdict'>, at = T_60): GateView => ({
    ...CALM,
    cadence: {
      ...CALM.cadence,
      items: [sampleItem({ id: `${id}@08:30`, title: id, at: new Date(at).toISOString(), ...item })],
    },
  });

  test.each([
    ['brake', 'done', 'good', 'go'],
    ['brake', 'done', 'attention', 'go'],
    ['brake', 'done', 'bad', 'no-go'],
    ['brake', 'due', 'unknown', 'cannot-tell'],
    // Late, and still without evidence: `attention` reports the time, not an observation.
    ['brake', 'due', 'attention', 'cannot-tell'],
    ['brake', 'upcoming', 'not-applicable', 'cannot-tell'],
    ['brake', 'missed', 'unknown', 'cannot-tell'],
    ['report', 'due', 'unknown', 'go'],
    ['report', 'done', 'bad', 'no-go'],
    ['archive', 'needs-human', 'unknown', 'go'],
    ['unplanned', 'due', 'unknown', 'cannot-tell'],
  ] as const)('%s %s %s: %s', (id, state, verdict, decision) => {
    expect(evaluateGate(plan, withItem(id, { state, verdict }), T_60).decision).toBe(decision);
  });

  test('items of another time are not asked, and none are where no time is', () => {
    const bad = { state: 'done', verdict: 'bad' } as const;
    expect(evaluateGate(plan, withItem('later', bad, OPEN - 15 * 60_000), T_60).decision).toBe('go');
    expect(evaluateGate(plan, withItem('brake', bad), null).decision).toBe('go');
  });

  test('no state of an item that was not seen good or told of is a go', () => {
    const item = fc.record({
      state: fc.constantFrom(...CADENCE_STATES),
      verdict: fc.constantFrom(...VERDICTS),
    });
    fc.assert(
      fc.property(item, (given) => {
        const { decision } = evaluateGate(plan, withItem('brake', given), T_60);
        if (given.verdict === 'unknown') expect(decision).toBe('cannot-tell');
        if (given.verdict === 'bad') expect(decision).not.toBe('go');
      }),
    );
  });
});

describe('never a false go', () => {
  const facts = calmFacts();
  const situations = Object.values(EXECUTION).map(({ facts: more = [] }) => more);

  test('whatever is missing and whatever else is seen, go means proven off and no agent of P0 or P1 in doubt', () => {
    const world = fc.record({
      kept: fc.subarray(facts),
      more: fc.constantFrom(...situations),
      later: fc.integer({ min: 0, max: 30_000 }),
    });
    fc.assert(
      fc.property(world, ({ kept, more, later }) => {
        const posture = evaluated([...kept, ...more], NOW + later);
        const { decision } = evaluateGate(SAMPLE_PLAN, posture, null);
        const critical = posture.agents.filter((a) => a.criticality === 'P0' || a.criticality === 'P1');
        const doubtful = critical.filter((a) => a.verdict === 'bad' || a.verdict === 'unknown');
        const proven = posture.execution.outcome === 'proven-off' && doubtful.length === 0;
        if (!proven) expect(decision).not.toBe('go');
      }),
      { numRuns: 200 },
    );
  });

  test('in calm with everything kept the same property meets a go', () => {
    expect(evaluateGate(SAMPLE_PLAN, evaluated(facts, NOW + 1_000), null).decision).toBe('go');
  });
});
