/** Lives of executors' pods through the real evaluation: what each claims must hold. */

import { expect, test } from 'vitest';
import { brokenLife, LIVES } from './lives.ts';

test.each(LIVES.map(({ id }, index) => [id, index] as const))('%s', (_id, index) => {
  expect(brokenLife(17, index)).toBeNull();
});
