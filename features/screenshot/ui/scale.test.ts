import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MOST_PIXELS } from '#features/seals/document.ts';
import { FULL_SCALE, scaleFor } from './scale.ts';

const side = fc.integer({ min: 1, max: 100_000 });

test.each([
  ['a pane on a desk', 1440, 3000],
  ['a pane on a phone', 390, 5500],
])('%s is drawn at 2×', (_, width, height) => {
  expect(scaleFor(width, height)).toBe(FULL_SCALE);
});

test('no page is drawn larger than a browser can, or than verify decodes', () => {
  fc.assert(
    fc.property(side, side, (width, height) => {
      const scale = scaleFor(width, height);
      expect(scale).toBeGreaterThan(0);
      // As in whole pixels.
      expect(Math.round(Math.max(width, height) * scale)).toBeLessThanOrEqual(16_000);
      expect(Math.round(width * scale * height * scale)).toBeLessThanOrEqual(MOST_PIXELS);
    }),
  );
});
