import { describe, expect, test } from 'vitest';
import { type Posture, postureSchema, type Tick } from '#lib/posture.ts';
import { calmFacts, NOW, tick, workload } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { Collector } from './collector.ts';

function collecting() {
  let now = NOW;
  let set = 0;
  const postures: Posture[] = [];
  const ticks: Tick[] = [];
  const detected: (number | null)[] = [];
  const evaluated: number[] = [];
  const collector = new Collector({
    plan: { plan: SAMPLE_PLAN, file: 'sample', digest: 'd', problems: [] },
    about: { version: '0', build: 'b', clockOffsetSeconds: 0, context: 'c' },
    clock: { now: () => now, monotonic: () => now - set },
    listeners: {
      posture: (posture, _, detectionMs) => {
        postures.push(posture);
        detected.push(detectionMs);
      },
      tick: (t) => ticks.push(t),
      evaluated: (ms) => evaluated.push(ms),
    },
  });
  const at = (later: number) => {
    now = NOW + later;
  };
  /** The clock is set: the other one goes on. */
  const setBy = (ms: number) => {
    now += ms;
    set += ms;
  };
  return { collector, postures, ticks, detected, evaluated, at, setBy };
}

describe('collector', () => {
  test('a burst of facts is evaluated once and published once', async () => {
    const { collector, postures } = collecting();
    for (const fact of calmFacts()) collector.say([fact]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(postures.map((p) => p.execution.outcome)).toEqual(['proven-off']);
    postureSchema.parse(postures[0]);
  });

  test('a change of a verdict is published in the turn in which it is received', () => {
    const { collector, postures } = collecting();
    collector.say(calmFacts());
    collector.turn();
    collector.say([workload('crane')]);
    collector.turn();
    expect(postures.at(-1)?.execution.outcome).toBe('not-off');
  });

  test('what was good by a clock that was put back is not good again when that time comes', () => {
    const { collector, postures, at } = collecting();
    collector.say(calmFacts());
    collector.turn();
    expect(postures.at(-1)?.execution.outcome).toBe('proven-off');
    at(-20_000);
    collector.turn();
    expect(postures.at(-1)?.execution.outcome).toBe('unproven');
    at(1_000);
    collector.turn();
    expect(postures.at(-1)?.execution.outcome).toBe('unproven');
  });

  test('a clock that is set forward makes no rule come due', () => {
    const { collector, setBy } = collecting();
    const rule = () => collector.posture().escalations.find(({ id }) => id === 'stale-long');
    const stale = (at: number) => tick({ ok: false, status: 503, lastTickAt: NOW - 60_000 }, at);
    collector.say([...calmFacts(), ...stale(NOW)]);
    collector.turn();
    expect(rule()?.state).toBe('pending');
    setBy(3_600_000);
    collector.say(stale(NOW + 3_600_000));
    collector.turn();
    expect(rule()).toMatchObject({ state: 'pending', since: expect.stringMatching(/^2026-11-20T16:/) });
  });

  test('how long it took to publish news is counted from when it was observed, not from when it came', () => {
    const { collector, detected, evaluated, at } = collecting();
    collector.say(calmFacts());
    collector.turn();
    const evaluations = evaluated.length;
    const before = detected.length;
    at(700);
    // The poll reads the calm world again, which is no news; one workload was raised 200 ms ago.
    collector.say([...calmFacts(), { ...workload('crane'), observedAt: NOW + 500 }]);
    collector.turn();
    expect(detected.slice(before)).toEqual([200]);
    expect(evaluated.length).toBe(evaluations + 1);
  });

  test('what time alone changed was detected by nobody', () => {
    const { collector, detected, at } = collecting();
    collector.say(calmFacts());
    collector.turn();
    const before = detected.length;
    at(60_000);
    collector.tick();
    expect(detected.slice(before)).toEqual([null]);
  });

  test('what only moves is not published: it rides on the tick', () => {
    const { collector, postures, ticks } = collecting();
    collector.say(calmFacts());
    collector.turn();
    const published = postures.length;
    collector.say(tick({}, NOW - 100));
    collector.tick();
    expect(postures.length).toBe(published);
    expect(ticks.at(-1)?.measured.agents.feed?.lastBeatAt).toBe(new Date(NOW - 1_100).toISOString());
  });

  test('time alone takes a proof back', () => {
    const { collector, postures, at } = collecting();
    collector.say(calmFacts());
    collector.turn();
    at(10_000);
    collector.tick();
    expect(postures.at(-1)?.execution.outcome).toBe('unproven');
  });

  test('an invalid plan on disk keeps the old one and says so', () => {
    const { collector } = collecting();
    collector.setPlan({ plan: SAMPLE_PLAN, file: 'sample', digest: 'd', problems: ['sample:1:1: wrong'] });
    expect(collector.posture().plan).toMatchObject({ verdict: 'attention', problems: ['sample:1:1: wrong'] });
    expect(collector.posture().agents.length).toBe(SAMPLE_PLAN.agents.length);
  });
});
