import { beforeEach, describe, expect, test } from 'vitest';
import { type Fact, factSchema } from '#lib/facts/fact.ts';
import { text } from '#lib/messages/text.ts';
import { deployment, pod } from '#testing/collectors/objects.ts';
import { Agreement } from './agreement.ts';
import { CONFIG_MAP, DEPLOYMENT, type Kind, POD } from './kinds.ts';
import { mapConfigMap } from './mappers/config-map.ts';
import { mapDeployment } from './mappers/deployment.ts';
import { mapPod } from './mappers/pod.ts';
import type { SafetyObject, Word } from './safety-object.ts';
import type { WatchView } from './watch-view.ts';

const context = {
  keptValue: () => null,
  isSwitch: () => false,
  executorsIn: () => [],
  configKeys: () => ['HALTED', 'STOP'],
};
const EXECUTOR = 'Deployment/floor/executor';
const RUNNER = 'Pod/floor/runner';
const HALT = 'ConfigMap/floor/halt';
const SUBJECTS: Record<string, Kind> = { [EXECUTOR]: DEPLOYMENT, [RUNNER]: POD, [HALT]: CONFIG_MAP };

const identity = (name: string, uid: string, version: number) => ({
  name,
  namespace: 'floor',
  uid,
  resourceVersion: String(version),
});
const executor = (replicas: number, version = 1, uid = 'e'): SafetyObject =>
  mapDeployment(
    { ...deployment(replicas, { replicas }), metadata: identity('executor', uid, version) },
    context,
  );
const runner = (version = 1, uid = 'aaaaaaaa-1'): SafetyObject =>
  mapPod({ ...pod(null), metadata: identity('runner', uid, version) }, context);
const halt = (data: Record<string, string>, version = 1): SafetyObject =>
  mapConfigMap({ metadata: identity('halt', 'h', version), data }, context);

let now: number;
let agreement: Agreement;
let view: WatchView;
let doubts: number;
let ends: AbortController;
const open = (kind: Kind, namespace: string | null = null, name: string | null = null): WatchView =>
  agreement.open(
    { kind, namespace, name, source: '' },
    () => now,
    () => {
      doubts += 1;
    },
    ends.signal,
  );
beforeEach(() => {
  now = 1_000;
  doubts = 0;
  agreement = new Agreement();
  ends = new AbortController();
});

/** A poll that begins now and takes a second, and the disagreements after it. */
const poll = (subject: string, polled: Word, during: () => void = () => {}): Fact[] => {
  const began = now;
  now += 500;
  during();
  now += 500;
  const words = new Map<string, Word>(polled === 'gone' ? [] : [[subject, polled]]);
  const kind = SUBJECTS[subject] ?? POD;
  const facts = agreement.compare({ kind, covers: () => true, words, began, startedAt: began });
  now += 2_000;
  for (const fact of facts) expect(factSchema.safeParse(fact).error).toBeUndefined();
  return facts;
};
const listed = (subject: string, said: Word): void => {
  view = open(SUBJECTS[subject] ?? POD);
  view.listed(said === 'gone' ? [] : [[subject, said]]);
  now += 10;
};
const says = (facts: readonly Fact[]) =>
  facts.map(({ value }) =>
    value && 'watch' in value ? `${text(value.watch)} | ${text(value.poll)}` : value,
  );

describe('a difference about a safety fact', () => {
  test.each<[string, string, Word, Word, string]>([
    ['replicas', EXECUTOR, executor(0), executor(1, 2), '0 wanted, 0 running | 1 wanted, 1 running'],
    [
      'an object that the watch does not know',
      EXECUTOR,
      'gone',
      executor(1),
      'not there | 1 wanted, 1 running',
    ],
    ['an object that is gone', EXECUTOR, executor(1), 'gone', '1 wanted, 1 running | not there'],
    ['a pod that the watch does not know', RUNNER, 'gone', runner(), 'not there | there, uid aaaaaaaa'],
    ['a pod that is gone', RUNNER, runner(), 'gone', 'there, uid aaaaaaaa | not there'],
    [
      'another pod of the same name',
      RUNNER,
      runner(),
      runner(2, 'bbbbbbbb-2'),
      'there, uid aaaaaaaa | there, uid bbbbbbbb',
    ],
    ['a kill switch', HALT, halt({ HALTED: '1' }), halt({ HALTED: '0' }, 2), 'HALTED=1 | HALTED=0'],
    ['a key of it', HALT, halt({ HALTED: '1' }), halt({}, 2), 'HALTED=1 | none of the keys'],
    ['its map', HALT, halt({ HALTED: '1' }), 'gone', 'HALTED=1 | not there'],
    [
      'a version that did not move',
      EXECUTOR,
      executor(0),
      executor(1),
      '0 wanted, 0 running | 1 wanted, 1 running',
    ],
  ])('is reported at the second poll that finds it: %s', (_, subject, watched, polled, said) => {
    listed(subject, watched);
    expect(poll(subject, polled)).toEqual([]);
    const facts = poll(subject, polled);
    expect(says(facts)).toEqual([said]);
    expect(facts[0]).toMatchObject({ subject, kind: 'disagreement', observedAt: now - 3_000 });
    expect(doubts).toBe(1);
  });

  test('is reported while it lasts, even when the poll reads yet another value', () => {
    listed(EXECUTOR, executor(0));
    poll(EXECUTOR, executor(1, 2));
    poll(EXECUTOR, executor(1, 2));
    expect(says(poll(EXECUTOR, executor(3, 3)))).toEqual(['0 wanted, 0 running | 3 wanted, 3 running']);
  });

  test('is withdrawn once two polls in a row agree', () => {
    listed(EXECUTOR, executor(0));
    poll(EXECUTOR, executor(1, 2));
    poll(EXECUTOR, executor(1, 2));
    view.listed([[EXECUTOR, executor(1, 2)]]);
    now += 10;
    expect(poll(EXECUTOR, executor(1, 2))).toEqual([]);
    expect(poll(EXECUTOR, executor(1, 2))).toMatchObject([{ subject: EXECUTOR, value: null }]);
    expect(poll(EXECUTOR, executor(1, 2))).toEqual([]);
  });

  test('that comes back after one agreement was never over', () => {
    listed(EXECUTOR, executor(0));
    poll(EXECUTOR, executor(1, 2));
    poll(EXECUTOR, executor(1, 2));
    expect(poll(EXECUTOR, executor(0, 3))).toEqual([]);
    expect(says(poll(EXECUTOR, executor(1, 4)))).toHaveLength(1);
  });

  test('is withdrawn with the plan that it was found under', () => {
    listed(EXECUTOR, executor(0));
    poll(EXECUTOR, executor(1, 2));
    expect(agreement.withdraw(7)).toEqual([]);
    poll(EXECUTOR, executor(1, 2));
    poll(EXECUTOR, executor(1, 2));
    expect(agreement.withdraw(7)).toMatchObject([{ subject: EXECUTOR, value: null, observedAt: 7 }]);
  });
});

describe('no disagreement', () => {
  const never = (...rounds: Fact[][]) => expect(rounds.flat()).toEqual([]);
  const same = executor(1, 2);

  test('a difference that one poll found', () => {
    listed(EXECUTOR, executor(0));
    never(poll(EXECUTOR, executor(1, 2)), poll(EXECUTOR, executor(0, 3)), poll(EXECUTOR, executor(1, 4)));
  });

  test('an event that comes after the poll has read, and before it is compared', () => {
    listed(EXECUTOR, executor(0));
    never(
      poll(EXECUTOR, executor(0), () => view.heard(EXECUTOR, executor(1, 2))),
      poll(EXECUTOR, same),
      poll(EXECUTOR, same),
    );
  });

  test('an event that comes shortly after the poll', () => {
    listed(EXECUTOR, executor(0));
    never(poll(EXECUTOR, same));
    view.heard(EXECUTOR, same);
    never(poll(EXECUTOR, same), poll(EXECUTOR, same));
  });

  test('an object that changes with each poll, whose events come a little later each time', () => {
    listed(EXECUTOR, executor(0));
    for (let version = 2; version < 20; version++) {
      never(poll(EXECUTOR, executor(version, version)));
      view.heard(EXECUTOR, executor(version, version));
    }
  });

  test('an object that changes just before each poll ends', () => {
    listed(EXECUTOR, executor(0));
    for (let version = 2; version < 20; version++)
      never(
        poll(EXECUTOR, executor(version - 1, version - 1), () =>
          view.heard(EXECUTOR, executor(version, version)),
        ),
      );
  });

  test('a pod that lived no longer than from one poll to the next', () => {
    listed(RUNNER, 'gone');
    never(poll(RUNNER, runner()));
    view.heard(RUNNER, runner());
    view.deleted(RUNNER, 'aaaaaaaa-1');
    never(poll(RUNNER, runner()), poll(RUNNER, 'gone'), poll(RUNNER, 'gone'));
  });

  test('an object that the watch had to list again meanwhile', () => {
    listed(EXECUTOR, executor(0));
    never(poll(EXECUTOR, same));
    view.listed([[EXECUTOR, same]]);
    now += 10;
    never(poll(EXECUTOR, same), poll(EXECUTOR, same));
  });

  test('an object known by a watch that is not watching', () => {
    listed(EXECUTOR, executor(0));
    view.lost();
    never(poll(EXECUTOR, same), poll(EXECUTOR, same), poll(EXECUTOR, same));
  });

  test('an object known by a watch that has ended', () => {
    listed(EXECUTOR, executor(0));
    ends.abort();
    never(poll(EXECUTOR, same), poll(EXECUTOR, same));
  });

  test('an older state that comes again after the newer one', () => {
    listed(EXECUTOR, executor(0));
    view.heard(EXECUTOR, executor(1, 12));
    view.heard(EXECUTOR, executor(0, 9));
    never(poll(EXECUTOR, executor(1, 12)), poll(EXECUTOR, executor(1, 12)), poll(EXECUTOR, executor(1, 12)));
  });

  test('the late deletion of an object that was made anew', () => {
    listed(RUNNER, runner(5, 'new'));
    view.deleted(RUNNER, 'old');
    now += 10;
    never(poll(RUNNER, runner(5, 'new')), poll(RUNNER, runner(5, 'new')));
  });

  test('a late event of an object that is gone', () => {
    listed(RUNNER, runner());
    view.deleted(RUNNER, 'aaaaaaaa-1');
    view.touched(RUNNER);
    never(poll(RUNNER, 'gone'), poll(RUNNER, 'gone'), poll(RUNNER, 'gone'));
  });

  test.each<[string, Word, Word]>([
    ['the watch', 'unreadable', executor(1)],
    ['the poll', executor(0), 'unreadable'],
  ])('an object that %s could not read', (_, watched, polled) => {
    listed(EXECUTOR, watched);
    never(poll(EXECUTOR, polled), poll(EXECUTOR, polled), poll(EXECUTOR, polled));
  });

  test.each<[string, string, SafetyObject, SafetyObject]>([
    ['an annotation', EXECUTOR, executor(1), executor(1, 9)],
    [
      'a deployment that was re-created with the same replicas',
      EXECUTOR,
      executor(0),
      executor(0, 9, 'other'),
    ],
    ['the order of keys', HALT, halt({ HALTED: '1', STOP: '0' }), halt({ STOP: '0', HALTED: '1' }, 9)],
    ['the status of a pod', RUNNER, runner(), runner(9)],
  ])('%s', (_, subject, watched, polled) => {
    listed(subject, watched);
    never(poll(subject, polled), poll(subject, polled), poll(subject, polled));
  });

  test('an object outside the watch’s scope', () => {
    view = open(DEPLOYMENT, 'annex');
    view.listed([]);
    now += 10;
    never(poll(EXECUTOR, same), poll(EXECUTOR, same), poll(EXECUTOR, same));
    view = open(CONFIG_MAP, 'floor', 'other');
    view.listed([]);
    now += 10;
    never(poll(HALT, halt({})), poll(HALT, halt({})), poll(HALT, halt({})));
  });

  test('an object outside the poll’s scope', () => {
    listed(EXECUTOR, executor(1));
    for (let i = 0; i < 4; i++) {
      const result = { kind: DEPLOYMENT, covers: () => false, words: new Map(), began: now, startedAt: now };
      never(agreement.compare(result));
      now += 1_000;
    }
  });
});

test('a partial poll withdraws nothing about objects that it did not read', () => {
  listed(EXECUTOR, executor(0));
  poll(EXECUTOR, executor(1, 2));
  poll(EXECUTOR, executor(1, 2));
  const elsewhere = { kind: DEPLOYMENT, covers: (ns: string) => ns === 'annex', words: new Map() };
  for (let i = 0; i < 3; i++)
    expect(agreement.compare({ ...elsewhere, began: now, startedAt: now })).toEqual([]);
  expect(says(poll(EXECUTOR, executor(1, 2)))).toHaveLength(1);
});

test('one named map is compared with its own watch', () => {
  view = open(CONFIG_MAP, 'floor', 'halt');
  view.listed([]);
  now += 10;
  poll(HALT, halt({ HALTED: '0' }));
  expect(says(poll(HALT, halt({ HALTED: '0' })))).toEqual(['not there | HALTED=0']);
});
