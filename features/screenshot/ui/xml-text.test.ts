import { expect, test } from 'vitest';
import { xmlText } from './xml-text.ts';

test.each([
  ['plain text, line ends and tabs', 'a\n\tb\r – “c” 😀', 'a\n\tb\r – “c” 😀'],
  ['control characters', 'a\u0000b\u0007c\u001bd', 'a\ufffdb\ufffdc\ufffdd'],
  ['half a character', 'a\ud83db', 'a\ufffdb'],
  ['what Unicode has for nothing', 'a\uffffb\ufffec', 'a\ufffdb\ufffdc'],
])('%s', (_, text, made) => {
  expect(xmlText(text)).toBe(made);
  expect(() => encodeURIComponent(xmlText(text))).not.toThrow();
});
