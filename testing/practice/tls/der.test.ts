import { expect, test } from 'vitest';
import { integer } from './der.ts';

const hex = (bytes: number[]) => integer(Buffer.from(bytes)).toString('hex');

/** X.690, 8.3.2: the first nine bits of an integer are not all equal; its sign is the first of them. */
test.each<[string, number[], string]>([
  ['a small one as it is', [2], '020102'],
  ['one whose first bit is set would be negative: a zero before it', [0x80, 1], '0203008001'],
  ['zeros that say nothing are left out', [0, 0, 0x12, 0x34], '02021234'],
  ['the zero that keeps it positive stays', [0, 0x92, 0x34], '0203009234'],
  ['nought is one byte', [0, 0], '020100'],
])('an integer: %s', (_rule, bytes, der) => {
  expect(hex(bytes)).toBe(der);
});
