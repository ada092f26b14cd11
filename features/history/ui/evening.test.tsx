import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Past } from '#lib/timeline/past.ts';
import { EMPTY_POSTURE } from '#testing/samples/empty-posture.ts';
import { Differences } from './differences.tsx';
import { PastBar } from './past-bar.tsx';

/** 19:30 of 20 November in New York, when UTC has the 21st. */
const EVENING = '2026-11-21T00:30:00.000Z';
const PAST: Past = {
  ...{ askedAt: EVENING, posture: EMPTY_POSTURE, unreadable: false, hash: null, evaluationVersion: null },
  ...{ unobserved: 'the console was not running', previous: null, next: null, others: [] },
  compared: { at: EVENING, differences: [] },
  day: {
    from: '2026-11-20T05:00:00.000Z',
    to: '2026-11-21T05:00:00.000Z',
    changes: [],
    more: false,
    holes: [],
  },
};
const textOf = (html: string): string => html.replaceAll(/<[^>]*>/g, '');

test('in the evening an instant of the past has ET’s date beside ET’s time, and UTC’s beside UTC’s', () => {
  const html = renderToStaticMarkup(<PastBar past={PAST} now={EVENING} />);
  expect(textOf(html)).toMatch(/^2026-11-20 19:30:00 ET 2026-11-21 00:30:00 UTC/);
  expect(html).toContain('aria-label="Changes of 2026-11-20"');
  expect(html).toContain('title="2026-11-20 19:20:00 ET to 2026-11-20 19:29:50 ET as files');
});

test('what it is compared with has ET’s date', () => {
  expect(textOf(renderToStaticMarkup(<Differences past={PAST} />))).toContain(
    'against 2026-11-20 19:30:00 ET',
  );
});
