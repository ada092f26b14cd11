import { expect, test } from 'vitest';
import { Collector } from '#server/collector.ts';
import { calmFacts, NOW } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { contractsSchema } from '../document.ts';
import { contractsReader } from './conformance.ts';

/** A collector by a clock that the test turns. */
function collectorAt(time: { now: number }): Collector {
  return new Collector({
    plan: { plan: SAMPLE_PLAN, file: 'sample', digest: 'd', problems: [] },
    about: { version: '0', build: 'b', clockOffsetSeconds: 0, context: 'c' },
    clock: { now: () => time.now, monotonic: () => time.now },
    listeners: { posture: () => undefined, tick: () => undefined, evaluated: () => undefined },
  });
}

test('contracts are made of the present, once per second and posture, and say until when they count', () => {
  const time = { now: NOW };
  const collector = collectorAt(time);
  const read = contractsReader(collector);
  const blind = read();
  expect(read()).toBe(blind);
  expect(contractsSchema.parse(blind)).toEqual(blind);
  expect(blind.counts.holds).toBe(0);
  expect(blind.postureId).toBe(collector.posture().id);
  expect(Date.parse(blind.validUntil) - Date.parse(blind.at)).toBe(15_000);

  collector.say(calmFacts());
  collector.turn();
  const seen = read();
  expect(seen.counts.holds).toBeGreaterThan(0);

  time.now += 60_000;
  expect(read().counts.holds).toBe(0);
  expect(read().at).toBe(new Date(time.now).toISOString());
});
