import { describe, expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import { attempt, container, NOW, node, sourceStatus } from '#testing/samples/facts.ts';
import { renderedAgent } from '#testing/samples/rendered.ts';
import {
  askedContainer,
  readiness,
  readyPod,
  tried,
  UNREACHED,
  unreached,
  unreachedPlan,
} from '#testing/samples/unreached.ts';
import type { Fact } from '../../../facts/fact.ts';
import { text } from '../../../messages/text.ts';
import type { Plan } from '../../../plan/schema.ts';
import { EMPTY_STATE } from '../../base/state.ts';

const saidOf = (facts: readonly Fact[], plan: Plan) => evaluation(facts, NOW, EMPTY_STATE, plan).said;
const codes = (facts: readonly Fact[], plan: Plan) =>
  Object.fromEntries(
    saidOf(facts, plan)
      .agents.filter(({ name }) => UNREACHED.some(([agent]) => agent === name))
      .map(({ name, code }) => [name, code]),
  );
const OUT = 'pods-out-of-reach';

describe('nobody answers from here, and the kubelet finds all of them Ready', () => {
  const said = saidOf(unreached(1), unreachedPlan(1));

  test('each is unknown, with the same cause and the runbook of a blind console', () => {
    for (const name of ['feed', 'pilot', 'lamp'])
      expect(renderedAgent(said, name)).toMatchObject({
        verdict: 'unknown',
        code: OUT,
        state: 'Out of reach',
        reason:
          'out of reach from here: no HTTP answer in 30 s from 3 of 3 workloads, though the kubelet finds their pods Ready',
        runbook: { slug: 'blind' },
      });
  });

  test('one P0 action tells the cause once, and nobody is called bad', () => {
    expect(said.actions.map(({ id, severity, verdict }) => [id, severity, verdict])).toEqual([
      ['rule-lost', 'P0', 'unknown'],
    ]);
    const [action] = said.actions;
    expect(text(action?.detail ?? null).match(/out of reach/g)).toHaveLength(1);
  });

  test('a plan without a rule for it has one P0 action too', () => {
    const { actions } = saidOf(unreached(1), unreachedPlan(1, false));
    expect(actions.map(({ id, severity }) => [id, severity])).toEqual([['console-blind', 'P0']]);
    expect(actions[0]?.runbook?.slug).toBe('blind');
  });

  test('a timer that ran for silence alone is dropped once it is known why', () => {
    const rule = ({ said: { escalations } }: ReturnType<typeof evaluation>) =>
      escalations.find(({ id }) => id === 'stale-long')?.state;
    const lately = tried('lamp', 'timeout', { heardAt: NOW - 29_000 });
    const plan = unreachedPlan(1);
    const first = evaluation([...unreached(1), lately], NOW, EMPTY_STATE, plan);
    expect(rule(first)).toBe('pending');
    expect(rule(evaluation(unreached(1), NOW + 100, first.evaluationState, plan))).toBe('cannot-tell');
  });

  test('whether data is stale cannot be told, nor whether the gate is passed', () => {
    const states = Object.fromEntries(said.escalations.map(({ id, state }) => [id, state]));
    expect(states).toMatchObject({ 'stale-long': 'cannot-tell', bypass: 'cannot-tell', lost: 'pending' });
    expect(said.failures.find(({ id }) => id === 'feed-stale')?.state).toBe('cannot-tell');
    expect(said.failures.find(({ id }) => id === 'blind')).toMatchObject({ state: 'present', who: ['pods'] });
  });
});

const without = (facts: readonly Fact[], ...subjects: string[]) =>
  facts.filter(({ subject }) => !subjects.includes(subject));

describe('it is out of reach only if', () => {
  const cases: [string, boolean, readonly Fact[], number][] = [
    ['three are', true, unreached(1), 1],
    ['two are not enough', false, unreached(0), 0],
    ['four of five are', true, [...unreached(3), tried('bell', 'answered', { status: 200 })], 3],
    ['three of four are too few', false, [...unreached(2), tried('tide', 'no-evidence', { status: 500 })], 2],
    ['one of three answers 404', false, [...unreached(1), tried('lamp', 'no-evidence', { status: 404 })], 1],
    ['one of three answers 500', false, [...unreached(1), tried('lamp', 'unparsable', { status: 500 })], 1],
    [
      'one of three answers as the API server would, and not as it does where it reaches no pod',
      false,
      [...unreached(1), tried('lamp', 'proxy-error', { status: 503 })],
      1,
    ],
    [
      'the API server says of each that it cannot reach it',
      true,
      [
        ...unreached(1),
        ...(['feed', 'pilot', 'lamp'] as const).map((name) => tried(name, 'unreachable', { status: 503 })),
      ],
      1,
    ],
    [
      'one answered 29 s ago',
      false,
      [...unreached(1), tried('lamp', 'timeout', { heardAt: NOW - 29_000 })],
      1,
    ],
    [
      'one answered 31 s ago',
      true,
      [...unreached(1), tried('lamp', 'timeout', { heardAt: NOW - 31_000 })],
      1,
    ],
    ['one is not Ready', false, [...unreached(1), readyPod('lamp-1', 'lamp', { ready: false })], 1],
    [
      'one has a second pod, which a rollout has not made Ready yet',
      true,
      [...unreached(1), readyPod('lamp-2', 'lamp', { ready: false })],
      1,
    ],
    [
      'a second pod of one answers',
      false,
      [
        ...unreached(1),
        readyPod('lamp-2', 'lamp'),
        attempt('lamp', 'health', 'pier/lamp-2', 'unparsable', 500, NOW - 500),
      ],
      1,
    ],
    [
      'one is Ready because nothing asks it',
      false,
      [...unreached(1), readyPod('lamp-1', 'lamp', { containers: [container()] })],
      1,
    ],
    [
      'of one only a side container is asked',
      false,
      [
        ...unreached(1),
        readyPod('lamp-1', 'lamp', {
          containers: [container(), container({ name: 'side', probes: readiness('9090') })],
        }),
      ],
      1,
    ],
    [
      'the container that serves is asked, a side container is not',
      true,
      [
        ...unreached(1),
        readyPod('lamp-1', 'lamp', { containers: [askedContainer, container({ name: 'side' })] }),
      ],
      1,
    ],
    [
      'each is asked by a command',
      true,
      [...unreached(1), readyPod('lamp-1', 'lamp', { containers: [container({ probes: readiness(null) })] })],
      1,
    ],
    [
      'the node of one is silent',
      false,
      [...unreached(1), readyPod('lamp-1', 'lamp', { node: 'n2' }), node('n2', { ready: false })],
      1,
    ],
    ['one has no pod that runs: it is not counted', false, [...without(unreached(1), 'Pod/pier/lamp-1')], 1],
  ];
  test.each(cases)('%s: %s', (_rule, expected, facts, count) => {
    const said = codes(facts, unreachedPlan(count));
    expect(said.feed).toBe(expected ? OUT : 'no-answer');
    expect(Object.values(said).includes(OUT)).toBe(expected);
  });

  test('pods can be read: else their Ready is of another time, and each is out of reach for that', () => {
    const facts = [...unreached(1), sourceStatus('poll/Pod', { state: 'blind' })];
    expect(codes(facts, unreachedPlan(1)).feed).toBe('out-of-reach');
  });
});

describe('once one of them answers again', () => {
  const plan = unreachedPlan(1);
  const { evaluationState } = evaluation(unreached(1), NOW, EMPTY_STATE, plan);
  const heard = tried('lamp', 'no-evidence', { status: 404 }, NOW + 900);
  const at = (ms: number, state: typeof evaluationState, facts: readonly Fact[]) => {
    const all = facts.map((fact) =>
      fact.kind === 'source-status' && fact.value !== null
        ? { ...fact, value: { ...fact.value, lastSeenAt: NOW + ms - 500 } }
        : fact,
    );
    const { said, evaluationState: next } = evaluation(all, NOW + ms, state, plan);
    return { next, feed: said.agents.find(({ name }) => name === 'feed')?.code };
  };
  const opened = at(1_000, evaluationState, [...unreached(1), heard]);

  test('the others are unknown until they are asked again', () => {
    expect(opened.feed).toBe(OUT);
    expect(at(2_000, opened.next, [...unreached(1), heard]).feed).toBe(OUT);
  });
  test('one that is asked again and does not answer is judged by itself', () => {
    const again = tried('feed', 'timeout', {}, NOW + 1_500);
    expect(at(2_000, opened.next, [...unreached(1), heard, again]).feed).toBe('no-answer');
  });
  test('that lasts ten seconds at most', () => {
    const facts = [...unreached(1), heard];
    expect(at(11_000, opened.next, facts).feed).toBe(OUT);
    expect(at(11_001, opened.next, facts).feed).toBe('lapsed');
  });
  test('a console that never saw it closed judges each by itself', () => {
    expect(at(1_000, EMPTY_STATE, [...unreached(1), heard]).feed).toBe('no-answer');
  });
});

test('an agent that is not Ready is judged by itself among those that are out of reach', () => {
  const facts = [...unreached(3), readyPod('bell-1', 'bell', { ready: false })];
  expect(codes(facts, unreachedPlan(3))).toMatchObject({ feed: OUT, lamp: OUT, bell: 'no-answer' });
});

test('a pod that is not Ready keeps its agent bad, whatever hides the others of it', () => {
  const second = [
    readyPod('lamp-2', 'lamp', { ready: false }),
    attempt('lamp', 'health', 'pier/lamp-2', 'timeout', null, NOW - 500),
  ];
  expect(codes([...unreached(1), ...second], unreachedPlan(1))).toMatchObject({
    feed: OUT,
    lamp: 'no-answer',
  });
});

test('one that is asked at its service is out of reach with its pods, none of which is asked by itself', () => {
  const plan = unreachedPlan(1);
  const atService = {
    ...plan,
    agents: plan.agents.map((agent) => ({
      ...agent,
      probes: agent.probes.map((probe) =>
        agent.name === 'lamp' && probe.target.via === 'workload'
          ? { ...probe, target: { ...probe.target, service: 'lamps' } }
          : probe,
      ),
    })),
  };
  const facts = unreached(1).filter(({ subject }) => !subject.startsWith('probe/lamp'));
  const asked = (more: readonly Fact[]) =>
    codes(
      [...facts, attempt('lamp', 'health', 'pier/lamps', 'timeout', null, NOW - 500), ...more],
      atService,
    );
  expect(asked([])).toMatchObject({ feed: OUT, lamp: OUT });
  expect(asked([readyPod('lamp-1', 'lamp', { ready: false })])).toMatchObject({ lamp: 'no-answer' });
});

test('an error that an agent could have written itself is as bad as its own', () => {
  const facts = [...unreached(0), tried('feed', 'proxy-error', { status: 500 })];
  expect(codes(facts, unreachedPlan(0)).feed).toBe('answers-error');
});
