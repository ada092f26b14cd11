import { describe, expect, test } from 'vitest';
import { fromEpochSeconds, fromIso, numberOrNull, textList, textOrNull } from './fields.ts';

describe('instants', () => {
  const noon = Date.UTC(2026, 0, 7, 12);
  test.each([
    ['2026-01-07T12:00:00Z', noon],
    ['2026-01-07T12:00:00.123456Z', noon + 123],
    ['2026-01-07T12:00:00+00:00', noon],
    ['2026-01-07T07:00:00-05:00', noon],
    ['2026-01-07 12:00:00', noon],
    ['2026-01-07T12:00:00', noon],
    [' 2026-01-07T12:00Z ', noon],
  ])('%s is read, and without a zone it is UTC', (text, expected) => expect(fromIso(text)).toBe(expected));
  test.each(['', 'yesterday', '2026-13-40T99:00:00Z', '1730000000', 1730000000, null, undefined, {}])(
    '%s is not an instant',
    (text) => expect(fromIso(text)).toBeNull(),
  );
  test('epoch seconds become milliseconds, and a time that no date can hold becomes null', () => {
    expect(fromEpochSeconds(1_730_000_000.5)).toBe(1_730_000_000_500);
    expect(fromEpochSeconds(-5)).toBe(-5_000);
    expect(fromEpochSeconds(1e300)).toBeNull();
    expect(fromEpochSeconds(null)).toBeNull();
  });
});

test('a number that is not finite, or no number, is null', () => {
  for (const value of [JSON.parse('1e999'), null, undefined, '1.2', true, []])
    expect(numberOrNull.parse(value)).toBeNull();
  expect(numberOrNull.parse(-3)).toBe(-3);
});

test('text is redacted and bounded, lists drop values that are not text and are bounded', () => {
  expect(textOrNull.parse('token=abcdef')).not.toContain('abcdef');
  expect(textOrNull.parse('')).toBeNull();
  expect(textList.parse(['A', 5, null, 'B'])).toEqual(['A', 'B']);
  expect(textList.parse(Array.from({ length: 500 }, () => 'A'))).toHaveLength(20);
  expect(textList.parse('A')).toEqual([]);
});
