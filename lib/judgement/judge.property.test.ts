/** Properties over generated worlds. The oracle reads the facts by itself and shares no code with judgement. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Fact } from '../ledger/fact.ts';
import { postureSchema } from '../wire/posture.ts';
import {
  attempt,
  blind,
  calmFacts,
  config,
  NOW,
  pod,
  SWEEPS,
  sight,
  status,
  tick,
  waitingPod,
  workload,
} from './sample/facts.ts';
import { judged, judgement } from './sample/judged.ts';

const HALTED_WORDS = ['1', 'true', 'YES', ' on '];
const switchValue = fc.constantFrom(...HALTED_WORDS, '0', 'off', '', 'maybe', 'null');
const replicas = fc.constantFrom(0, 0, 0, 1, 3);
const age = fc.constantFrom(0, 500, 2_000, 9_999, 10_001, 600_000);

/** One disturbance each, over everything that a source can say. */
const disturbances: fc.Arbitrary<Fact[]>[] = [
  fc
    .tuple(replicas, replicas, fc.constantFrom('pier', 'elsewhere'))
    .map(([desired, actual, namespace]) => [workload('crane', { desired, actual, namespace })]),
  fc
    .record({ terminating: fc.boolean(), phase: fc.constantFrom('Pending', 'Running', 'Succeeded') })
    .map((v) => [pod('crane-x', 'crane', v)]),
  switchValue.map((v) => [config('brake', { HALTED: v })]),
  switchValue.map((v) => [config('second', { STOP: v })]),
  fc.constant([config('brake', null)]),
  fc.constantFrom(...SWEEPS).map((s) => [blind(s)]),
  fc.tuple(fc.constantFrom(...SWEEPS), age).map(([s, a]) => [sight(s, { lastSeenAt: NOW - a })]),
  fc.constantFrom(...SWEEPS).map((s) => [sight(s, { scope: ['pier'] })]),
  fc
    .tuple(age, fc.boolean(), fc.constantFrom(200, 503))
    .map(([a, ok, code]) => tick({ lastTickAt: NOW - a, ok, status: code, reportedAgeSeconds: a / 1000 })),
  fc.constantFrom('OK', 'HALTED', 'DEGRADED', 'OFFLINE', 'UNKNOWN', null).map((state) => status({ state })),
  fc.constantFrom('LIVE', 'execute', 'PAPER', 'OFF').map((mode) => status({ mode })),
  fc
    .constantFrom('CrashLoopBackOff', 'ImagePullBackOff', 'ContainerCreating')
    .map((r) => [waitingPod('pilot-0', 'pilot', r)]),
  fc
    .constantFrom('timeout' as const, 'unreachable' as const, 'unparsable' as const)
    .map((o) => [attempt('feed', 'beat', 'pier/feed-1', o)]),
];
const disturbance = fc.oneof(...disturbances);
const world = fc
  .tuple(fc.subarray(calmFacts(), { minLength: 0 }), fc.array(disturbance, { maxLength: 4 }))
  .map(([calm, more]) => [...calm, ...more.flat()]);
const nearlyCalm = fc.array(disturbance, { maxLength: 2 }).map((more) => [...calmFacts(), ...more.flat()]);
const RUNS = { seed: 20_261_120, numRuns: 1_500 };

/** The last word on each subject, as the facts have it. */
function lastWord(facts: readonly Fact[]): Map<string, Fact> {
  return new Map(facts.map((f) => [`${f.kind} ${f.subject}`, f]));
}

/** Whether the facts, read plainly, show an executor, an open switch, or a hole in what was seen. */
function plainlyOff(facts: readonly Fact[]): boolean {
  const last = [...lastWord(facts).values()];
  const runs = last.some(
    (f) =>
      (f.kind === 'workload' && f.value?.name === 'crane' && f.value.desired + f.value.actual > 0) ||
      (f.kind === 'pod' &&
        f.value?.workload?.name === 'crane' &&
        (f.value.terminating || f.value.phase !== 'Succeeded')),
  );
  const halted = ['brake/HALTED', 'second/STOP'].every((pair) => {
    const [name = '', key = ''] = pair.split('/');
    const held = last.find((f) => f.subject === `ConfigMap/pier/${name}` && f.kind === 'config');
    return held?.kind === 'config' && HALTED_WORDS.includes(held.value?.data[key] ?? '');
  });
  const seen = SWEEPS.every((s) => {
    const held = last.find((f) => f.subject === s);
    if (held?.kind !== 'sight' || held.value === null || held.value.lastSeenAt === null) return false;
    const whole = s.includes('ConfigMap') || held.value.scope === 'cluster';
    return held.value.state === 'seen' && whole && NOW - held.value.lastSeenAt <= 10_000;
  });
  const live = last.some(
    (f) =>
      f.kind === 'answer' &&
      f.value?.contract === 'ops-status' &&
      ['LIVE', 'EXECUTE'].includes(f.value.mode?.toUpperCase() ?? ''),
  );
  return !runs && halted && seen && !live;
}

describe('judgement over generated worlds', () => {
  test('proven-off is said exactly when the facts, read plainly, prove it', () => {
    let proven = 0;
    fc.assert(
      fc.property(fc.oneof(world, nearlyCalm), (facts) => {
        const off = judged(facts).execution.outcome === 'proven-off';
        proven += Number(off);
        expect(off).toBe(plainlyOff(facts));
      }),
      RUNS,
    );
    expect(proven / RUNS.numRuns).toBeGreaterThan(0.05);
  });

  test('total and deterministic, and always a valid posture', () => {
    const said = z.omit(postureSchema, {
      schemaVersion: true,
      id: true,
      at: true,
      console: true,
      mesh: true,
      plan: true,
    });
    fc.assert(
      fc.property(world, (facts) => {
        const first = judgement(facts);
        expect(judgement(facts)).toEqual(first);
        said.parse(first.said);
      }),
      { ...RUNS, numRuns: 400 },
    );
  });

  test('time that passes without a fact proves nothing: an hour later nothing that rests on sight is good', () => {
    fc.assert(
      fc.property(world, (facts) => {
        const later = judged(facts, NOW + 3_600_000);
        expect(later.execution.verdict).not.toBe('good');
        expect(later.agents.filter((a) => a.verdict === 'good')).toEqual([]);
        expect(later.failures.filter((f) => f.verdict === 'good')).toEqual([]);
      }),
      { ...RUNS, numRuns: 400 },
    );
  });

  test('losing sight of a source never makes anything look better', () => {
    const good = (facts: Fact[]) => {
      const { execution, agents, failures } = judged(facts);
      return [execution, ...agents, ...failures].filter((x) => x.verdict === 'good').length;
    };
    fc.assert(
      fc.property(world, fc.constantFrom(...SWEEPS), (facts, lost) => {
        expect(good([...facts, blind(lost)])).toBeLessThanOrEqual(good(facts));
      }),
      { ...RUNS, numRuns: 600 },
    );
  });
});
