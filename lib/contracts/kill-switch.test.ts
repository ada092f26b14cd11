import { expect, test } from 'vitest';
import { readHaltValue } from './kill-switch.ts';

test.each([
  ...['1', 'true', 'yes', 'on', 'TRUE', ' Yes\n', 'On'].map((value) => [value, 'halted'] as const),
  ...['0', 'false', 'no', 'off', 'FALSE', ' Off\t'].map((value) => [value, 'allowed'] as const),
  ...['', ' ', 'maybe', '2', '01', '1.0', 'truee', 'null', 'enabled', undefined, null].map(
    (value) => [value, 'unknown'] as const,
  ),
])('%j is %s', (value, expected) => expect(readHaltValue(value)).toBe(expected));
