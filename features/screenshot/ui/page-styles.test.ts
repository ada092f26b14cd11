import { describe, expect, test } from 'vitest';
import { settle } from './page-styles.ts';

describe('rules for a copy of the page in an image', () => {
  test.each([
    ['a condition that holds', '@media (min-width:9px){a{b:c}}', '@media all{a{b:c}}'],
    ['a condition that does not hold', '@media (max-width:9px){a{b:c}}', '@media not all{a{b:c}}'],
    [
      'one within another',
      '@media print{@media (min-width:9px){a{b:c}}}',
      '@media not all{@media all{a{b:c}}}',
    ],
    ['the root, which is the image there', ':root,:host{--a:b}', '[data-is-root],:host{--a:b}'],
    ['what is open', '.box:popover-open{a:b}', '.box[data-is-popover-open]{a:b}'],
    ['what the address points at', 'li:target a{b:c}', 'li[data-is-target] a{b:c}'],
    ['another state of a similar name', 'a:target-within{b:c}', 'a:target-within{b:c}'],
    ['a class that has the name of a state', '.a\\:target{b:c}', '.a\\:target{b:c}'],
  ])('%s', (_, css, settled) => {
    expect(settle(css, (condition) => condition === '(min-width:9px)')).toBe(settled);
  });
});
