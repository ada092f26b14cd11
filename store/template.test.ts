import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filled, templateOf } from './template.ts';

test('a text that is joined again is exactly the same', () => {
  const text = fc.oneof(
    fc.json(),
    fc.string().map((s) => JSON.stringify(s)),
    fc.nat().map((n) => `at ${n} of 007.50`),
  );
  fc.assert(
    fc.property(text, (given) => {
      expect(filled(templateOf(given))).toBe(given);
    }),
  );
});

test('texts that differ only in their digits have one template', () => {
  const [a, b] = ['{"at":1760000000123,"raw":"12:30:01"}', '{"at":1760000000999,"raw":"12:30:59"}'].map(
    templateOf,
  );
  expect(a?.text).toBe(b?.text);
  expect(a?.digits).not.toBe(b?.digits);
});
