import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONGEST_MS, spanAsked } from './period.ts';

/** 10:15 ET on a Friday, in an open market. */
const NOW = Date.parse('2026-11-20T15:15:00.500Z');
const EVALUATED = NOW - 400;

function asked(query: { from?: string; to?: string }, now = NOW, evaluatedAt = now - 400): string[] | string {
  const answer = spanAsked(query, now, evaluatedAt);
  if (!answer.ok) return `${answer.parameter} ${answer.detail}`;
  return [answer.span.from, answer.span.to].map((at) => new Date(at).toISOString());
}

describe('since', () => {
  test.each<[string, string | undefined, string, string]>([
    [
      'the close of the last session where nothing is said',
      undefined,
      '2026-11-20T15:15:00Z',
      '2026-11-19T21:00:00.000Z',
    ],
    ['over a weekend', undefined, '2026-11-23T13:00:00Z', '2026-11-20T21:00:00.000Z'],
    ['after an early close', 'last-close', '2026-11-27T19:00:00Z', '2026-11-27T18:00:00.000Z'],
    ['a session’s open while it lasts', 'session-open', '2026-11-20T15:15:00Z', '2026-11-20T14:30:00.000Z'],
    ['the last open before the next one', 'session-open', '2026-11-23T13:00:00Z', '2026-11-20T14:30:00.000Z'],
    ['12 h', '12h', '2026-11-20T15:15:00Z', '2026-11-20T03:15:00.000Z'],
    ['24 h', '24h', '2026-11-20T15:15:00Z', '2026-11-19T15:15:00.000Z'],
    ['an instant', '2026-11-20T09:30:00+01:00', '2026-11-20T15:15:00Z', '2026-11-20T08:30:00.000Z'],
    [
      'a wall time is New York’s, in winter',
      '2026-11-20T09:30',
      '2026-11-20T15:15:00Z',
      '2026-11-20T14:30:00.000Z',
    ],
    ['and in summer', '2026-07-20T09:30', '2026-07-20T15:15:00Z', '2026-07-20T13:30:00.000Z'],
    ['past the calendar the last day', undefined, '2044-11-20T15:15:00Z', '2044-11-19T15:15:00.000Z'],
  ])('%s', (_name, from, now, begin) => {
    expect(asked(from === undefined ? {} : { from }, Date.parse(now))[0]).toBe(begin);
  });
});

describe('until', () => {
  test('the end of what the last evaluation speaks for, and never later than now', () => {
    expect(asked({}, NOW, EVALUATED)[1]).toBe('2026-11-20T15:15:00.500Z');
    expect(asked({}, NOW, NOW - 3_000)[1]).toBe('2026-11-20T15:14:58.500Z');
  });

  test('now, where it does not evaluate any more: that nobody watched is to be seen', () => {
    expect(asked({}, NOW, NOW - 60_000)[1]).toBe('2026-11-20T15:15:00.500Z');
  });
});

describe('what is refused', () => {
  test.each([
    [{ from: 'yesterday' }, /^from is not a time/],
    [{ from: '2026-02-30T09:30' }, /^from is not a time/],
    [{ from: '' }, /^from is not a time/],
    [{ to: 'now' }, /^to is not a time/],
    [{ to: '2026-11-20T15:16:00Z' }, /^to must not be in the future/],
    [{ from: '2026-11-20T15:16:00Z' }, /^from must be before now/],
    [{ from: '2026-11-19T15:00:00Z', to: '2026-11-18T15:00:00Z' }, /^from must be before to/],
    [{ from: '2026-11-13T15:00:00Z' }, /^from must be at most 7 days/],
  ])('%j', (query, why) => {
    expect(asked(query)).toMatch(why);
  });

  test('is told whatever is asked: a span that is answered lies in the past and is no longer than 7 days', () => {
    const text = fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
    );
    fc.assert(
      fc.property(fc.option(text, { nil: undefined }), fc.option(text, { nil: undefined }), (from, to) => {
        const answer = spanAsked(
          { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
          NOW,
          EVALUATED,
        );
        if (!answer.ok) return;
        const { span } = answer;
        expect(span.to).toBeLessThanOrEqual(NOW);
        expect(span.to - span.from).toBeGreaterThan(0);
        expect(span.to - span.from).toBeLessThanOrEqual(LONGEST_MS);
      }),
    );
  });
});
