/** Postures and carries for tests: the sample mesh as the judge tells it, at a moment. */
import { EMPTY_CARRY, type StoredCarry, serialiseCarry } from '#lib/judgement/carry.ts';
import { SAMPLE_PLAN } from '#lib/judgement/sample/plan.ts';
import type { Posture } from '#lib/wire/posture.ts';
import { Collector } from '../../collector.ts';

/** 10:15 ET in an open market. */
export const T0 = Date.parse('2026-11-20T15:15:00.000Z');

/** A console's first posture at that moment, by a plan of this name. */
export function postureAt(at: number, mesh = 'harbour'): Posture {
  const plan = { ...SAMPLE_PLAN, mesh: { ...SAMPLE_PLAN.mesh, name: mesh } };
  return new Collector({
    plan: { plan, file: 'sample', digest: 'd', problems: [] },
    about: { version: '0', build: 'b', clockOffsetSeconds: 0, context: 'c' },
    clock: { now: () => at, monotonic: () => 0 },
    listeners: { posture: () => undefined, tick: () => undefined, judged: () => undefined },
  }).posture();
}

/** What is carried when one timer runs since `since`. */
export function carryWith(key: string, since: number): StoredCarry {
  return serialiseCarry({ ...EMPTY_CARRY, timers: new Map([[key, { state: 'holds', since }]]) });
}
