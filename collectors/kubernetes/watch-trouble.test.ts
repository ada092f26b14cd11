import { expect, test } from 'vitest';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import type { Absorbed } from './known-objects.ts';
import { WatchTrouble } from './watch-trouble.ts';

const fine = (subject: string): Absorbed => ({ subject, fact: null, malformed: null });
const broken = (subject: string | null): Absorbed => ({
  subject,
  fact: null,
  malformed: say('cause-object', { subject: `${subject}`, problem: 'spec' }),
});

const CASES: [string, (trouble: WatchTrouble) => void, string | null, number][] = [
  ['nothing', () => {}, null, 0],
  ['objects that read', (t) => t.listed([fine('a'), fine('b')]), null, 0],
  ['an object that does not', (t) => t.took(broken('a')), '1 could not be read, such as a: spec', 1],
  [
    'the same one twice',
    (t) => t.listed([broken('a'), broken('a')]),
    '1 could not be read, such as a: spec',
    2,
  ],
  ['one that reads again', (t) => [broken('a'), fine('a')].map((a) => t.took(a)), null, 1],
  [
    'one that is gone',
    (t) => {
      t.took(broken('a'));
      t.gone('a');
    },
    null,
    1,
  ],
  [
    'one that the next list does not hold',
    (t) => {
      t.took(broken('a'));
      t.listed([]);
    },
    null,
    1,
  ],
  ['a line', (t) => t.badLine(), '1 watch line could not be read; listed anew each time', 1],
  [
    'a line, and a list',
    (t) => {
      t.badLine();
      t.listed([]);
    },
    '1 watch line could not be read; listed anew each time',
    1,
  ],
  [
    'two lines',
    (t) => {
      t.badLine();
      t.badLine();
    },
    '2 watch lines could not be read; listed anew each time',
    2,
  ],
  [
    'a line, then one that reads',
    (t) => {
      t.badLine();
      t.goodLine();
    },
    null,
    1,
  ],
  ['one silence', (t) => t.silence(), null, 0],
  [
    'two silences in a row',
    (t) => {
      t.silence();
      t.silence();
    },
    'its watch has fallen silent again and again; listed anew each time',
    0,
  ],
  [
    'two silences with life between',
    (t) => {
      t.silence();
      t.goodLine();
      t.silence();
    },
    null,
    0,
  ],
];
test.each(CASES)('after %s', (_, happen, caveat, unreadable) => {
  const trouble = new WatchTrouble();
  happen(trouble);
  const told = trouble.caveat();
  expect([told && text(told), trouble.unreadable]).toEqual([caveat, unreadable]);
});

test('an object without a name makes the collection incomplete, until the next list', () => {
  const trouble = new WatchTrouble();
  trouble.took(broken(null));
  expect(trouble.nameless).toBe(true);
  trouble.listed([fine('a')]);
  expect(trouble.nameless).toBe(false);
});
