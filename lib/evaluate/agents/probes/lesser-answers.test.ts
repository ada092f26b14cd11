import { describe, expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import { answered, attempt, calmFacts, NOW } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { renderedAgent } from '#testing/samples/rendered.ts';
import type { AnswerValue, Fact } from '../../../facts/fact.ts';
import type { Plan } from '../../../plan/schema.ts';
import { EMPTY_STATE } from '../../base/state.ts';

type Said = Partial<AnswerValue> & { contract: AnswerValue['contract'] };

const BEAT = {
  id: 'config-beat',
  kind: 'config-heartbeat',
  path: '/data/last_seen',
  target: { via: 'config-map', namespace: 'pier', configMap: 'beat' },
  limitSeconds: 180,
  optional: true,
} as const;
const NATS = {
  id: 'nats',
  kind: 'nats-health',
  path: '/healthz',
  target: { via: 'url', urlEnv: 'NATS_URL' },
  optional: true,
} as const;
const READY = {
  id: 'ready',
  kind: 'readiness',
  path: '/readyz',
  target: { via: 'url', urlEnv: 'X' },
} as const;

/** The sample plan, with one more probe for an agent. */
function planWith(agent: string, probe: Plan['agents'][number]['probes'][number], more: object = {}): Plan {
  const agents = SAMPLE_PLAN.agents.map((a) =>
    a.name === agent ? { ...a, ...more, probes: [...a.probes, probe] } : a,
  );
  return { ...SAMPLE_PLAN, agents };
}

function evaluated(plan: Plan, name: string, facts: readonly Fact[]) {
  const { said } = evaluation([...calmFacts(), ...facts], NOW, EMPTY_STATE, plan);
  return { said, agent: renderedAgent(said, name) };
}

const says = (agent: string, probe: string, instance: string, value: Said) =>
  answered(agent, probe, instance, value, NOW - 500);

describe('a heartbeat in a ConfigMap', () => {
  const beat = (ageSeconds: number) =>
    says('feed', 'config-beat', 'pier/config-beat', {
      contract: 'config-heartbeat',
      heartbeatAt: NOW - ageSeconds * 1000,
    });
  const plan = planWith('feed', BEAT);

  test.each<[string, Fact[], object]>([
    ['within its limit is good', beat(179), { verdict: 'good' }],
    ['over its limit is a failure of its own', beat(181), { verdict: 'bad', state: 'Stale' }],
    ['in the future shows that clocks differ', beat(-9), { verdict: 'unknown', state: 'Clock skew' }],
    ['that nothing shows yet says nothing', [], { verdict: 'good' }],
    [
      'that never beat says nothing',
      [attempt('feed', 'config-beat', 'pier/config-beat', 'no-evidence', null, NOW - 500)],
      { verdict: 'good' },
    ],
  ])('%s', (_, facts, expected) => expect(evaluated(plan, 'feed', facts).agent).toMatchObject(expected));

  test('is no market data: an old one is neither reported as stale ticks, nor as the agent’s last heartbeat', () => {
    const { said, agent } = evaluated(plan, 'feed', beat(900));
    expect(said.failures.find((f) => f.id === 'stale-feed')?.state ?? 'absent').not.toBe('present');
    expect(agent?.reason).toMatch(/^in its ConfigMap: last heartbeat .*, limit 180 s$/);
    const before = evaluation(calmFacts(), NOW, EMPTY_STATE, SAMPLE_PLAN).said;
    expect(said.measured.agents.feed).toEqual(before.measured.agents.feed);
    expect(agent?.heartbeatLimitSeconds).toBe(
      before.agents.find((a) => a.name === 'feed')?.heartbeatLimitSeconds,
    );
  });

  test('left behind by an agent that people start does not make it run', () => {
    const onDemand = SAMPLE_PLAN.agents.find((a) => a.runs === 'on-demand' && a.workloads.length > 0);
    const name = onDemand?.name ?? '';
    const before = renderedAgent(evaluation(calmFacts(), NOW, EMPTY_STATE, SAMPLE_PLAN).said, name);
    const left = says(name, 'config-beat', 'pier/config-beat', {
      contract: 'config-heartbeat',
      heartbeatAt: NOW - 9e6,
    });
    expect(evaluated(planWith(name, BEAT), name, left).agent).toMatchObject({
      verdict: before?.verdict,
      state: before?.state,
      reason: before?.reason,
    });
  });
});

describe('a NATS server that an agent uses', () => {
  const plan = planWith('feed', NATS);
  const nats = (healthy: boolean, status: number) =>
    says('feed', 'nats', 'NATS_URL', { contract: 'nats-health', healthy, status });

  test.each<[string, Fact[], object]>([
    ['that is ok is good', nats(true, 200), { verdict: 'good' }],
    ['that is not ok is a failure', nats(false, 503), { verdict: 'bad', state: 'NATS unhealthy' }],
    [
      'whose URL is not set says nothing',
      [attempt('feed', 'nats', 'NATS_URL', 'not-configured', null, NOW - 500)],
      { verdict: 'good' },
    ],
    // Published once, when the console began.
    [
      'whose URL is not set says nothing an hour later either',
      [attempt('feed', 'nats', 'NATS_URL', 'not-configured', null, NOW - 3_600_000)],
      { verdict: 'good' },
    ],
    [
      'whose URL is set and that does not answer is out of reach',
      [attempt('feed', 'nats', 'NATS_URL', 'unreachable', null, NOW - 500)],
      { verdict: 'unknown', state: 'Out of reach' },
    ],
  ])('%s', (_, facts, expected) => expect(evaluated(plan, 'feed', facts).agent).toMatchObject(expected));
});

describe('readiness', () => {
  const plan = planWith('feed', READY);
  test.each([
    [true, 200, { verdict: 'good' }],
    [false, 503, { verdict: 'attention', state: 'Not ready', reason: '503, calls itself not ready' }],
  ])('ready %s at %i', (ready, status, expected) => {
    const facts = says('feed', 'ready', 'X', { contract: 'readiness', ready, status });
    expect(evaluated(plan, 'feed', facts).agent).toMatchObject(expected);
  });
});

test('the path that answered is shown, if it is not the probe’s own', () => {
  const tick = calmFacts().find((f) => f.kind === 'answer' && f.value?.contract === 'marketdata-heartbeat');
  if (tick?.kind !== 'answer' || tick.value === null) throw new Error('the calm mesh has no heartbeat');
  const elsewhere: Fact = { ...tick, value: { ...tick.value, path: '/heartbeat' } };
  const { agent } = evaluated(SAMPLE_PLAN, tick.value.agent, [elsewhere]);
  expect(agent?.probes[0]?.path).toBe('/heartbeat');
  expect(agent?.evidence[0]?.path).toBe('/heartbeat');
});
