import { expect, test } from 'vitest';
import type { Posture } from '#lib/posture.ts';
import { evaluated } from '#testing/samples/evaluated.ts';
import { calmFacts } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { publishedAt, T0 } from '#testing/store/postures.ts';
import { samplesOf } from './samples.ts';

const posture = { ...publishedAt(T0).posture, agents: evaluated(calmFacts(), T0).agents };
const beating = posture.agents.find((a) => a.heartbeatLimitSeconds !== null)?.name ?? '';
const ago = (seconds: number) => new Date(T0 - seconds * 1_000).toISOString();

type Agent = Partial<Posture['agents'][number]>;
type Measured = Partial<Posture['measured']['agents'][string]>;

function sampled(name: string, agent: Agent, measured: Measured = {}) {
  const nothing = { lastBeatAt: null, reportedAgeSeconds: null, observedAt: null, latencyMs: null };
  const given: Posture = {
    ...posture,
    agents: posture.agents.map((a) => (a.name === name ? { ...a, ...agent } : a)),
    measured: { ...posture.measured, agents: { [name]: { ...nothing, ...measured } } },
  };
  const { values } = samplesOf(SAMPLE_PLAN, given, T0);
  return Object.fromEntries(
    values.flatMap(([key, value]) => {
      const [series = '', of] = key.split('/');
      return of === name ? [[series, value]] : [];
    }),
  );
}

test.each<[string, Agent, Measured, number | null, number | null]>([
  ['a young beat is up', { verdict: 'good' }, { lastBeatAt: ago(2), observedAt: ago(0) }, 2, 1],
  ['an old beat is down', { verdict: 'bad' }, { lastBeatAt: ago(9_999), observedAt: ago(0) }, 9_999, 0],
  [
    'a young beat of an agent that is bad is down',
    { verdict: 'bad' },
    { lastBeatAt: ago(2), observedAt: ago(0) },
    2,
    0,
  ],
  [
    'a young beat of an agent that is not proven good is neither',
    { verdict: 'unknown' },
    { lastBeatAt: ago(2), observedAt: ago(0) },
    2,
    null,
  ],
  [
    'a beat of the future is neither',
    { verdict: 'unknown' },
    { lastBeatAt: ago(-3_600), observedAt: ago(0) },
    -3_600,
    null,
  ],
  [
    'a young beat of an agent that is halted as planned is up',
    { verdict: 'expected-off' },
    { lastBeatAt: ago(2), observedAt: ago(0) },
    2,
    1,
  ],
  [
    'a young beat with a finding beside it is up',
    { verdict: 'attention' },
    { lastBeatAt: ago(2), observedAt: ago(0) },
    2,
    1,
  ],
  [
    'an answer that counts no longer tells nothing',
    { verdict: 'unknown' },
    { lastBeatAt: ago(60), observedAt: ago(60) },
    null,
    null,
  ],
  [
    'a beat of eight seconds ago is up where many pods are asked in turn',
    { verdict: 'good' },
    { lastBeatAt: ago(9), observedAt: ago(8), everySeconds: 10 },
    9,
    1,
  ],
  ['no answer and seen to be down is down', { verdict: 'bad' }, {}, null, 0],
  ['never seen is neither up nor down', { verdict: 'unknown' }, {}, null, null],
])('%s', (_, agent, measured, age, up) => {
  expect(sampled(beating, agent, measured)).toMatchObject({ heartbeat_age_seconds: age, up });
});

test.each<[string, string, Agent, number | null, number | null]>([
  ['up', beating, {}, 1, 1],
  ['down', beating, { verdict: 'bad' }, 0, 1],
  ['unknown', beating, { verdict: 'unknown' }, null, null],
  ['off, as planned', 'crane', {}, null, 0],
  ['not used', beating, { verdict: 'not-applicable', code: 'unused' }, null, 0],
])('%s: whether it is up, and whether its time counts', (_, name, agent, up, enabled) => {
  expect(sampled(name, agent)).toMatchObject({ up, enabled });
});

test('an agent without an SLO has no time that counts', () => {
  const agents = SAMPLE_PLAN.agents.map((a) => ({ ...a, slo: { ...a.slo, clock: 'none' as const } }));
  const { values } = samplesOf({ ...SAMPLE_PLAN, agents }, posture, T0);
  expect(values.filter(([name]) => name.startsWith('enabled/'))).toEqual([]);
});

test('pods and latency are reported as they are seen', () => {
  const pods = { desired: 2, ready: 1, restarts: 7, place: null, list: [] };
  expect(sampled(beating, { pods }, { observedAt: ago(0), latencyMs: 40 })).toMatchObject({
    restarts: 7,
    ready_replicas: 1,
    probe_latency_seconds: 0.04,
  });
});
