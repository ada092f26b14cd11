import { expect, test } from 'vitest';
import { expanded } from './expand.ts';

const BEFORE = new Map([
  ['MODE', 'LIVE'],
  ['HIDDEN', null],
]);

test.each<[string, string, boolean, string | null]>([
  ['text alone', 'LIVE', false, 'LIVE'],
  ['a variable before it', '$(MODE)', false, 'LIVE'],
  ['a part of it', 'x-$(MODE)-y', false, 'x-LIVE-y'],
  ['an escaped reference', '$$(MODE)', false, '$(MODE)'],
  ['a variable from elsewhere', '$(HIDDEN)', false, null],
  ['a name that nothing sets', '$(OTHER)', false, '$(OTHER)'],
  ['a name that a whole source may set', '$(OTHER)', true, null],
  ["a shell's variable", '$MODE', false, '$MODE'],
  ['an open bracket', '$(MODE', false, '$(MODE'],
])('%s: %s is filled in as the kubelet does', (_what, value, wholeSources, expected) => {
  expect(expanded(value, BEFORE, wholeSources)).toBe(expected);
});
