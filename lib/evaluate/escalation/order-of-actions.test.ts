import { describe, expect, test } from 'vitest';
import { PLAIN_AGENT } from '#testing/samples/agents.ts';
import { evaluation } from '#testing/samples/evaluated.ts';
import {
  attempt,
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
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact } from '../../facts/fact.ts';
import { actionText } from '../../messages/status/action.ts';
import { type Plan, planSchema } from '../../plan/schema.ts';
import { EMPTY_STATE, type EvaluationState } from '../base/state.ts';

const at = (facts: readonly Fact[], plan = SAMPLE_PLAN, now = NOW, before: EvaluationState = EMPTY_STATE) =>
  evaluation(facts, now, before, plan);
const actions = (facts: readonly Fact[], plan = SAMPLE_PLAN) =>
  at([...calmFacts(), ...facts], plan).said.actions;
const ids = (facts: readonly Fact[], plan = SAMPLE_PLAN) => actions(facts, plan).map((a) => a.id);

const UNPROVEN = config('brake', { HALTED: 'maybe' });
const AHEAD = tick({ lastTickAt: SEEN + 300_000 });
const stale = (seconds: number): Fact[] =>
  tick({
    lastTickAt: SEEN - (60 + seconds) * 1000,
    reportedAgeSeconds: 60 + seconds,
    ok: false,
    status: 503,
  });
const CRASH = waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff');
const PULL = waitingPod('pilot-1', 'pilot', 'ErrImagePull');
const ZERO_PILOT = workload('pilot', { kind: 'StatefulSet', desired: 0, ready: 0, actual: 0 });

describe('the order of actions', () => {
  test.each<[string, Fact[], string[]]>([
    [
      'execution that is unproven stands before a rule that pages',
      [...stale(200), UNPROVEN],
      ['execution-unproven', 'rule-stale-long'],
    ],
    [
      'execution that is not off stands before everything',
      [...stale(200), workload('crane')],
      ['rule-crane-on', 'rule-brake-unclear', 'rule-stale-long'],
    ],
    [
      'a P0 that no rule pages for stands before a P1 that pages',
      [...AHEAD, CRASH],
      ['agent-feed', 'rule-crash-long'],
    ],
    [
      'of one severity what is due stands before what counts down',
      [...stale(200), CRASH],
      ['rule-stale-long', 'rule-crash-long'],
    ],
    [
      'of one severity, not due, the oldest stands first, whether or not a rule counts down for it',
      [...stale(60), PULL, ZERO_PILOT],
      ['rule-stale-long', 'failure-pull'],
    ],
  ])('%s', (_rule, facts, expected) => {
    expect(ids(facts)).toEqual(expected);
  });
});

describe('an unknown that the plan does not leave open', () => {
  test('is an action of its agent’s priority, with the runbook of what watches it', () => {
    const [action, ...others] = actions(AHEAD);
    expect(others).toEqual([]);
    expect(action).toMatchObject({
      id: 'agent-feed',
      severity: 'P0',
      verdict: 'unknown',
      agent: 'feed',
      paging: 'symptom',
      runbook: { slug: 'feed_stale' },
    });
    expect(action && actionText(action)).toMatchObject({
      title: 'feed: clock skew',
      response: 'Nothing shows that it is well: look by hand',
    });
  });

  test('keeps its start from one evaluation to the next', () => {
    const first = at([...calmFacts(), ...AHEAD]);
    const then = at([...calmFacts(), ...AHEAD], SAMPLE_PLAN, NOW + 1_000, first.evaluationState);
    expect(then.said.actions.map((a) => a.since)).toEqual(first.said.actions.map((a) => a.since));
  });

  const odd = (change: object): Plan =>
    planSchema.parse({
      ...SAMPLE_PLAN,
      agents: [
        ...SAMPLE_PLAN.agents,
        { ...PLAIN_AGENT, name: 'odd', role: 'r', kind: 'ops', criticality: 'P1', workloads: [], ...change },
      ],
    });
  const URL = {
    id: 'health',
    kind: 'process-health',
    path: '/health',
    target: { via: 'url', urlEnv: 'ODD_URL' },
  };

  test.each<[string, object]>([
    ['without a workload in the plan', { workloadUndeclared: 'nobody knows' }],
    ['without any evidence of its health', {}],
    ['on demand, that nothing shows', { runs: 'on-demand', probes: [URL] }],
    ['optional, that nothing ever showed', { optional: true, probes: [URL] }],
  ])('is not an agent %s', (_what, change) => {
    expect(ids([], odd(change))).toEqual([]);
  });

  test('is an optional agent that answered before', () => {
    const lost = attempt('odd', 'health', 'ODD_URL', 'unparsable', 200, NOW - 10);
    const [answer] = calmFacts().filter((f) => f.kind === 'answer');
    const value = {
      agent: 'odd',
      probe: 'health',
      instance: 'ODD_URL',
      status: 200,
      raw: '{}',
      contract: 'process-health',
      service: 'odd',
      healthy: true,
    };
    const was = { ...answer, subject: lost.subject, observedAt: NOW - 60_000, value } as Fact;
    expect(ids([was, lost], odd({ optional: true, probes: [URL] }))).toEqual(['agent-odd']);
  });

  test('is one whose address nobody configured', () => {
    const unset = attempt('odd', 'health', 'ODD_URL', 'not-configured');
    expect(ids([unset], odd({ probes: [URL] }))).toEqual(['agent-odd']);
  });

  test('is told once where one cause makes many unknown', () => {
    expect(ids([blind('poll/StatefulSet'), blind('poll/Pod')])).toEqual([
      'execution-unproven',
      'console-blind',
    ]);
  });

  test('is told by the rule on lost sight where that lists it', () => {
    const rule = {
      id: 'lost',
      priority: 'P0',
      title: 'Lost',
      response: 'look',
      forSeconds: 60,
      when: { kind: 'sight-lost', criticalities: ['P0'] },
    };
    const plan = planSchema.parse({ ...SAMPLE_PLAN, escalations: [...SAMPLE_PLAN.escalations, rule] });
    const lapsed = calmFacts().map((f) =>
      f.subject.startsWith('probe/feed') ? { ...f, observedAt: NOW - 20_000 } : f,
    );
    const found = at(lapsed, plan).said.actions;
    expect(found.map((a) => a.id)).toEqual(['rule-lost']);
    expect(found.map((a) => actionText(a).title)).toEqual(['P0 subjects are out of sight']);
  });

  test('does not cry while first looks are under way, and does once they should be over', () => {
    const quiet = calmFacts().filter((f) => !f.subject.startsWith('probe/'));
    const first = at(quiet);
    expect(first.said.actions).toEqual([]);
    const late = quiet.map((f) => ({ ...f, observedAt: f.observedAt + 30_000 }));
    const sources = late.map((f) =>
      f.kind === 'source-status' && f.value !== null
        ? { ...f, value: { ...f.value, lastSeenAt: SEEN + 30_000 } }
        : f,
    );
    const then = at(sources as Fact[], SAMPLE_PLAN, NOW + 30_000, first.evaluationState).said.actions;
    expect(then.map((a) => a.id)).toEqual(['agent-feed', 'agent-pilot']);
  });

  test('does not count for a rule on lost sight before anybody was asked since the start, and then it does', () => {
    const rule = { id: 'lost', priority: 'P0', title: 'Lost', response: 'look', forSeconds: 60 };
    const lost = { ...rule, when: { kind: 'sight-lost', criticalities: ['P0'] } };
    const plan = planSchema.parse({ ...SAMPLE_PLAN, escalations: [...SAMPLE_PLAN.escalations, lost] });
    const unasked = calmFacts().filter((f) => !f.subject.startsWith('probe/'));
    const first = at(unasked, plan);
    const stateOf = ({ said }: typeof first) => said.escalations.find((e) => e.id === 'lost')?.state;
    expect([stateOf(first), first.said.actions]).toEqual(['cannot-tell', []]);
    expect(stateOf(at(calmFacts(), plan, NOW + 1_000, first.evaluationState))).toBe('inactive');
    const still = unasked.map((f) => ({ ...f, observedAt: f.observedAt + 10_000 }));
    expect(stateOf(at(still, plan, NOW + 10_000, first.evaluationState))).toBe('pending');
  });

  test('a source that is being read for the first time is not lost', () => {
    expect(ids([sourceStatus('watch/Node', { state: 'starting', lastSeenAt: null })])).toEqual([]);
  });
});

describe('titles say what holds now', () => {
  const timed = (when: object): Plan =>
    planSchema.parse({
      ...SAMPLE_PLAN,
      escalations: [
        {
          id: 'x',
          priority: 'P1',
          title: 'So for more than 9 minutes',
          response: 'r',
          forSeconds: 540,
          when,
        },
      ],
    });
  const title = (facts: readonly Fact[], when: object) =>
    actions(facts, timed(when))
      .filter((a) => a.id === 'rule-x')
      .map((a) => actionText(a).title);

  test.each<[string, Fact[], object, string]>([
    ['a failure mode', stale(600), { kind: 'failure', failure: 'feed-stale' }, 'feed-stale'],
    [
      'an agent',
      [ZERO_PILOT],
      { kind: 'agent', agents: ['pilot'], verdicts: ['bad'] },
      'pilot: scaled to zero',
    ],
    ['execution', [workload('crane')], { kind: 'execution', outcomes: ['not-off'] }, 'Execution is not off'],
    [
      'the kill switch',
      [UNPROVEN, pod('crane-x', 'crane')],
      { kind: 'halt-switch-unconfirmed' },
      'The kill switch is not confirmed, and an executor is not off',
    ],
    [
      'the gate',
      status({ marketdataFresh: false }),
      { kind: 'gate-bypassed' },
      'The freshness gate is bypassed',
    ],
    [
      'sight',
      [blind('poll/Pod')],
      { kind: 'sight-lost', criticalities: ['P0', 'P1'] },
      'P0, P1 subjects are out of sight',
    ],
  ])('of %s, whether it pages or counts down', (_what, facts, when, expected) => {
    expect(title(facts, when)).toEqual([expected]);
  });

  test('a rule without a duration says what holds itself', () => {
    const [first] = actions([workload('crane')]);
    expect(first && actionText(first).title).toBe('crane-on');
  });
});
