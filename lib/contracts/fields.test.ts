import { describe, expect, test } from 'vitest';
import {
  asBoolean,
  asEpochSeconds,
  asNumber,
  asOneOf,
  asText,
  asTime,
  asWords,
  type Field,
  Fields,
} from './fields.ts';

const NOW = Date.UTC(2026, 0, 7, 12);
const value = <T>(of: T): Field<T> => ({ state: 'value', value: of });
const UNREADABLE = { state: 'unreadable' };
const looksLike = (unit: string) => ({ state: 'unreadable', looksLike: unit });

test.each<[unknown, Field<boolean> | typeof UNREADABLE]>([
  ...[true, 1, 'true', 'TRUE', ' True\n'].map((raw): [unknown, Field<boolean>] => [raw, value(true)]),
  ...[false, 0, -0, 'false', 'False'].map((raw): [unknown, Field<boolean>] => [raw, value(false)]),
  ...[2, -1, 'yes', 'on', '', '1', '0', 'NaN', '\ufefftrue', 'ｔｒｕｅ', [], {}, [true]].map(
    (raw): [unknown, typeof UNREADABLE] => [raw, UNREADABLE],
  ),
])('%j as a boolean', (raw, expected) => expect(asBoolean(raw)).toEqual(expected));

test.each<[unknown, Field<number> | typeof UNREADABLE]>([
  [12, value(12)],
  [-3.5, value(-3.5)],
  ['12', value(12)],
  [' 1.25 ', value(1.25)],
  ...['', ' ', '12s', '1e3', '0x10', '1,5', 'NaN', 'Infinity', '-Infinity', '9'.repeat(30)].map(
    (raw): [unknown, typeof UNREADABLE] => [raw, UNREADABLE],
  ),
  ...[Number.NaN, Number.POSITIVE_INFINITY, true, [1], {}].map((raw): [unknown, typeof UNREADABLE] => [
    raw,
    UNREADABLE,
  ]),
])('%j as a number', (raw, expected) => expect(asNumber(raw)).toEqual(expected));

const SECONDS = NOW / 1000;
test.each<[unknown, object]>([
  [SECONDS, value(NOW)],
  [String(SECONDS), value(NOW)],
  [SECONDS + 0.5, value(NOW + 500)],
  [0, value(0)],
  [-5, value(-5000)],
  [SECONDS * 1e3, looksLike('milliseconds')],
  [String(SECONDS * 1e3), looksLike('milliseconds')],
  [SECONDS * 1e6, looksLike('microseconds')],
  [SECONDS * 1e9, looksLike('nanoseconds')],
  [1e300, UNREADABLE],
  ['2026-01-07T12:00:00Z', UNREADABLE],
  [true, UNREADABLE],
])('%j as epoch seconds', (raw, expected) => expect(asEpochSeconds(raw, NOW)).toEqual(expected));

test.each<[unknown, object]>([
  ['2026-01-07T12:00:00Z', value(NOW)],
  ['Wed, 07 Jan 2026 12:00:00 GMT', value(NOW)],
  ['', { state: 'null' }],
  [SECONDS, looksLike('seconds')],
  [String(SECONDS), looksLike('seconds')],
  [NOW, looksLike('milliseconds')],
  [`${NOW}000`, looksLike('microseconds')],
  [SECONDS * 1e9, looksLike('nanoseconds')],
  [5, UNREADABLE],
  ['yesterday', UNREADABLE],
  [true, UNREADABLE],
  [{}, UNREADABLE],
])('%j as a time', (raw, expected) => expect(asTime(raw, NOW)).toEqual(expected));

test('text is redacted and bounded, and empty text is none', () => {
  expect(asText('token=abcdef')).toEqual(value('token=[redacted]'));
  expect(asText('x'.repeat(500))).toMatchObject({ value: expect.stringMatching(/^x{199}…$/) });
  for (const raw of ['', ' ', 5, true, [], {}]) expect(asText(raw)).toEqual(UNREADABLE);
});

test.each<[unknown, object]>([
  [['A', 'B'], value(['A', 'B'])],
  [[], value([])],
  [Array.from({ length: 64 }, () => 'A'), value(Array.from({ length: 64 }, () => 'A'))],
  // The one that matters may be the last.
  [Array.from({ length: 65 }, () => 'A'), UNREADABLE],
  [['A', 5], UNREADABLE],
  [['A', null], UNREADABLE],
  ['A', UNREADABLE],
  [{ 0: 'A' }, UNREADABLE],
])('%.60j as a list of words', (raw, expected) => expect(asWords(raw)).toEqual(expected));

test.each<[unknown, object]>([
  ['LIVE', value('LIVE')],
  [' live ', value('LIVE')],
  ['YOLO', UNREADABLE],
  ['', UNREADABLE],
  [1, UNREADABLE],
])('%j as one of a list', (raw, expected) => expect(asOneOf(['OFF', 'LIVE'])(raw)).toEqual(expected));

describe('the fields of a body', () => {
  const read = (body: unknown, path: string) => {
    const fields = new Fields(body, NOW);
    const found = fields.read(path, asBoolean);
    return [fields.has(path), found, fields.unreadable.map(({ field, value: shown }) => `${field} ${shown}`)];
  };
  test.each<[unknown, string, unknown[]]>([
    [{ a: { b: true } }, 'a.b', [true, true, []]],
    [{ a: {} }, 'a.b', [false, null, []]],
    [{}, 'a.b', [false, null, []]],
    [{ a: null }, 'a.b', [true, null, []]],
    [{ a: { b: null } }, 'a.b', [true, null, []]],
    [{ a: { b: 'no' } }, 'a.b', [true, null, ['a.b “no”']]],
    [{ a: 'none' }, 'a.b', [false, null, ['a.b “none”']]],
    [{ a: [] }, 'a.b', [false, null, ['a.b a list']]],
    [{ a: { b: { c: 1 } } }, 'a.b', [true, null, ['a.b an object']]],
    [{ my_token: 'x' }, 'my_token', [true, null, ['my_token [redacted]']]],
    [[], 'a', [false, null, []]],
    ['text', 'length', [false, null, []]],
    [null, 'a', [false, null, []]],
    [{}, 'constructor', [false, null, []]],
  ])('%j, %s', (body, path, expected) => expect(read(body, path)).toEqual(expected));

  test('null where nothing can do without a value is unreadable, once', () => {
    const fields = new Fields({ ok: null }, NOW);
    expect(fields.need('ok', asBoolean)).toBeNull();
    expect(fields.unreadable).toEqual([{ field: 'ok', value: 'null', about: 'other' }]);
  });
});
