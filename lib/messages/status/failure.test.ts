import { expect, test } from 'vitest';
import { FAILURE_VERDICTS } from '../../status/failure.ts';
import { failureText, namesWho } from './failure.ts';

test.each([
  ['absent', 'absent', 'Absent'],
  ['agents-stopped', 'present', 'Present'],
  ['agents-refusing-as-planned', 'present', 'Present, expected'],
  ['unavailable', 'cannot-tell', 'Cannot tell'],
] as const)('%s reads: %s', (code, state, label) => {
  const params = { said: ['seen so'], why: 'seen so' };
  const because = code === 'absent' ? '' : 'seen so';
  expect(failureText({ code, params, state })).toEqual({ label, because });
});

test('a reason names those who show it as far as its list reaches', () => {
  expect(namesWho({ code: 'pods-crashing', who: ['a', 'b'] })).toBe(true);
  expect(namesWho({ code: 'pods-crashing', who: ['a', 'b', 'c'] })).toBe(false);
  expect(namesWho({ code: 'market-data-stale', who: ['feed'] })).toBe(false);
});

test('where nobody shows it, nobody is left unnamed', () => {
  for (const code of Object.keys(FAILURE_VERDICTS)) expect(namesWho({ code, who: [] })).toBe(true);
});
