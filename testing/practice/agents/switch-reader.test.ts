import { expect, test } from 'vitest';
import { haltedBy, type SwitchSource } from './switch-reader.ts';

const halts = (way: SwitchSource['way'], text: string | undefined) =>
  (['python', 'node'] as const).map((reader) => haltedBy([{ way, at: 'x', text }], reader) !== undefined);

/** What Python programs read as halted by a variable and by a file, then what the one in Node does. */
test.each<[string, string | undefined, [boolean, boolean], [boolean, boolean]]>([
  ['1', '1', [true, true], [true, true]],
  ['a word in any case, with space around it', ' \tYes\n', [true, true], [true, true]],
  ['0', '0', [false, false], [false, false]],
  ['neither', 'maybe', [false, false], [false, false]],
  ['nothing', undefined, [false, false], [false, false]],
  ['a byte-order mark is no space in Python', '\ufeff1', [false, false], [true, true]],
  ['a zero-width space is none anywhere', '\u200b1', [false, false], [false, false]],
  ['a no-break space is one everywhere', '\u00a01', [true, true], [true, true]],
  ['a unit separator is one in Python', '\u001f1', [true, true], [false, false]],
  ['a next line ends a line in Python', '1\u0085x', [false, true], [false, false]],
  ['a line separator too', '1\u2028x', [false, true], [false, false]],
  ['the first line of a file counts', '1\n0', [false, true], [false, true]],
  ['an empty first line is not halted', '\n1', [true, false], [true, false]],
  ['a lone carriage return', '1\r0', [false, true], [false, false]],
])('%s', (_rule, text, [variable, file], [nodeVariable, nodeFile]) => {
  expect(halts('env', text)).toEqual([variable, nodeVariable]);
  expect(halts('file', text)).toEqual([file, nodeFile]);
});

test('either way halts, the variable first', () => {
  const ways = (variable: string, file: string): SwitchSource[] => [
    { way: 'env', at: 'EXECUTION_HALTED', text: variable },
    { way: 'file', at: '/halted', text: file },
  ];
  expect(haltedBy(ways('1', '0'))?.way).toBe('env');
  expect(haltedBy(ways('0', '1'))?.at).toBe('/halted');
  expect(haltedBy(ways('0', '0'))).toBeUndefined();
});
