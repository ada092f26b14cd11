import { describe, expect, test } from 'vitest';
import { haltBy, readHaltValue, readOnOff } from './kill-switch.ts';

/** By Python from a variable and from a file, by Node from a variable and from a file: `h`alts, `a`llows, `n`either. */
const TABLE: [value: string, readers: string, read: ReturnType<typeof readHaltValue>][] = [
  ...['1', 'true', 'yes', 'on', 'TRUE', 'Yes', 'oN', ' 1 ', '1\n', '1\r\n', '\t1\t\n\n', '1\n\n'].map(
    (value): (typeof TABLE)[number] => [value, 'hhhh', 'halted'],
  ),
  ...['0', 'false', 'no', 'off', 'FALSE', ' Off ', '0\n', '0\r\n'].map((value): (typeof TABLE)[number] => [
    value,
    'aaaa',
    'allowed',
  ]),
  ...[
    '',
    ' ',
    '\n',
    'maybe',
    '2',
    '01',
    '1.0',
    '+1',
    '1 # halted',
    'truee',
    'null',
    '"1"',
    "'1'",
    '1;',
    'y',
  ].map((value): (typeof TABLE)[number] => [value, 'nnnn', 'unknown']),
  // Several lines: a file's first one alone counts.
  ['1\n0', 'nhnh', 'differ'],
  ['1\n# by ada', 'nhnh', 'differ'],
  ['0\n1', 'nana', 'unknown'],
  ['\n1', 'hnhn', 'differ'],
  [' \n1', 'hnhn', 'differ'],
  ['\r\n1', 'hnhn', 'differ'],
  ['\n0', 'anan', 'unknown'],
  // A carriage return, a form feed and a vertical tab end a line for Python alone.
  ['\r1', 'hnhh', 'differ'],
  ['1\r0', 'nhnn', 'differ'],
  ['\f1', 'hnhh', 'differ'],
  ['\v1', 'hnhh', 'differ'],
  ['1\f', 'hhhh', 'halted'],
  ['1\v', 'hhhh', 'halted'],
  // Separators: Python strips and splits at them, Node does neither with the ASCII ones and U+0085.
  ['1\x1c', 'hhnn', 'differ'],
  ['\x1c1', 'hnnn', 'differ'],
  ['1\x1d0', 'nhnn', 'differ'],
  ['1\x1e', 'hhnn', 'differ'],
  ['\x1f1', 'hhnn', 'differ'],
  ['1\x1f', 'hhnn', 'differ'],
  ['1\x1f0', 'nnnn', 'unknown'],
  ['1\x85', 'hhnn', 'differ'],
  ['\x851', 'hnnn', 'differ'],
  ['0\x85', 'aann', 'unknown'],
  ['1\u2028', 'hhhh', 'halted'],
  ['\u20281', 'hnhh', 'differ'],
  ['1\u20290', 'nhnn', 'differ'],
  // Node trims a byte-order mark, Python does not.
  ['\ufeff1', 'nnhh', 'differ'],
  ['1\ufeff', 'nnhh', 'differ'],
  ['\ufeff0', 'nnaa', 'unknown'],
  ['\ufeff\n1', 'nnhn', 'differ'],
  ['\ufeff1\n', 'nnhh', 'differ'],
  // Blanks that both strip.
  ['\u00a01\u3000', 'hhhh', 'halted'],
  ['\u16801\u202f', 'hhhh', 'halted'],
  ['\u2000true\u205f', 'hhhh', 'halted'],
  // Nobody strips what has no width.
  ['\u200b1', 'nnnn', 'unknown'],
  ['1\u200d', 'nnnn', 'unknown'],
  ['1\u2060', 'nnnn', 'unknown'],
  ['\u180e1', 'nnnn', 'unknown'],
  ['1\0', 'nnnn', 'unknown'],
  ['1\b', 'nnnn', 'unknown'],
  // Letters and digits that only look like the words.
  ['ｔｒｕｅ', 'nnnn', 'unknown'],
  ['１', 'nnnn', 'unknown'],
  ['yeſ', 'nnnn', 'unknown'],
  ['оn', 'nnnn', 'unknown'],
  ['١', 'nnnn', 'unknown'],
];

describe('a kill switch as each program takes it', () => {
  test.each(TABLE)('%j: %s', (value, readers, read) => {
    const taken = (['python', 'node'] as const).flatMap((reader) =>
      (['variable', 'file'] as const).map((way) => haltBy(reader, way, value)[0]),
    );
    expect(taken.join('')).toBe(readers);
    expect(readHaltValue(value)).toBe(read);
  });

  test('from a variable alone the lines of a file do not count', () => {
    expect(readHaltValue('\n1', ['variable'])).toBe('halted');
    expect(readHaltValue('1\n0', ['variable'])).toBe('unknown');
    expect(readHaltValue('\ufeff1', ['variable'])).toBe('differ');
  });

  test('a ConfigMap may hold a megabyte', () => {
    const began = performance.now();
    for (const blank of [' ', '\n', '\x1c', '\r'])
      for (const value of [`${blank.repeat(1_000_000)}x`, `x${blank.repeat(1_000_000)}x`])
        expect(readHaltValue(value)).toBe('unknown');
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

test.each([
  ...['1', 'true', 'YES', ' on\n'].map((value) => [value, 'on'] as const),
  ...['0', 'False', 'no', '\toff '].map((value) => [value, 'off'] as const),
  ...['', '2', '\ufeff1', '1\u00a0', '1\x85', '1\n0', 'enabled', 'ｏｎ'].map(
    (value) => [value, 'unknown'] as const,
  ),
])('any other switch as %j is %s', (value, read) => expect(readOnOff(value)).toBe(read));
