import { describe, expect, test } from 'vitest';
import { PLAIN_AGENT } from '#testing/samples/agents.ts';
import { evaluatedParts } from '#testing/samples/evaluated.ts';
import {
  attempt,
  blind,
  calmFacts,
  config,
  container,
  literal,
  NOW,
  POLLS,
  pod,
  SEEN,
  sourceStatus,
  tick,
  waitingPod,
  workload,
} from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { renderedMessages } from '#testing/samples/rendered-messages.ts';
import type { Fact } from '../../facts/fact.ts';
import { type EscalationPlan, type Plan, planSchema } from '../../plan/schema.ts';
import type { Verdict } from '../../vocabulary.ts';
import type { EvaluatedExecution } from '../execution/execution.ts';
import type { EvaluatedFailure } from '../failures/failure.ts';
import type { Evaluated } from './condition.ts';
import { readCondition } from './conditions.ts';

/** A feed that is asked by a URL, without any answer so far. */
const WIRE = {
  ...PLAIN_AGENT,
  name: 'wire',
  role: 'ticks',
  kind: 'marketdata',
  criticality: 'P1',
  workloads: [],
  probes: [
    {
      id: 'beat',
      kind: 'marketdata-heartbeat',
      path: '/healthz',
      target: { via: 'url', urlEnv: 'WIRE_URL' },
    },
  ],
};
/** An agent by another name than its workload. */
const CART = {
  ...PLAIN_AGENT,
  name: 'cart',
  role: 'carries',
  kind: 'ops',
  criticality: 'P2',
  workloads: [
    { kind: 'Deployment', name: 'cart-front' },
    { kind: 'Deployment', name: 'cart-main' },
  ],
};
const TITLES: Readonly<Record<string, string>> = { crash: 'Crash loop', 'feed-stale': 'Stale feed' };
const PLAN: Plan = planSchema.parse({
  ...SAMPLE_PLAN,
  agents: [
    ...SAMPLE_PLAN.agents.map((a) =>
      a.name === 'pilot'
        ? { ...a, probes: a.probes.map((p) => (p.id === 'status' ? { ...p, limitSeconds: 30 } : p)) }
        : a,
    ),
    CART,
  ],
  failures: SAMPLE_PLAN.failures.map((f) => ({ ...f, title: TITLES[f.id] ?? f.id })),
});
const withWire = planSchema.parse({ ...PLAN, agents: [...PLAN.agents, WIRE] });
const everyFeed: Plan = {
  ...PLAN,
  failures: PLAN.failures.map((f) => (f.id === 'feed-stale' ? { ...f, agents: undefined } : f)),
};
const noExecutor: Plan = { ...PLAN, agents: PLAN.agents.filter((a) => a.runs !== 'off') };

const CARTS = [
  workload('cart-front'),
  workload('cart-main'),
  pod('cart-a', 'cart-front'),
  pod('cart-b', 'cart-main'),
];
const calm = (...facts: Fact[]) => [...calmFacts(), ...CARTS, ...facts];
/** Evaluated when it is called. */
type Seen = () => Evaluated;
const only =
  (facts: readonly Fact[]): Seen =>
  () =>
    evaluatedParts(facts, NOW, PLAN);
const seen =
  (facts: readonly Fact[] = [], plan = PLAN): Seen =>
  () =>
    evaluatedParts(calm(...facts), NOW, plan);
const crashing = (name: string, of: string) => waitingPod(name, of, 'CrashLoopBackOff');
const bypassed = container({ environment: [literal('NO_GATE', '1')] });

const executing =
  (before: Seen, change: Partial<EvaluatedExecution>): Seen =>
  () => {
    const evaluated = before();
    return { ...evaluated, execution: { ...evaluated.execution, ...change } };
  };
/** The same, with these proofs of execution replaced. */
const proving =
  (before: Seen, verdicts: Readonly<Record<string, Verdict>>): Seen =>
  () => {
    const { proofs } = before().execution;
    const found = proofs.map((p) => ({ ...p, verdict: verdicts[p.id] ?? p.verdict }));
    return executing(before, { executorsOff: false, haltConfirmed: false, proofs: found })();
  };
const PRESENT: EvaluatedFailure = {
  state: 'present',
  verdict: 'bad',
  code: 'agents-stopped',
  params: { said: ['seen so'] },
  who: [],
  since: null,
  evidence: [],
};
const failing =
  (before: Seen, id: string, found: Partial<EvaluatedFailure>): Seen =>
  () => {
    const evaluated = before();
    return { ...evaluated, failures: new Map([...evaluated.failures, [id, { ...PRESENT, ...found }]]) };
  };

type When = EscalationPlan['when'];
const onExecution: When = { kind: 'execution', outcomes: ['not-off', 'gated', 'contradicted'] };
const onSwitch: When = { kind: 'halt-switch-unconfirmed' };
const onGate: When = { kind: 'gate-bypassed' };
const onFailure = (failure: string, agents?: string[]): When => ({ kind: 'failure', failure, agents });
const onAgents = (verdicts: Verdict[], ...agents: string[]): When => ({ kind: 'agent', agents, verdicts });

function read(evaluated: Evaluated, when: When) {
  return readCondition(evaluated, {
    id: 'rule',
    priority: 'P0',
    title: 'Rule',
    response: 'act',
    forSeconds: 0,
    during: 'always',
    when,
  });
}
const held = (because: string, restsOn: string[], more: object = {}) => ({
  result: 'holds',
  because,
  agent: null,
  since: null,
  failure: null,
  restsOn,
  ...more,
});
const not = (why: string) => ({ result: 'does-not', why });
const unclear = (why: string, ...names: string[]) => ({ result: 'cannot-tell', why, unclear: names });

type Case = [name: string, evaluated: Seen, when: When, found: object];
const told = (...of: Parameters<typeof read>) => renderedMessages(read(...of));
const asTold = ([, evaluated, when, found]: Case) => expect(told(evaluated(), when)).toEqual(found);

describe('execution', () => {
  const ran = executing(seen(), { outcome: 'gated' });
  const unpaged = (outcome: EvaluatedExecution['outcome']): Seen =>
    executing(
      seen([], {
        ...PLAN,
        safety: { ...PLAN.safety, executors: { ...PLAN.safety.executors, gatedPages: false } },
      }),
      { outcome },
    );
  const cases: Case[] = [
    ['proven off', seen(), onExecution, not('execution is proven off')],
    ['gated, for which a plan pages', ran, onExecution, held('', [], { agent: 'crane' })],
    [
      'gated, for which a plan does not page',
      unpaged('gated'),
      onExecution,
      not('an executor runs with every gate holding, for which the plan does not page'),
    ],
    [
      'not off pages, whatever the plan says of gates',
      unpaged('not-off'),
      onExecution,
      held('', [], { agent: 'crane' }),
    ],
    [
      'not off, and no agent of the plan is an executor',
      executing(seen([], noExecutor), { outcome: 'not-off' }),
      onExecution,
      held('', []),
    ],
    [
      'not off, by all that shows it',
      seen([workload('crane', { desired: 2, actual: 0, ready: 0 })]),
      onExecution,
      held(
        'executors scaled to: 2 wanted, 0 running (Deployment crane, pier); kill switch mounted: not at an executor (Deployment crane, pier: takes no kill switch)',
        ['executors-scaled', 'halt-mounts'],
        { agent: 'crane' },
      ),
    ],
  ];
  test.each(cases)('%s', (...c) => asTold(c));
});

describe('the kill switch that cannot be confirmed', () => {
  const nothing = only([]);
  const polled = POLLS.map((s) => sourceStatus(s));
  const cases: Case[] = [
    ['confirmed', seen(), onSwitch, not('the kill switch is confirmed halted')],
    [
      'nothing was read yet: nothing can be said of any of its layers',
      nothing,
      onSwitch,
      unclear('no halt switch has been read yet', 'halt-switches', 'halt-mounts', 'halt-processes'),
    ],
    [
      'one of two was read and says halted, the other was not tried yet, and nothing is known of executors',
      only([config('brake', { HALTED: '1' }), ...polled.slice(5, 6)]),
      onSwitch,
      unclear('not every halt switch has been read yet', 'halt-switches', 'halt-mounts', 'halt-processes'),
    ],
    [
      'both say halted by the watch, and their own reads have not ended',
      only([config('brake', { HALTED: '1' }), config('second', { STOP: 'true' })]),
      onSwitch,
      unclear('not every halt switch has been read yet', 'halt-switches', 'halt-mounts', 'halt-processes'),
    ],
    [
      'one says by the watch that execution is allowed, and their own reads have not ended',
      only([config('brake', { HALTED: '0' }), config('second', { STOP: 'true' })]),
      onSwitch,
      held(
        'kill switch switches disagree: HALTED=0, STOP=true; processes unknown: Pod not read yet',
        ['halt-switches', 'halt-processes'],
        { agent: 'crane' },
      ),
    ],
    [
      'one of two was read and says halted, and the other was refused',
      only([config('brake', { HALTED: '1' }), ...polled.slice(5, 6), blind('poll/ConfigMap/pier/second')]),
      onSwitch,
      held(
        'kill switch unknown: not read yet; processes unknown: Pod not read yet',
        ['halt-switches', 'halt-processes'],
        { agent: 'crane' },
      ),
    ],
    [
      'one of two was read and says neither on nor off, and the other was not tried yet',
      only([config('brake', { HALTED: 'maybe' }), ...polled.slice(5, 6)]),
      onSwitch,
      held(
        'kill switch unknown: value “maybe” is neither on nor off, not read yet; processes unknown: Pod not read yet',
        ['halt-switches', 'halt-processes'],
        { agent: 'crane' },
      ),
    ],
    [
      'one of two was not tried yet, and an executor runs',
      proving(only([config('brake', { HALTED: '1' }), ...polled.slice(5, 6)]), { 'executor-pods': 'bad' }),
      onSwitch,
      held(
        'kill switch unknown: not read yet; processes unknown: Pod not read yet',
        ['halt-switches', 'halt-processes'],
        { agent: 'crane' },
      ),
    ],
    [
      'halted by its value, and how it is taken is unavailable',
      proving(seen(), { 'halt-mounts': 'unknown' }),
      onSwitch,
      unclear('every switch says halted; the plan names no reader', 'halt-mounts'),
    ],
    [
      'halted by its value, and seen not to be taken',
      proving(seen(), { 'halt-mounts': 'bad' }),
      onSwitch,
      held('kill switch mounted not declared: the plan names no reader', ['halt-mounts'], { agent: 'crane' }),
    ],
    [
      'its value is unavailable',
      proving(seen(), { 'halt-switches': 'unknown' }),
      onSwitch,
      held('kill switch halted: 2 ConfigMaps agree: HALTED=1, STOP=true', ['halt-switches'], {
        agent: 'crane',
      }),
    ],
    [
      'how it is taken is unavailable, and an executor runs',
      proving(seen(), { 'halt-mounts': 'unknown', 'executor-pods': 'bad' }),
      onSwitch,
      held('kill switch mounted not declared: the plan names no reader', ['halt-mounts'], { agent: 'crane' }),
    ],
  ];
  test.each(cases)('%s', (...c) => asTold(c));
});

describe('the freshness gate that is passed', () => {
  const fine = not('no bypass variable is set, and nobody calls old ticks ok');
  const old = { lastTickAt: NOW - 94_500, reportedAgeSeconds: 94 };
  const noFeed = calm().filter((f) => !f.subject.includes('feed-1'));
  const cases: Case[] = [
    ['nobody passes it', seen(), onGate, fine],
    [
      'a producer that calls old ticks ok',
      seen(tick(old)),
      onGate,
      held('200, ok=true, yet last tick 10:13:25 ET, limit 60 s', ['feed'], {
        agent: 'feed',
        since: NOW - 34_500,
      }),
    ],
    [
      'a variable in an agent’s spec',
      seen([workload('feed', { containers: [bypassed] })]),
      onGate,
      held('NO_GATE on feed set', ['variables'], { agent: 'feed' }),
    ],
    [
      'a variable in small letters',
      seen([workload('feed', { containers: [container({ environment: [literal('no_gate', '1')] })] })]),
      onGate,
      held('NO_GATE on feed set', ['variables'], { agent: 'feed' }),
    ],
    [
      'a flag on the command line',
      seen([workload('feed', { containers: [container({ args: ['--no-gate'] })] })]),
      onGate,
      held('NO_GATE on feed set', ['variables'], { agent: 'feed' }),
    ],
    [
      'a variable in the spec of nobody’s pod',
      seen([pod('odd-1', 'odd', { containers: [bypassed] })]),
      onGate,
      held('NO_GATE on odd-1 set', ['variables']),
    ],
    [
      'a variable outside the mesh is no business of it',
      seen([workload('odd', { namespace: 'quay', containers: [bypassed] })]),
      onGate,
      fine,
    ],
    ['a feed that is seen not to run passes none', only(noFeed), onGate, fine],
    [
      'a feed whose pods have all ended passes none',
      only([...noFeed, pod('feed-1', 'feed', { phase: 'Failed' })]),
      onGate,
      fine,
    ],
    [
      'a feed that runs and was not asked',
      only([...noFeed, pod('feed-1', 'feed')]),
      onGate,
      unclear('feed: /healthz: 1 pod, 1 not asked', 'feed'),
    ],
    [
      'a feed that did not answer, whose pod is gone since',
      only([...noFeed, attempt('feed', 'beat', 'pier/feed-1', 'timeout')]),
      onGate,
      unclear('feed: timeout; never answered', 'feed'),
    ],
    [
      'a feed that is asked by a URL may run wherever it is',
      seen([], withWire),
      onGate,
      unclear('wire: /healthz not asked yet', 'wire'),
    ],
    [
      'specs unavailable, and everybody who is asked is honest',
      seen([blind('poll/Deployment')]),
      onGate,
      unclear('Deployment: connection refused', 'variables'),
    ],
    [
      'unavailable, so that no agent is known not to run',
      only([...noFeed, blind('poll/Pod')]),
      onGate,
      unclear(
        'Pod: connection refused; feed: /healthz not asked: no running pod of feed',
        'variables',
        'feed',
      ),
    ],
  ];
  test.each(cases)('%s', (...c) => asTold(c));
});

describe('a failure mode', () => {
  const crashAtPilot = seen([crashing('pilot-0', 'pilot')]);
  const crashAtStray = seen([pod('stray-1', 'stray', {}), crashing('stray-1', 'stray')]);
  const because = (name: string) => `${name} keeps dying: exit 1, Error: boom, at 10:14:59 ET`;
  const cases: Case[] = [
    ['one that was not looked for', seen(), onFailure('flood'), unclear('not looked for', 'flood')],
    [
      'one that cannot be told',
      seen([blind('poll/Pod')]),
      onFailure('crash'),
      unclear('Pod: connection refused', 'crash'),
    ],
    ['absent, by its title', seen(), onFailure('crash'), not('Crash loop is absent')],
    [
      'absent, and the plan does not name it: by its id',
      failing(seen(), 'flood', { state: 'absent', verdict: 'good' }),
      onFailure('flood'),
      not('flood is absent'),
    ],
    [
      'no stale heartbeat: within which limit',
      seen(),
      onFailure('feed-stale'),
      not('Stale feed is absent: last beat within 60 s'),
    ],
    [
      'no stale heartbeat of any agent: within the largest limit',
      seen([], everyFeed),
      onFailure('feed-stale'),
      not('Stale feed is absent: last beat within 60 s'),
    ],
    [
      'present, at an agent of the plan',
      crashAtPilot,
      onFailure('crash'),
      held(because('pilot-0'), ['crash'], { since: SEEN, agent: 'pilot', failure: 'crash' }),
    ],
    [
      'present, at one of the workloads of an agent by another name',
      failing(seen(), 'crash', { who: ['cart-main'], since: NOW - 9_000 }),
      onFailure('crash'),
      held('seen so', ['crash'], { agent: 'cart', since: NOW - 9_000, failure: 'crash' }),
    ],
    [
      'present, at nobody of the plan: by what is known of it',
      crashAtStray,
      onFailure('crash'),
      held(because('stray-1'), ['crash'], { since: SEEN, agent: 'stray', failure: 'crash' }),
    ],
    [
      'present, and nobody is named',
      failing(seen(), 'crash', {}),
      onFailure('crash'),
      held('seen so', ['crash'], { failure: 'crash' }),
    ],
    [
      'present, at an agent that the rule is about',
      crashAtPilot,
      onFailure('crash', ['feed', 'pilot']),
      held(because('pilot-0'), ['crash'], { since: SEEN, agent: 'pilot', failure: 'crash' }),
    ],
    [
      'present, at others than the rule is about, all available',
      crashAtPilot,
      onFailure('crash', ['feed', 'cart']),
      not('Crash loop is at pilot, not at feed, cart'),
    ],
    [
      'present at others, and one that the rule is about is unknown',
      seen([crashing('pilot-0', 'pilot'), blind('poll/Deployment')]),
      onFailure('crash', ['feed', 'cart']),
      unclear('feed: Deployment: connection refused', 'crash'),
    ],
  ];
  test.each(cases)('%s', (...c) => asTold(c));

  test('present at others, with unavailable pods and the rule’s own agents well: it cannot be evaluated', () => {
    const evaluated = failing(seen([blind('poll/Pod')]), 'crash', { who: ['pilot'] })();
    const well = evaluated.agents.map((a) => ({ ...a, verdict: 'good' as const }));
    expect(told({ ...evaluated, agents: well }, onFailure('crash', ['feed']))).toEqual(
      unclear('Pod: connection refused', 'crash'),
    );
  });
});

describe('agents', () => {
  const old = tick({ lastTickAt: NOW - 94_500, reportedAgeSeconds: 94, ok: false, status: 503 });
  const cases: Case[] = [
    [
      'one of them is as the rule says',
      seen(old),
      onAgents(['bad'], 'pilot', 'feed'),
      held('503, last tick 10:13:25 ET, limit 60 s', ['feed'], { agent: 'feed', since: NOW - 34_500 }),
    ],
    [
      'as the rule says, in a state that needs no reason',
      seen(),
      onAgents(['good'], 'cart'),
      held('Good', ['cart'], { agent: 'cart' }),
    ],
    ['none of them is', seen(), onAgents(['bad'], 'feed', 'crane'), not('feed: good; crane: off, expected')],
    [
      'some of them cannot be told',
      seen([blind('poll/Deployment')]),
      onAgents(['bad'], 'pilot', 'cart', 'feed'),
      unclear('feed: Deployment: connection refused; cart: Deployment: connection refused', 'feed', 'cart'),
    ],
  ];
  test.each(cases)('%s', (...c) => asTold(c));

  test('one that cannot be evaluated and gives no reason has its state as reason', () => {
    const evaluated = seen()();
    const agents = evaluated.agents.map((a) => ({
      ...a,
      verdict: 'unknown' as const,
      code: 'blind' as const,
      params: {},
    }));
    expect(told({ ...evaluated, agents }, onAgents(['bad'], 'feed'))).toEqual(
      unclear('feed: Not seen', 'feed'),
    );
  });
});
