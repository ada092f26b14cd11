import { expect, test } from 'vitest';
import { say } from '../messages/say.ts';
import type { Param } from '../status/message.ts';
import { isKnown } from './transitions.ts';

const NOT_KNOWN = say('not-known');

test.each<[Param, boolean]>([
  [0, true],
  ['feed:1', true],
  [['EVAL'], true],
  [[], false],
  [NOT_KNOWN, false],
  [say('count-of', { count: 1, of: 2 }), true],
  [say('count-of', { count: NOT_KNOWN, of: 2 }), false],
  [null, false],
])('%j is known: %j', (value, known) => {
  expect(isKnown(value)).toBe(known);
});
