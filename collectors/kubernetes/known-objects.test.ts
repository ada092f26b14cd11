import { pino } from 'pino';
import { beforeEach, describe, expect, test } from 'vitest';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import { pod } from '#testing/collectors/objects.ts';
import { InternalErrors } from './internal-errors.ts';
import { CONFIG_MAP, POD } from './kinds.ts';
import { KnownObjects } from './known-objects.ts';

const context = { keptValue: () => null, isSwitch: () => false, executorsIn: () => [], configKeys: () => [] };
const clock = { now: () => wall, monotonic: () => steady };
let wall: number;
let steady: number;
let known: KnownObjects;
beforeEach(() => {
  wall = 100;
  steady = 0;
  known = new KnownObjects(context, new InternalErrors(pino({ level: 'silent' })), clock);
});

const raw = (name: string, uid: string, resourceVersion: string, more: Record<string, unknown> = {}) => {
  const object = pod(null, more);
  return {
    ...object,
    metadata: { ...(object.metadata as object), namespace: 'ns', name, uid, resourceVersion },
  };
};
const everywhere = () => true;
const names = () => known.pods().map(({ name, uid }) => `${name}/${uid}`);

describe('a vanished object', () => {
  test('missing from a complete list is published as gone at the start of that list, once', () => {
    known.absorb(POD, raw('a', 'u1', '1'), 10, 's', 'list');
    known.absorb(POD, raw('b', 'u2', '1'), 10, 's', 'list');
    expect(known.vanished(POD, everywhere, new Set(['Pod/ns/b']), 20, 's')).toEqual([
      {
        kind: 'pod',
        value: null,
        subject: 'Pod/ns/a',
        observedAt: 20,
        source: 's',
        goneUid: 'u1',
        ended: false,
      },
    ]);
    expect(known.vanished(POD, everywhere, new Set(['Pod/ns/b']), 30, 's')).toEqual([]);
    expect(names()).toEqual(['b/u2']);
  });
  test('is not one outside the list’s scope', () => {
    known.absorb(POD, raw('a', 'u1', '1'), 10, 's', 'list');
    expect(known.vanished(POD, (namespace) => namespace === 'other', new Set(), 20, 's')).toEqual([]);
  });
  test('is not one that appeared after the list had begun', () => {
    known.absorb(POD, raw('a', 'u1', '1'), 25, 's', 'watch');
    expect(known.vanished(POD, everywhere, new Set(), 20, 's')).toEqual([]);
  });
});

describe('once the clock was put back by an hour', () => {
  const HOUR = 3_600_000;
  const back = () => {
    wall -= HOUR;
    steady += 1_000;
    wall += 1_000;
  };
  beforeEach(() => {
    wall = 2 * HOUR;
    known.absorb(POD, raw('a', 'u1', '1'), wall, 's', 'watch');
  });

  test('an object that a list no longer has is gone at once, and not in an hour', () => {
    back();
    expect(known.vanished(POD, everywhere, new Set(), wall, 's')).toMatchObject([{ subject: 'Pod/ns/a' }]);
  });

  test('a list that began before it, and was answered after, is of now', () => {
    const began = wall;
    back();
    expect(known.absorb(POD, raw('b', 'u2', '1'), began, 's', 'list').fact?.observedAt).toBe(wall);
    wall += 2_000;
    steady += 2_000;
    expect(known.vanished(POD, everywhere, new Set(), wall, 's').length).toBe(2);
  });

  test('an object that was told as deleted and is in a list is there', () => {
    known.delete(POD, raw('a', 'u1', '2'), wall, 's');
    back();
    expect(known.absorb(POD, raw('a', 'u1', '3'), wall, 's', 'list').fact).not.toBeNull();
  });
});

describe('a pod that is deleted', () => {
  const statuses = (state: object) => ({
    status: { phase: 'Failed', containerStatuses: [{ name: 'agent', state }] },
  });
  const finishedAt = '2026-01-07T12:05:00Z';
  const over = statuses({ terminated: { exitCode: 0, reason: 'Completed', finishedAt } });
  const runs = statuses({ running: { startedAt: finishedAt } });

  test.each([
    ['had ended by its deletion itself, which no event before it showed', runs, over, true],
    ['ran by its deletion, as a forced one', over, runs, false],
    ['is known by its last state if the deletion cannot be read', over, { spec: null }, true],
  ])('%s', (_rule, before, deletion, ended) => {
    known.absorb(POD, raw('a', 'u1', '1', before), 10, 's', 'watch');
    expect(known.delete(POD, raw('a', 'u1', '2', deletion), 20, 's')).toMatchObject({ goneUid: 'u1', ended });
  });
  test('is known by its last state if a list does not have it any more', () => {
    known.absorb(POD, raw('a', 'u1', '1', over), 10, 's', 'watch');
    expect(known.vanished(POD, everywhere, new Set(), 20, 's')).toMatchObject([
      { goneUid: 'u1', ended: true },
    ]);
  });
  test('has not ended where nothing is known of it', () => {
    expect(known.delete(POD, raw('a', 'u1', '2', { spec: null }), 20, 's')).not.toHaveProperty('ended');
  });
});

describe('late news', () => {
  test('a watch event of an object that is known to be gone is not believed', () => {
    known.absorb(POD, raw('a', 'u1', '1'), 10, 's', 'list');
    known.vanished(POD, everywhere, new Set(), 20, 's');
    expect(known.absorb(POD, raw('a', 'u1', '2'), 21, 's', 'watch').fact).toBeNull();
    expect(names()).toEqual([]);
  });
  test('nor is a list that began before it was gone; one that began later is', () => {
    known.delete(POD, raw('a', 'u1', '3'), 20, 's');
    expect(known.absorb(POD, raw('a', 'u1', '2'), 15, 's', 'list').fact).toBeNull();
    expect(known.absorb(POD, raw('a', 'u1', '2'), 25, 's', 'list').fact).not.toBeNull();
  });
  test('the deletion of an object whose name another one has taken does not remove that one', () => {
    known.absorb(POD, raw('gamma-0', 'old', '1'), 10, 's', 'list');
    known.absorb(POD, raw('gamma-0', 'new', '9'), 20, 's', 'list');
    expect(known.delete(POD, raw('gamma-0', 'old', '8'), 30, 's')).toBeNull();
    expect(names()).toEqual(['gamma-0/new']);
  });
  test('an older version of the same object does not replace a newer one', () => {
    known.absorb(POD, raw('a', 'u1', '10'), 10, 's', 'list');
    known.absorb(POD, raw('a', 'u1', '9', { status: { phase: 'Pending' } }), 11, 's', 'watch');
    expect(known.pods()[0]).toMatchObject({ resourceVersion: '10', phase: 'Running' });
  });
  test('but a list that began later is the truth, even where versions went back', () => {
    known.absorb(POD, raw('a', 'u1', '10'), 10, 's', 'list');
    known.absorb(POD, raw('a', 'u1', '2', { status: { phase: 'Failed' } }), 20, 's', 'list');
    expect(known.pods()[0]).toMatchObject({ resourceVersion: '2', phase: 'Failed' });
  });
});

describe('an unreadable object', () => {
  test('is named with its problem and keeps its last known value', () => {
    known.absorb(POD, raw('a', 'u1', '1'), 10, 's', 'list');
    const absorbed = known.absorb(
      POD,
      raw('a', 'u1', '2', { spec: { containers: 'none' } }),
      20,
      's',
      'list',
    );
    expect(absorbed).toMatchObject({ subject: 'Pod/ns/a', fact: null });
    expect(text(absorbed.malformed)).toMatch(/^Pod\/ns\/a: spec\.containers: /);
    expect(names()).toEqual(['a/u1']);
  });
  test.each([null, 5, 'x', {}, { metadata: {} }, { metadata: { name: 5 } }])(
    '%j has not even a name',
    (junk) => {
      expect(known.absorb(POD, junk, 10, 's', 'list')).toMatchObject({ subject: null, fact: null });
    },
  );
});

test('an unchanged object is not mapped again, unless the fields to keep changed', () => {
  const first = known.absorb(POD, raw('a', 'u1', '1'), 10, 's', 'list').fact;
  const second = known.absorb(POD, raw('a', 'u1', '1'), 20, 's', 'list').fact;
  expect(second?.value).toBe(first?.value);
  expect(second?.observedAt).toBe(20);
  known.setContext({ ...context });
  expect(known.absorb(POD, raw('a', 'u1', '1'), 30, 's', 'list').fact?.value).not.toBe(first?.value);
});

test('a mapper with an internal error is reported as unreadable, logged once and counted', () => {
  const lines: string[] = [];
  const internalErrors = new InternalErrors(pino({}, { write: (line) => void lines.push(line) }));
  const broken = {
    keptValue: () => null,
    isSwitch: () => false,
    executorsIn: () => [],
    configKeys: () => {
      throw new RangeError('boom');
    },
  };
  const faulty = new KnownObjects(broken, internalErrors, clock);
  const map = {
    metadata: { name: 'halt', namespace: 'ns', uid: 'u', resourceVersion: '1' },
    data: { A: '1' },
  };
  for (let i = 0; i < 3; i++)
    expect(faulty.absorb(CONFIG_MAP, map, i, 'watch', 'watch')).toEqual({
      subject: 'ConfigMap/ns/halt',
      fact: null,
      malformed: say('cause-object-unreadable', { subject: 'ConfigMap/ns/halt' }),
    });
  expect([internalErrors.total(), lines.length]).toEqual([3, 1]);
});
