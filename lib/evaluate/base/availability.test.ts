import { describe, expect, test } from 'vitest';
import { NOW, sourceStatus } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { applyAll, EMPTY_LEDGER } from '../../facts/ledger.ts';
import { marketAt } from '../../market/market.ts';
import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import { jointAvailability, pollAvailability, subjectAvailability } from './availability.ts';
import type { World } from './input.ts';

const UNREAD = say('availability-subject-unread', { label: 'Pod' });
const LIMIT_MS = SAMPLE_PLAN.safety.proofLimitSeconds * 1_000;

function world(...facts: ReturnType<typeof sourceStatus>[]): World {
  return { plan: SAMPLE_PLAN, ledger: applyAll(EMPTY_LEDGER, facts), market: marketAt(NOW), now: NOW };
}

describe('availability of one source', () => {
  test('a source that never published is unavailable, and the status says what is not read', () => {
    expect(subjectAvailability(world(), 'poll/ConfigMap/pier/brake')).toEqual({
      available: false,
      at: null,
      why: say('availability-subject-unread', { label: 'ConfigMap/pier/brake' }),
    });
  });

  test.each([
    [
      'starts and has read nothing',
      { state: 'starting', lastSeenAt: null },
      null,
      UNREAD,
      'Pod not read yet',
    ],
    ['is seen and never was', { state: 'seen', lastSeenAt: null }, null, UNREAD, 'Pod not read yet'],
    [
      'is blind, however lately it saw',
      { state: 'blind', lastSeenAt: NOW, cause: say('quoted', { words: '403' }) },
      NOW,
      say('availability-blind', { label: 'Pod', cause: say('quoted', { words: '403' }) }),
      'Pod: 403',
    ],
    [
      'is blind for no reason given',
      { state: 'blind', lastSeenAt: NOW },
      NOW,
      say('availability-blind', { label: 'Pod', cause: say('cause-none') }),
      'Pod: cannot be read',
    ],
    [
      'read last before the limit',
      { lastSeenAt: NOW - LIMIT_MS - 1 },
      NOW - LIMIT_MS - 1,
      say('availability-late', { label: 'Pod', lastSeenAt: NOW - LIMIT_MS - 1 }),
      'Pod last read 10:14:49 ET',
    ],
  ] as const)('%s is unavailable', (_, value, at, why, words) => {
    expect(subjectAvailability(world(sourceStatus('poll/Pod', value)), 'poll/Pod')).toEqual({
      available: false,
      at,
      why,
    });
    expect(text(why)).toBe(words);
  });

  test('a read within the limit, to the millisecond, is available', () => {
    const seen = sourceStatus('poll/Pod', { lastSeenAt: NOW - LIMIT_MS });
    expect(subjectAvailability(world(seen), 'poll/Pod')).toEqual({ available: true, at: NOW - LIMIT_MS });
  });
});

describe('the scope of a poll', () => {
  const narrow = world(sourceStatus('poll/Pod', { scope: ['pier', 'dock'], lastSeenAt: NOW }));

  test.each([
    ['the cluster, of which it sees two namespaces', 'cluster', false],
    ['both of them', ['pier', 'dock'], true],
    ['one of them', ['dock'], true],
    ['one of them and one more', ['dock', 'quay'], false],
  ] as const)('asked for %s', (_, scope, available) => {
    expect(pollAvailability(narrow, 'Pod', scope).available).toBe(available);
  });

  test('namespaces outside of it are named', () => {
    expect(pollAvailability(narrow, 'Pod', 'cluster')).toMatchObject({
      at: NOW,
      why: say('availability-outside', { kind: 'Pod', scope: ['pier', 'dock'] }),
    });
    expect(text(say('availability-outside', { kind: 'Pod', scope: ['pier', 'dock'] }))).toBe(
      'Pods outside pier, dock cannot be seen',
    );
  });

  test('the whole cluster holds every namespace', () => {
    expect(
      pollAvailability(world(sourceStatus('poll/Pod', { lastSeenAt: NOW })), 'Pod', ['quay']).available,
    ).toBe(true);
  });

  test('a poll that is unavailable has its own reason', () => {
    expect(pollAvailability(world(), 'Pod', 'cluster')).toMatchObject({ available: false, why: UNREAD });
  });
});

describe('availability of several', () => {
  const blind = { available: false, at: null, why: say('availability-unread') } as const;

  test('is as old as the oldest', () => {
    expect(
      jointAvailability([
        { available: true, at: 5 },
        { available: true, at: 3 },
      ]),
    ).toEqual({ available: true, at: 3 });
  });

  test('is unavailable if one of them is', () => {
    expect(jointAvailability([{ available: true, at: 5 }, blind])).toEqual(blind);
  });

  test('of none is unavailable', () => {
    expect(jointAvailability([])).toEqual({
      available: false,
      at: null,
      why: say('availability-of-nothing'),
    });
  });
});
