/** Postures and evaluation states for tests: the sample mesh at an instant. */

import { EMPTY_STATE, type EvaluationState } from '#lib/evaluate/base/state.ts';
import type { Posture } from '#lib/posture.ts';
import type { EvaluationInputs } from '#platform/compose-posture.ts';
import { Collector } from '#server/collector.ts';
import { DiskJournal } from '#store/disk-journal.ts';
import { SAMPLE_PLAN } from '../samples/plan.ts';

/** 10:15 ET in an open market. */
export const T0 = Date.parse('2026-11-20T15:15:00.000Z');

const still = { posture: () => undefined, tick: () => undefined, evaluated: () => undefined };

/** A console's first posture at that instant, with its input. */
export function publishedAt(at: number): { posture: Posture; inputs: EvaluationInputs } {
  const collector = new Collector({
    plan: { plan: SAMPLE_PLAN, file: 'sample', digest: 'd', problems: [] },
    about: { version: '0', build: 'b', clockOffsetSeconds: 0, context: 'c' },
    clock: { now: () => at, monotonic: () => 0 },
    listeners: still,
  });
  return { posture: collector.posture(), inputs: collector.inputs() };
}

/** Evaluation state with one timer running since `since`. */
export function stateWith(key: string, since: number): EvaluationState {
  return { ...EMPTY_STATE, timers: new Map([[key, { state: 'holds', since }]]) };
}

export const KEEP = { days: 400, rawDays: 7 };

/** A journal in that folder, by a clock that stands at `T0` unless another one is given. */
export function openJournal(folder: string, now: () => number = () => T0): Promise<DiskJournal> {
  const clock = { now, monotonic: () => performance.now() };
  return DiskJournal.open({ folder, file: 'j.sqlite', lib: 'lib', clock, keep: KEEP });
}
