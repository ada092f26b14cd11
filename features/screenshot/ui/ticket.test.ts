import { describe, expect, test } from 'vitest';
import type { Action } from '#lib/posture.ts';
import type { Message } from '#lib/status/message.ts';
import { EMPTY_POSTURE } from '#testing/samples/empty-posture.ts';
import { footerLines, pictureName, type Shown, ticketMarkdown } from './ticket.ts';
import { wrap } from './wrap.ts';

const quoted = (words: string): Message => ({ code: 'quoted', params: { words } });

const ACTION: Action = {
  id: 'a',
  severity: 'P1',
  verdict: 'bad',
  title: quoted('The feed is stale'),
  detail: quoted('last tick 90 s ago | limit 30 s'),
  since: '2026-11-20T15:13:30.000Z',
  agent: 'feed',
  runbook: { slug: 'feed_stale', title: 'Feed stale' },
  paging: 'firing',
  firesAt: null,
  response: null,
};
const LIVE: Shown = {
  posture: { ...EMPTY_POSTURE, actions: [ACTION] },
  now: '2026-11-20T15:15:04.000Z',
  tense: 'live',
  subject: undefined,
  origin: 'http://console:3000',
};
/** 19:30 of the same day in New York. */
const EVENING = '2026-11-21T00:30:00.000Z';
const PROVEN = {
  ...EMPTY_POSTURE,
  execution: { ...EMPTY_POSTURE.execution, outcome: 'proven-off' as const, verdict: 'good' as const },
};
const BLIND = {
  ...{ kind: 'source' as const, id: 'pods', subject: 'Pods', label: 'Pods', safety: true },
  ...{ verdict: 'unknown' as const, code: 'unread', params: {}, since: null, observedAt: null },
  ...{ evidence: [], runbook: null },
};
const SEAL = {
  seal: {
    code: 'mc1.a.b',
    posture: 'p1',
    publishedAt: '2026-11-20T15:15:00.000Z',
    pixels: 'ab'.repeat(32),
    sealedAt: '2026-11-20T15:15:05.000Z',
    key: '0a1b2c3d4e5f6071',
  },
};

describe('the name of a picture', () => {
  test.each<[string, Partial<Shown>, string]>([
    ['the time, the worst severity and the subject', {}, 'mission-control_20261120T151504Z_P1_pane.png'],
    [
      'nothing that asks for somebody, and all proven',
      { posture: PROVEN },
      'mission-control_20261120T151504Z_none_pane.png',
    ],
    [
      'nothing that asks for somebody, and not all proven: not calm',
      { posture: EMPTY_POSTURE },
      'mission-control_20261120T151504Z_unknown_pane.png',
    ],
    [
      'a safety source that is out of sight: not calm',
      { posture: { ...PROVEN, sources: [BLIND] } },
      'mission-control_20261120T151504Z_unknown_pane.png',
    ],
    [
      'the most urgent, wherever it stands',
      { posture: { ...EMPTY_POSTURE, actions: [ACTION, { ...ACTION, severity: 'P0' }] } },
      'mission-control_20261120T151504Z_P0_pane.png',
    ],
    [
      'a frozen page: no severity of it is known to be so',
      { tense: 'frozen', posture: EMPTY_POSTURE },
      'mission-control_20261120T151504Z_frozen_pane.png',
    ],
    [
      'a subject with signs that no file system likes',
      { subject: '../Feed: “over time”?' },
      'mission-control_20261120T151504Z_P1_feed-over-time.png',
    ],
  ])('%s', (_, shown, name) => {
    expect(pictureName({ ...LIVE, ...shown })).toBe(name);
  });
});

describe('the lines below a picture', () => {
  test('tell UTC and ET, the mesh, the version, the posture and where to open it again, and of the seal', () => {
    expect(footerLines(LIVE, 'sealed')).toEqual([
      '2026-11-20 10:15:04 ET · 2026-11-20 15:15:04 UTC · Harbour · Mission Control v0.0.0',
      'posture p1 · http://console:3000/at/2026-11-20T15:15:00.000Z',
      'searched: Whole cluster, 0 kinds; no Cloud Run in the plan',
      'sealed',
    ]);
  });

  test('in the evening ET has its own date, and UTC has tomorrow’s', () => {
    expect(footerLines({ ...LIVE, now: EVENING }, 'sealed')[0]).toBe(
      '2026-11-20 19:30:00 ET · 2026-11-21 00:30:00 UTC · Harbour · Mission Control v0.0.0',
    );
  });

  test('say first that a page was frozen, or of the past', () => {
    expect(footerLines({ ...LIVE, tense: 'frozen' }, '')[0]).toMatch(/^FROZEN: /);
    expect(footerLines({ ...LIVE, tense: 'past' }, '')[0]).toMatch(/^A moment of the past · /);
  });

  test('are wrapped at spaces, and within a word that is too long by itself', () => {
    const fits = (part: string) => part.length <= 8;
    expect(wrap('posture p1 http://console/at', fits)).toEqual([
      'posture',
      'p1',
      'http://c',
      'onsole/a',
      't',
    ]);
    expect(wrap('', fits)).toEqual(['']);
  });
});

test('the footer says that a mesh is for practice: a picture can be cut', () => {
  const mesh = { ...EMPTY_POSTURE.mesh, practice: true };
  expect(footerLines({ ...LIVE, posture: { ...EMPTY_POSTURE, mesh } }, '')[0]).toContain(
    'PRACTICE MESH Harbour',
  );
});

test('the footer says where a page was too large for 2×', () => {
  expect(footerLines(LIVE, '', 2)).toHaveLength(4);
  expect(footerLines(LIVE, '', 1.25).at(-1)).toMatch(/^drawn at 1\.25× and not 2×/);
});

describe('the text for the ticket', () => {
  test('tells what, when, what to do with its runbook, where to open it again, and how to check the picture', () => {
    const text = ticketMarkdown(LIVE, 'x.png', SEAL);
    expect(text).toContain('### Mission Control: EXECUTION UNPROVEN · P1 The feed is stale');
    expect(text).toContain('- **When:** 2026-11-20 10:15:04 ET (2026-11-20 15:15:04 UTC)');
    expect(text).toContain(
      '- **P1** The feed is stale, since 10:13:30 ET. last tick 90 s ago \\| limit 30 s: [runbook Feed stale](http://console:3000/runbooks/feed_stale)',
    );
    expect(text).toContain('(http://console:3000/at/2026-11-20T15:15:00.000Z)');
    expect(text).toContain('verify x.png --seal mc1.a.b');
  });

  test('in the evening ET has its own date, and UTC has tomorrow’s', () => {
    const text = ticketMarkdown({ ...LIVE, now: EVENING }, 'x.png', SEAL);
    expect(text).toContain('- **When:** 2026-11-20 19:30:00 ET (2026-11-21 00:30:00 UTC)');
    expect(text).toContain('since 10:13:30 ET.');
  });

  test('what began on another day has that date', () => {
    const now = '2026-11-23T15:15:04.000Z';
    expect(ticketMarkdown({ ...LIVE, now }, 'x.png', SEAL)).toContain('since 2026-11-20 10:13:30 ET.');
  });

  test('does not say in the present tense what a frozen page showed', () => {
    const text = ticketMarkdown({ ...LIVE, tense: 'frozen' }, 'x.png', SEAL);
    expect(text).toContain('### Mission Control: EXECUTION WAS UNPROVEN');
    expect(text).toContain('> The page was frozen');
  });

  test('says why a picture is not sealed', () => {
    expect(ticketMarkdown(LIVE, 'x.png', { why: 'the console could not be reached' })).toContain(
      'The picture `x.png` is not sealed: the console could not be reached.',
    );
  });

  test('what an agent says stays one line and becomes no markup', () => {
    const detail = quoted('x\n# Heading [link](http://evil) <b>');
    const text = ticketMarkdown(
      { ...LIVE, posture: { ...EMPTY_POSTURE, actions: [{ ...ACTION, detail }] } },
      'x',
      SEAL,
    );
    expect(text).toContain('x # Heading \\[link\\](http://evil) \\<b\\>');
  });
});
