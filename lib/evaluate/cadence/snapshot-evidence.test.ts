import { describe, expect, test } from 'vitest';
import { evaluatedParts } from '#testing/samples/evaluated.ts';
import { calmFacts, NOW, workload } from '#testing/samples/facts.ts';
import { renderedMessages } from '#testing/samples/rendered-messages.ts';
import type { Fact, SnapshotValue } from '../../facts/fact.ts';
import { say } from '../../messages/say.ts';
import type { CadenceEvidence } from '../../plan/schema.ts';
import type { Window } from './check.ts';
import { look } from './evidence.ts';

const MINUTE = 60_000;
/** NOW is 10:15:00 ET. */
const OPEN: Window = { at: NOW - 5 * MINUTE, over: NOW + 5 * MINUTE };
const WANTED: CadenceEvidence[] = [
  { kind: 'job', workload: { kind: 'CronJob', name: 'ops' }, snapshot: 'pre-market' },
];
const TAKEN = 'snapshot pre-market taken 10:14:00 ET, by ada@desk (r1/meta.json)';
const NO_JOB = 'no finished run of CronJob ops seen';

function snapshot(change: Partial<SnapshotValue> = {}): Fact {
  const value: SnapshotValue = {
    run: 'r1',
    kind: 'pre-market',
    takenAt: NOW - MINUTE,
    takenBy: 'ada@desk',
    mesh: 'Harbour',
    practice: false,
    report: true,
    failed: [],
    trouble: null,
    ...change,
  };
  return { subject: `snapshot/${value.run}`, kind: 'snapshot', value, observedAt: NOW, source: 'artifacts' };
}

const job = (finished: 'complete' | 'failed') =>
  workload('ops-1', {
    kind: 'Job',
    owner: { kind: 'CronJob', name: 'ops', group: 'batch' },
    desired: 0,
    finished,
    lastRunAt: NOW - 2 * MINUTE,
  });

const seen = (facts: Fact[], wanted = WANTED, window = OPEN) =>
  look(evaluatedParts([...calmFacts(), ...facts]), wanted, window);

describe('a snapshot shows that a run was made', () => {
  test.each<[string, Fact[], object, Window?]>([
    ['by whom and when', [snapshot()], { at: NOW - MINUTE, verdict: 'good', value: TAKEN }],
    [
      'at the very beginning of the window',
      [snapshot()],
      { at: NOW - MINUTE, verdict: 'good', value: TAKEN },
      { at: NOW - MINUTE, over: NOW },
    ],
    [
      'that it does not say by whom is reported',
      [snapshot({ takenBy: null })],
      { verdict: 'good', value: TAKEN.replace('by ada@desk', 'nobody says by whom') },
    ],
    [
      'a part that could not be taken is worth a look',
      [snapshot({ failed: ['pods'] })],
      { verdict: 'attention', value: `${TAKEN}; not in it: pods` },
    ],
    [
      'the first that is whole, before one that is not',
      [snapshot({ run: 'r0', takenAt: NOW - 2 * MINUTE, failed: ['pods'] }), snapshot()],
      { verdict: 'good', value: TAKEN },
    ],
    [
      'a sound one counts, whatever another is',
      [snapshot({ run: 'r0', trouble: say('run-renamed') }), snapshot()],
      { value: TAKEN },
    ],
    ['also where a Job failed', [job('failed'), snapshot()], { verdict: 'good', value: TAKEN }],
    ['a Job that completed counts first', [job('complete'), snapshot()], { value: 'Job ops-1 completed' }],
  ])('%s', (_name, facts, observation, window) => {
    expect(renderedMessages(seen(facts, WANTED, window))).toMatchObject({ observation });
  });

  test('a Job that failed stays the finding where no snapshot was taken', () => {
    expect(seen([job('failed')])).toMatchObject({ observation: { verdict: 'bad' } });
  });
});

describe('a snapshot without proof ticks nothing', () => {
  test.each<[string, Partial<SnapshotValue>, string]>([
    [
      'altered',
      { trouble: say('run-altered', { sums: 'SHA256SUMS', file: 'pods.json' }) },
      'r1 proves nothing: pods.json is not what SHA256SUMS says',
    ],
    ['of tomorrow', { takenAt: NOW + 3_000 }, 'r1 is dated in the future'],
    ['of another mesh', { mesh: 'Quay' }, 'r1 is of Quay'],
    ['of no named mesh', { mesh: null }, 'r1 is of a mesh that it does not name'],
    [
      'of a practice mesh',
      { practice: true },
      'r1 is not known to be of this cluster: one may be a practice mesh',
    ],
    [
      'of nobody knows which',
      { practice: null },
      'r1 is not known to be of this cluster: one may be a practice mesh',
    ],
    ['without a report', { report: false }, 'r1 holds no deploy report'],
    ['of another kind', { kind: 'incident' }, 'no snapshot pre-market found'],
    ['from before the window', { takenAt: OPEN.at - 1 }, 'no snapshot pre-market found'],
    ['from its end', { takenAt: OPEN.over }, 'no snapshot pre-market found'],
  ])('%s', (_name, change, why) => {
    expect(renderedMessages(seen([snapshot(change)]))).toEqual({
      observation: null,
      why: `${NO_JOB}; ${why}`,
    });
  });

  test('if the cluster’s identity is unknown, no snapshot is of it', () => {
    const facts = calmFacts().filter(({ kind }) => kind !== 'cluster');
    expect(look(evaluatedParts([...facts, snapshot()]), WANTED, OPEN).observation).toBeNull();
  });

  test('an item for which the plan names no snapshot is not ticked by one', () => {
    const alone: CadenceEvidence[] = [{ kind: 'job', workload: { kind: 'CronJob', name: 'ops' } }];
    expect(renderedMessages(seen([snapshot()], alone))).toEqual({ observation: null, why: NO_JOB });
  });
});
