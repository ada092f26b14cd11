import { describe, expect, test } from 'vitest';
import { LATE_MS, type LiveState } from '../live/live-state.ts';
import { linkWords } from './link-labels.ts';

type Heard = Pick<LiveState, 'link' | 'malformed' | 'missing' | 'lagMs'>;

const LIVE: Heard = { link: 'open', malformed: 0, missing: null, lagMs: 120 };

describe('the link looks good only while it is live', () => {
  test('which says how late it is', () => {
    expect(linkWords(LIVE, true)).toEqual({ live: true, words: 'live · 0.1 s' });
    expect(linkWords({ ...LIVE, lagMs: LATE_MS - 1 }, true).live).toBe(true);
  });

  test.each<[string, Partial<Heard>, string]>([
    ['open, and nothing was heard yet', { lagMs: null }, 'connecting'],
    ['not open yet', { link: 'connecting' }, 'connecting'],
    ['late', { lagMs: LATE_MS }, `late · ${(LATE_MS / 1_000).toFixed(1)} s`],
    ['lost', { link: 'lost' }, 'reconnecting'],
    ['unreadable', { malformed: 2 }, 'link trouble, 2 unreadable'],
    ['with a change that was missed', { missing: 'p2' }, 'a change was missed, asking'],
  ])('and not where it is %s', (_, more, words) => {
    expect(linkWords({ ...LIVE, ...more }, true)).toEqual({ live: false, words });
  });

  test('and not before the scripts run', () => {
    expect(linkWords(LIVE, false)).toEqual({ live: false, words: 'as of now' });
  });
});
