import { describe, expect, test } from 'vitest';
import { readStrictJson } from './strict-json.ts';

const TWICE = { problem: 'key-twice' };

describe('a text with one meaning is read as it is', () => {
  test.each([
    '{}',
    '[]',
    'null',
    '"text"',
    '-1.5e-3',
    ' { "a" : [ 1 , { "a" : 2 } ] , "b" : { "a" : "a" , "c" : ["a","a"] } } ',
    '{"a":"a\\"b\\\\","a\\"":1,"a\\\\":2}',
    '{"":1,"__proto__":2,"constructor":3}',
    '{"a":"{\\"b\\":1,\\"b\\":2}"}',
    '{"ok":true,"OK":false}',
    '[{"a":1},{"a":1}]',
    '{"n":9223372036854775808,"m":-0,"e":1e308}',
    `${'['.repeat(64)}${']'.repeat(64)}`,
  ])('%s', (text) => expect(readStrictJson(text)).toEqual({ value: JSON.parse(text) }));
});

describe('a number in words, as Python writes it, is text: no number field can be read from it', () => {
  test.each<[string, unknown]>([
    ['{"a":NaN,"b":1}', { a: 'NaN', b: 1 }],
    ['[Infinity,-Infinity]', ['Infinity', '-Infinity']],
    ['{"a":"is NaN","b":"\\"Infinity","c":NaN}', { a: 'is NaN', b: '"Infinity', c: 'NaN' }],
  ])('%s', (text, value) => expect(readStrictJson(text)).toEqual({ value }));
  test.each([
    ['{"a":NaN,"a":1}', 'key-twice'],
    ['{"a":NaN,"b":1e999}', 'number-too-large'],
    ['{"a":NaN', 'not-json'],
  ])('%s is still refused', (text, problem) => expect(readStrictJson(text)).toEqual({ problem }));
});

describe('a key twice', () => {
  test.each([
    '{"ok":false,"ok":true}',
    '{"ok":true,"ok":true}',
    '{"ok":false,"a":{"ok":1},"b":[{}],"ok":true}',
    '{"a":{"ok":false,"ok":true}}',
    '[[{"x":1,"y":"}","x":2}]]',
    '{"ok":false,"\\u006fk":true}',
    '{"":1,"":2}',
    '{"__proto__":1,"__proto__":2}',
    '{"a":"\\\\","a":1}',
  ])('%s', (text) => expect(readStrictJson(text)).toEqual(TWICE));
});

test.each(['{"n":1e999}', '[-1e400]', `{"n":${'9'.repeat(400)}}`, '1E+999'])(
  '%.20s holds a number that no double holds',
  (text) => expect(readStrictJson(text)).toEqual({ problem: 'number-too-large' }),
);

test.each([
  ['[', ']', 65],
  ['{"a":', '}', 65],
  ['[{"a":', '}]', 33],
  ['[', ']', 32_000],
])('%s nested without measure', (open, close, times) => {
  const text = `${open.repeat(times)}${open.endsWith(':') ? '1' : ''}${close.repeat(times)}`;
  expect(readStrictJson(text)).toEqual({ problem: 'too-deep' });
});

test.each([
  '',
  '{',
  '[[[[',
  '['.repeat(65_536),
  '{"a":1}{"a":1}',
  "{'a':1}",
  '{"a":NaN1}',
  '{"a":nan}',
  '{"a":+Infinity}',
  '{NaN:1,}',
  '\u0000',
])('%.20s is not JSON', (text) => expect(readStrictJson(text)).toEqual({ problem: 'not-json' }));

test('64 KiB of anything is read in no time', () => {
  const texts = [
    JSON.stringify('x'.repeat(65_000)),
    JSON.stringify('"'.repeat(32_000)),
    `{${Array.from({ length: 8_000 }, (_, i) => `"${i}":1`).join(',')}}`,
    `[${'1,'.repeat(32_000)}1]`,
    `[${'9'.repeat(65_000)}]`,
    `[NaN,${'"\\'.repeat(21_000)}`,
    'NaN-'.repeat(16_000),
  ];
  const began = performance.now();
  for (const text of texts) readStrictJson(text);
  expect(performance.now() - began).toBeLessThan(500);
});
