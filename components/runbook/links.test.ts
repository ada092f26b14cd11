import { expect, test } from 'vitest';
import { runbookHref } from './links.ts';

test.each([
  ['crashloop_backoff.md', '/runbooks/crashloop_backoff'],
  ['./crashloop_backoff.md#escalation', '/runbooks/crashloop_backoff#escalation'],
  ['https://example.org/a.md', 'https://example.org/a.md'],
  ['../secret.md', '../secret.md'],
  ['#symptoms', '#symptoms'],
  [undefined, undefined],
])('a link to %s goes to %s', (written, page) => {
  expect(runbookHref(written)).toBe(page);
});
