import { describe, expect, test } from 'vitest';
import { PLAIN_AGENT } from '#testing/samples/agents.ts';
import { evaluatedParts } from '#testing/samples/evaluated.ts';
import {
  blind,
  calmFacts,
  config,
  NOW,
  pod,
  SEEN,
  sourceStatus,
  status,
  tick,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import { seenAt } from '#testing/samples/over-time.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';
import { actionText } from '../../messages/status/action.ts';
import { type Plan, planSchema } from '../../plan/schema.ts';
import { EMPTY_STATE, type EvaluationState, StateBuilder } from '../base/state.ts';
import { actionsOf } from './actions.ts';
import type { Evaluated } from './condition.ts';
import { evaluateEscalations, ruleRunbook } from './escalation.ts';

const words = (id: string, priority: string, title: string) => ({
  id,
  priority,
  title,
  response: `do ${id}`,
});
/** An agent by another name than its workload. */
const CART = {
  ...PLAIN_AGENT,
  name: 'cart',
  role: 'carries',
  kind: 'ops',
  criticality: 'P2',
  workloads: [{ kind: 'Deployment', name: 'cart-main' }],
};
const FEED_CHECK = { kind: 'agent', agents: ['feed'], verdicts: ['bad'] };
const PLAN: Plan = planSchema.parse({
  ...SAMPLE_PLAN,
  agents: [...SAMPLE_PLAN.agents, CART],
  escalations: [
    ...SAMPLE_PLAN.escalations,
    {
      ...words('unseen', 'P1', 'Sight is lost'),
      when: { kind: 'sight-lost', criticalities: ['P1'] },
      forSeconds: 60,
    },
  ],
});
const without = (...kinds: string[]): Plan => ({
  ...PLAN,
  escalations: PLAN.escalations.filter((e) => !kinds.includes(e.when.kind)),
});
const noRules: Plan = { ...PLAN, escalations: [] };
const CALM: readonly Fact[] = [...calmFacts(), workload('cart-main'), pod('cart-x', 'cart-main')];

function actions(evaluated: Evaluated, evaluationState: EvaluationState = EMPTY_STATE) {
  const states = new StateBuilder(evaluationState, evaluated.world.now);
  const found = actionsOf(evaluated, evaluateEscalations(evaluated, states), states);
  return found.map((action) => ({ ...action, ...actionText(action) }));
}
const seen = (facts: readonly Fact[], plan = PLAN, now = NOW) =>
  evaluatedParts([...CALM, ...facts], now, plan);
const iso = (ms: number) => new Date(ms).toISOString();
const staleSince = (ms: number) =>
  tick({ lastTickAt: ms - 60_000, reportedAgeSeconds: (SEEN - ms) / 1000 + 60, ok: false, status: 503 });
const failed = (
  evaluated: Evaluated,
  id: string,
  who: string[],
  verdict: 'bad' | 'attention' = 'bad',
): Evaluated => {
  const failure = evaluated.failures.get(id);
  if (failure === undefined) throw new Error(`no failure ${id}`);
  const shown = { code: 'agents-stopped' as const, params: { said: ['seen so'] } };
  const found = { ...failure, ...shown, state: 'present' as const, verdict, who };
  return { ...evaluated, failures: new Map([...evaluated.failures, [id, found]]) };
};
const FEW = say('quoted', { words: '0 of 1' });
const ill = (evaluated: Evaluated, name: string): Evaluated => ({
  ...evaluated,
  agents: evaluated.agents.map((a) =>
    a.plan.name === name
      ? { ...a, verdict: 'bad' as const, code: 'not-ready' as const, params: { reason: FEW }, since: SEEN }
      : a,
  ),
});

describe('actions, in full words', () => {
  const cases: [string, () => Evaluated, object[]][] = [
    [
      'a rule that has lasted, to the millisecond, by the title of what is seen',
      () => seen(staleSince(NOW - 120_000)),
      [
        {
          id: 'rule-stale-long',
          severity: 'P1',
          verdict: 'bad',
          title: 'feed-stale',
          since: iso(NOW - 120_000),
          agent: 'feed',
          paging: 'firing',
          firesAt: null,
          response: 'act',
        },
      ],
    ],
    [
      'a rule that has not lasted, by the title of what is seen',
      () => seen([waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')]),
      [
        {
          id: 'rule-crash-long',
          title: 'crash',
          paging: 'pending',
          since: iso(SEEN),
          firesAt: iso(SEEN + 300_000),
        },
      ],
    ],
    [
      'execution that is not off, with no rule for it: by what is bad',
      () =>
        seen(
          [workload('crane', { desired: 2, actual: 0, ready: 0 })],
          without('execution', 'halt-switch-unconfirmed'),
        ),
      [
        {
          id: 'execution-not-off',
          severity: 'P0',
          verdict: 'bad',
          title: 'Execution is not off',
          detail:
            'Executors scaled to: Deployment crane, pier; Kill switch mounted: Deployment crane, pier: takes no kill switch',
          agent: 'crane',
          paging: 'symptom',
        },
        { id: 'agent-crane', title: 'crane: not off' },
      ],
    ],
    [
      'execution unproven, in a plan without an executor',
      () =>
        seen([config('brake', { HALTED: 'maybe' })], {
          ...noRules,
          agents: PLAN.agents.filter((a) => a.runs !== 'off'),
        }),
      [
        { id: 'execution-unproven', title: 'Execution is not proven off', agent: null },
        { id: 'failure-stranger' },
      ],
    ],
    [
      'a failure mode at a workload of an agent by another name: told once, with the agent’s criticality',
      () => ill(failed(seen([]), 'pull', ['cart-main']), 'cart'),
      [{ id: 'failure-pull', severity: 'P2', verdict: 'bad', agent: 'cart', detail: 'seen so' }],
    ],
    [
      'a failure mode at an agent: told once',
      () => ill(failed(seen([]), 'pull', ['cart']), 'cart'),
      [{ id: 'failure-pull', severity: 'P2', agent: 'cart' }],
    ],
    [
      'an agent that is red by nothing else',
      () => ill(seen([]), 'cart'),
      [
        {
          id: 'agent-cart',
          severity: 'P2',
          verdict: 'bad',
          title: 'cart: not ready',
          detail: '0 of 1',
          since: iso(SEEN),
          agent: 'cart',
          paging: 'symptom',
          response: null,
        },
      ],
    ],
    [
      'a console that is blind to a proof and to something else is blind to a proof',
      () => seen([blind('watch/Node'), blind('poll/ConfigMap/pier/brake')], noRules),
      [
        { id: 'execution-unproven' },
        {
          id: 'console-blind',
          severity: 'P0',
          verdict: 'unknown',
          detail: 'ConfigMap/pier/brake, Node: connection refused since 10:14:59 ET',
        },
      ],
    ],
    ['failure modes that nobody looked for', () => ({ ...seen([]), failures: new Map() }), []],
  ];
  test.each(cases)('%s', (_rule, evaluated, expected) => {
    expect(actions(evaluated())).toMatchObject(expected);
  });

  test('an unavailable console has its own line until the rule for it pages', () => {
    const unseen = [
      blind('watch/Node'),
      sourceStatus('poll/StatefulSet', {
        state: 'blind',
        cause: say('quoted', { words: '403' }),
        blindSince: SEEN,
      }),
    ];
    const first = new StateBuilder(EMPTY_STATE, NOW);
    const evaluated = seen(unseen);
    const ids = actionsOf(evaluated, evaluateEscalations(evaluated, first), first).map((a) => a.id);
    expect(ids).toEqual(expect.arrayContaining(['rule-unseen', 'console-blind']));
    const later = NOW + 60_000;
    const moved = evaluatedParts(
      [
        ...seenAt(later, CALM),
        ...seenAt(later, unseen),
        ...tick({}, later - 500),
        ...status({}, later - 500),
      ],
      later,
      PLAN,
    );
    const then = actions(moved, first.finished());
    expect(then.find((a) => a.id === 'rule-unseen')).toMatchObject({
      paging: 'firing',
      title: 'P1 subjects are out of sight',
    });
    expect(then.map((a) => a.id)).not.toContain('console-blind');
  });

  test('a plan without runbooks of its own names none', () => {
    const { fallbackRunbooks: _none, ...plan } = noRules;
    const unproven = ill(seen([blind('watch/Node'), config('brake', { HALTED: 'maybe' })], plan), 'cart');
    const finding = unproven.execution.proofs.map((p) =>
      p.id === 'executor-autoscalers' ? { ...p, ...FINDING } : p,
    );
    const said = actions({ ...unproven, execution: { ...unproven.execution, proofs: finding } });
    expect(said.map(({ id, runbook }) => [id, runbook])).toEqual([
      ['execution-unproven', null],
      ['finding-executor-autoscalers', null],
      ['agent-cart', null],
      ['console-blind', null],
    ]);
  });
});

const FINDING = {
  verdict: 'attention' as const,
  code: 'findings',
  params: { count: 1, places: say('nothing') },
};

describe('the state of a rule', () => {
  const stands = (
    evaluated: Evaluated,
    plan: Plan,
    id: string,
    evaluationState: EvaluationState = EMPTY_STATE,
  ) => {
    const world = { ...evaluated.world, plan };
    const found = evaluateEscalations(
      { ...evaluated, world },
      new StateBuilder(evaluationState, world.now),
    ).find(({ rule }) => rule.id === id);
    if (found === undefined) throw new Error(`no rule ${id}`);
    return found;
  };
  const ruled = (...rules: object[]): Plan => planSchema.parse({ ...PLAN, escalations: rules });
  const hourly = { ...words('feed-ill', 'P1', 'Feed ill'), when: FEED_CHECK, during: 'market-hours' };
  const always = { ...words('feed-ill', 'P1', 'Feed ill'), when: FEED_CHECK };
  const OPENED = Date.parse('2026-11-20T14:30:00Z');
  const old = staleSince(OPENED - 1_800_000);

  test('a rule for market hours fires no earlier than the open', () => {
    expect(stands(seen(old), ruled(hourly), 'feed-ill')).toMatchObject({
      state: 'firing',
      since: OPENED - 1_800_000,
      firesAt: OPENED,
      gate: null,
    });
  });

  test('a rule for all hours fires when it has lasted, whatever the hour', () => {
    expect(stands(seen(old), ruled(always), 'feed-ill')).toMatchObject({
      state: 'firing',
      firesAt: OPENED - 1_800_000,
    });
  });

  test('a halt that people declared suspends only rules about ticks', () => {
    const halt = { marketHalts: [{ level: 1 as const, from: iso(NOW - 60_000) }] };
    const evaluated = seen(old);
    expect(stands(evaluated, { ...ruled(hourly), ...halt }, 'feed-ill').state).toBe('firing');
    expect(stands(evaluated, { ...PLAN, ...halt }, 'stale-long')).toMatchObject({
      state: 'waiting',
      code: 'waiting-for-end-of-halt',
      firesAt: null,
      gate: { name: 'market-halt', opensAt: null },
    });
  });

  test('an action in a halt without an end names no time', () => {
    const plan = { ...PLAN, marketHalts: [{ level: 1 as const, from: iso(NOW - 60_000) }] };
    const evaluated = failed(seen(old, plan), 'feed-stale', ['feed']);
    expect(actions(evaluated).find((a) => a.id === 'rule-stale-long')?.detail).toBe(
      'seen so. Held back: pages only in market hours without a market-wide halt',
    );
  });

  test('beyond the calendar no opening is named', () => {
    const evaluated = seen(old);
    const market = { ...evaluated.world.market, state: 'closed' as const, session: null, next: null };
    const closed = { ...evaluated, world: { ...evaluated.world, market } };
    expect(stands(closed, ruled(hourly), 'feed-ill')).toMatchObject({
      state: 'waiting',
      firesAt: null,
      gate: { name: 'market-hours', opensAt: null },
    });
  });

  test.each([Number.NEGATIVE_INFINITY, Number.NaN, Number.POSITIVE_INFINITY])(
    'a time of %s is invalid: it counts from now',
    (since) => {
      const evaluated = ill(seen([]), 'feed');
      const agents = evaluated.agents.map((a) => ({ ...a, since }));
      expect(stands({ ...evaluated, agents }, ruled(always), 'feed-ill').since).toBe(NOW);
    },
  );

  test.each([
    ['agent', FEED_CHECK],
    ['sight-lost', { kind: 'sight-lost', criticalities: ['P0'] }],
    ['execution', { kind: 'execution', outcomes: ['not-off'] }],
  ])('a rule of the kind %s has no runbook in a plan that names none', (_kind, when) => {
    const { fallbackRunbooks: _none, ...plan } = ruled({ ...words('one', 'P1', 'One'), when });
    expect(ruleRunbook(plan, stands(seen([]), plan, 'one'))).toBeNull();
  });
});
