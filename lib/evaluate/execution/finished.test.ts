/** Executors that ran and ended. */

import { describe, expect, test } from 'vitest';
import { executionOf, proofOf } from '#testing/samples/execution-case.ts';
import { cranePod, lived, type Step } from '#testing/samples/executor-life.ts';
import {
  blind,
  container,
  endedState,
  NOW,
  POLLS,
  pod,
  sourceStatus,
  workload,
} from '#testing/samples/facts.ts';
import type { Fact, PodValue } from '../../facts/fact.ts';
import { toldUntil } from './finished.ts';

const SECOND = 1_000;
const off = { desired: 0, actual: 0, ready: 0 };

/** Containers that ended at these times; null: one that never ran, undefined: one whose end has no time. */
function ends(...times: (number | null | undefined)[]): Partial<PodValue> {
  const lastExit = { code: 0, reason: 'Completed', message: null };
  const states = times.map((time, index) =>
    endedState({ name: `c${index}`, lastExit: time === null ? null : { ...lastExit, at: time ?? null } }),
  );
  return { phase: 'Succeeded', containers: states.map(({ name }) => container({ name })), states };
}

describe('an executor that ran and ended', () => {
  const at = NOW - 600 * SECOND;
  const job = workload('crane-once', { ...off, kind: 'Job', finished: 'complete', lastRunAt: at });
  const ran = (facts: readonly Fact[], now = NOW) => proofOf(executionOf(facts, { now }), 'executor-pods');

  test.each<[string, Fact, string]>([
    [
      'a Job that completed',
      workload('crane-once', { ...off, kind: 'Job', finished: 'complete', lastRunAt: at }),
      'Job crane-once, pier, ended 10:05:00 ET',
    ],
    [
      'a Job that failed',
      workload('crane-once', { ...off, kind: 'Job', finished: 'failed', lastRunAt: at }),
      'Job crane-once, pier, ended 10:05:00 ET',
    ],
    [
      'a suspended CronJob that ran',
      workload('crane', { ...off, kind: 'CronJob', lastRunAt: at }),
      'CronJob crane, pier, ended 10:05:00 ET',
    ],
    ['a pod', cranePod({ phase: 'Failed' }), 'Deployment crane, pier, ended 10:14:59 ET'],
  ])('%s is attention, and execution stays off', (_rule, fact, detail) => {
    const found = executionOf([fact]);
    expect(found.outcome).toBe('proven-off');
    expect(found.executorsOff).toBe(true);
    expect(proofOf(found, 'executor-pods')).toMatchObject({
      code: 'executor-finished',
      verdict: 'attention',
      detail,
    });
  });

  test.each([
    ['a pod that never ran', cranePod({ phase: 'Failed', reason: 'OutOfcpu', states: [] })],
    [
      'a Job that ended before the last close',
      workload('crane-once', {
        ...off,
        kind: 'Job',
        finished: 'complete',
        lastRunAt: NOW - 30 * 3_600 * SECOND,
      }),
    ],
    [
      'a Job that is no executor',
      workload('tidy', { ...off, kind: 'Job', finished: 'complete', lastRunAt: at }),
    ],
  ])('%s is none', (_rule, fact) => {
    expect(ran([fact]).code).toBe('executor-pods-none');
  });

  test('is told once with its CronJob and its pod', () => {
    const owner = { kind: 'CronJob', name: 'crane', group: 'batch' };
    const found = ran([
      workload('crane', { ...off, kind: 'CronJob', lastRunAt: at }),
      workload('crane-7', { ...off, kind: 'Job', finished: 'complete', lastRunAt: at + SECOND, owner }),
      pod('crane-7-x', 'crane-7', { phase: 'Succeeded', workload: { kind: 'Job', name: 'crane-7' } }),
    ]);
    expect([found.value, found.detail]).toEqual([
      'none now, 1 ran',
      'CronJob crane, pier, ended 10:14:59 ET',
    ]);
  });

  const ended = (name: string, lastRunAt: number | null, createdAt: number | null = null) =>
    workload(name, { ...off, kind: 'Job', finished: 'complete', lastRunAt, createdAt });

  test.each<[string, Fact, number]>([
    ['a Job whose end has no time: its creation', ended('crane-once', null, at), at],
    ['a Job without any time: when it was first seen', ended('crane-once', null), NOW],
    ['a pod of two containers: the later end', cranePod(ends(at, at - SECOND)), at],
    ['a pod of which one container never ran: the other’s end', cranePod(ends(null, at)), at],
    ['a pod whose ends have no time: its creation', cranePod({ ...ends(undefined), createdAt: at }), at],
    ['a pod without any time: when it was first seen', cranePod(ends(undefined)), NOW],
  ])('is told by when it ended; %s', (_rule, fact, when) => {
    expect(lived([], [fact]).memory.finished).toMatchObject([{ at: when }]);
  });

  test.each<[string, Fact[], Fact[], number]>([
    ['without a time of its own, as at first', [ended('crane-once', null)], [ended('crane-once', null)], NOW],
    [
      'with an earlier end than is known, by the later',
      [ended('crane-once', at)],
      [ended('crane-once', at - 1)],
      at,
    ],
    [
      'with a later end than is known, by that',
      [ended('crane-once', at)],
      [ended('crane-once', at + 1)],
      at + 1,
    ],
  ])('is told again %s', (_rule, first, second, when) => {
    const { finished } = lived([{ after: 60, facts: second, restart: true }], first).memory;
    expect(finished.map((ran) => ran.at)).toEqual([when]);
  });

  test('is told with the others, the latest first, and 50 are kept', () => {
    const names = Array.from({ length: 60 }, (_, index) => `crane-${index}`);
    const jobs = names.map((name, index) => ended(name, at + index));
    const { value, memory } = lived([], jobs);
    expect(value).toBe('none now, 50 ran');
    expect(memory.finished.map(({ name }) => name)).toEqual(names.slice(10).reverse());
  });

  test.each([
    ['of another kind', { kind: 'CronJob' as const }],
    ['in another namespace', { namespace: 'dock' }],
  ])('is another one than that %s with its name', (_rule, other) => {
    const second = workload('crane', { ...off, kind: 'Job', finished: 'complete', lastRunAt: at, ...other });
    expect(lived([], [ended('crane', at), second]).memory.finished).toHaveLength(2);
  });

  test('is remembered when its Job is gone, over a restart, until the session has closed', () => {
    const once = workload('crane-once', { ...off, kind: 'Job', finished: 'complete', lastRunAt: at });
    const steps = (after: number): Step[] => [
      { after: 0, facts: [once] },
      { after, facts: [], restart: true },
    ];
    expect(lived(steps(60), []).code).toBe('executor-finished');
    const closesIn = (Date.parse('2026-11-20T21:00:00Z') - NOW) / SECOND;
    expect(lived(steps(closesIn - 1), []).code).toBe('executor-finished');
    expect(lived(steps(closesIn), []).code).toBe('executor-pods-none');
  });

  test.each([
    ['in a session: its close', '2026-11-20T15:05:00Z', '2026-11-20T21:00:00Z'],
    ['before the open: that day’s close', '2026-11-20T09:05:00Z', '2026-11-20T21:00:00Z'],
    ['after the close, over a weekend: the next close', '2026-11-20T22:00:00Z', '2026-11-23T21:00:00Z'],
    ['before a half day: its early close', '2026-11-26T15:00:00Z', '2026-11-27T18:00:00Z'],
    ['beyond the calendar: a day', '2099-01-01T00:00:00Z', '2099-01-02T00:00:00Z'],
  ])('it is told until, %s', (_rule, ended, until) => {
    expect(new Date(toldUntil(Date.parse(ended))).toISOString()).toBe(new Date(until).toISOString());
  });

  test('does not hide pods that run, or that cannot be seen', () => {
    expect(ran([job, cranePod()]).code).toBe('executor-pods-exist');
    expect(ran([job, ...POLLS.map(blind)]).code).toBe('unseen');
    expect(ran([job, sourceStatus('poll/Pod', { scope: ['pier'] })]).verdict).toBe('unknown');
  });
});
