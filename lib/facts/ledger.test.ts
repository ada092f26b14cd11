import { describe, expect, test } from 'vitest';
import { cloudRun } from '#testing/samples/cloud-run.ts';
import { sourceStatus, workload } from '#testing/samples/facts.ts';
import { say } from '../messages/say.ts';
import type { Fact } from './fact.ts';
import { apply, applyAll, EMPTY_LEDGER, entryOf, forget, knownValue, rewound, timely } from './ledger.ts';

const SUBJECT = 'Deployment/pier/crane';
const at = (observedAt: number, desired: number, resourceVersion: string, uid = 'u'): Fact => ({
  ...workload('crane', { desired, resourceVersion, uid }),
  observedAt,
});
const disagreement: Fact = {
  subject: SUBJECT,
  kind: 'disagreement',
  value: {
    ...{ kind: 'Deployment', namespace: 'pier', name: 'crane', workload: null, pod: null },
    watch: say('nothing'),
    poll: say('nothing'),
  },
  observedAt: 1,
  source: 'agreement',
};
const watched = (fact: Fact): Fact => ({ ...fact, source: 'watch/Deployment' });
const gone = (observedAt: number, goneUid?: string): Fact => ({
  subject: SUBJECT,
  kind: 'workload',
  value: null,
  observedAt,
  source: 'test',
  ...(goneUid === undefined ? {} : { goneUid }),
});
const desired = (...facts: Fact[]) => knownValue(applyAll(EMPTY_LEDGER, facts), 'workload', SUBJECT)?.desired;

describe('ledger', () => {
  test('a newer observation replaces an older one', () =>
    expect(desired(at(1, 0, '1'), at(2, 1, '2'))).toBe(1));
  test('an older observation changes nothing', () => expect(desired(at(2, 1, 'x'), at(1, 0, 'y'))).toBe(1));
  test('a late watch event of a lower resource version changes nothing', () =>
    expect(desired(at(1, 1, '9'), watched(at(5, 0, '8')))).toBe(1));
  test('a read that began later is the truth even where versions went back, as after a restored backup', () =>
    expect(desired(at(1, 0, '9'), at(5, 1, '8'))).toBe(1));
  test('a read that began before a watch event does not undo it', () =>
    expect(desired(watched(at(5, 1, '9')), at(4, 0, '8'))).toBe(1));
  test('a late watch event of a predecessor does not hide its successor', () =>
    expect(desired(at(3, 1, '30', 'b'), watched(at(5, 0, '20', 'a')))).toBe(1));
  test('a re-created object starts again, whatever its resource version', () =>
    expect(desired(at(1, 1, '9', 'a'), at(2, 0, '3', 'b'))).toBe(0));
  test('a late deletion of a predecessor does not hide its successor', () =>
    expect(desired(at(3, 1, '9', 'b'), gone(4, 'a'))).toBe(1));
  test('a deletion is known as gone', () =>
    expect(
      knownValue(applyAll(EMPTY_LEDGER, [at(1, 1, '1'), gone(2, 'u')]), 'workload', SUBJECT),
    ).toBeNull());
  test('a subject that was never published is undefined', () =>
    expect(knownValue(EMPTY_LEDGER, 'workload', SUBJECT)).toBeUndefined());
  test('since counts from the first observation of a value, not from its confirmation', () => {
    const ledger = applyAll(EMPTY_LEDGER, [at(1, 1, '1'), at(5, 1, '2')]);
    expect(entryOf(ledger, 'workload', SUBJECT)).toMatchObject({ since: 1, fact: { observedAt: 5 } });
  });
  test('the previous ledger is unchanged', () => {
    const before = apply(EMPTY_LEDGER, at(1, 0, '1'));
    apply(before, at(2, 1, '2'));
    expect(knownValue(before, 'workload', SUBJECT)?.desired).toBe(0);
  });
  test('an entry that has long been gone is forgotten, an existing one is kept', () => {
    const ledger = applyAll(EMPTY_LEDGER, [at(1, 1, '1'), { ...at(1, 1, '1'), subject: 'other' }, gone(2)]);
    const after = forget(ledger, 1_000, 500);
    expect(entryOf(after, 'workload', SUBJECT)).toBeUndefined();
    expect(entryOf(after, 'workload', 'other')).toBeDefined();
  });
});

describe('a clock that was put back', () => {
  test('readings of the time that is to come again are gone, and objects are of now', () => {
    const reading = { ...sourceStatus('poll/Pod'), observedAt: 5_000 };
    const earlier = { ...sourceStatus('poll/Job'), observedAt: 900 };
    const ledger = rewound(applyAll(EMPTY_LEDGER, [reading, earlier, at(5_000, 1, '7')]), 1_000);
    expect(entryOf(ledger, 'source-status', reading.subject)).toBeUndefined();
    expect(entryOf(ledger, 'source-status', earlier.subject)?.fact.observedAt).toBe(900);
    expect(entryOf(ledger, 'workload', SUBJECT)).toMatchObject({ since: 1_000, fact: { observedAt: 1_000 } });
    expect(knownValue(apply(ledger, at(1_200, 2, '8')), 'workload', SUBJECT)?.desired).toBe(2);
  });

  test.each([
    ['an executor on Cloud Run', cloudRun('crane')],
    ['two that disagree', disagreement],
  ])('%s is told once, and stays', (_what, fact) => {
    const ledger = rewound(apply(EMPTY_LEDGER, { ...fact, observedAt: 5_000 }), 1_000);
    expect(entryOf(ledger, fact.kind, fact.subject)?.fact).toEqual({ ...fact, observedAt: 1_000 });
    expect(timely([{ ...fact, observedAt: 5_000 }], 1_000)).toEqual([{ ...fact, observedAt: 1_000 }]);
  });

  test('a source that repeats when it was read by the clock of before was not read', () => {
    const status = (lastSeenAt: number | null, blindSince: number | null): Fact => ({
      ...sourceStatus('watch/Node', { lastSeenAt, syncedAt: 900, lastEventAt: 5_000, blindSince }),
      observedAt: 1_000,
    });
    expect(timely([status(5_000, 5_000)], 1_000)[0]?.value).toMatchObject({
      lastSeenAt: null,
      syncedAt: 900,
      lastEventAt: null,
      blindSince: 1_000,
    });
    expect(timely([status(1_000, null)], 1_000)[0]?.value).toMatchObject({
      lastSeenAt: 1_000,
      blindSince: null,
    });
  });

  test('a reading that began before and comes after is none', () => {
    const late = { ...sourceStatus('poll/Pod'), observedAt: 5_000 };
    expect(timely([late, at(5_000, 1, '7'), at(900, 1, '6')], 1_000)).toEqual([
      at(1_000, 1, '7'),
      at(900, 1, '6'),
    ]);
  });
});
