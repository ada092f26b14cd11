import { describe, expect, test } from 'vitest';
import type { Comparable } from '../history/compare.ts';
import { momentOf, redsOf } from './moments.ts';
import { type Incident, timelineMarkdown } from './timeline.ts';

const MINUTE = 60_000;
/** 10:15 ET. */
const T0 = Date.parse('2026-11-20T15:15:00.000Z');

type Agent = Comparable['agents'][number];
const agent = (verdict: Agent['verdict'], reason = '', restarts = 0): Agent => ({
  ...{ name: 'feed', verdict, state: verdict, reason, modesObserved: [] },
  ...{ pods: { desired: 1, ready: 1, restarts, place: null, list: [] }, workloads: [], probes: [] },
});
const posture = (change: Partial<Comparable> = {}): Comparable => ({
  execution: { outcome: 'proven-off', verdict: 'good' },
  agents: [agent('good')],
  failures: [{ id: 'stale', state: 'absent', verdict: 'good', who: [] }],
  escalations: [{ id: 'page', state: 'quiet', verdict: 'good' }],
  ...change,
});
const GOOD = posture();
const BAD = posture({ agents: [agent('bad', '503 | <b>')] });

/** Postures by the minute at which they were published, the first in force at the beginning. */
function incident(said: readonly [number, Comparable][], more: Partial<Incident> = {}): Incident {
  const [first, ...rest] = said;
  const moments = rest.map(([minute, after], i) =>
    momentOf(said[i]?.[1] ?? null, after, T0 + minute * MINUTE),
  );
  const redAtStart = first === undefined ? [] : redsOf(first[1]);
  return { mesh: 'Harbour', from: T0, to: T0 + 60 * MINUTE, redAtStart, moments, holes: [], ...more };
}

const sectionOf = (text: string, title: string): string =>
  text.split(/\n(?=##+ )/).find((part) => part.startsWith(title)) ?? '';

describe('what is red', () => {
  test.each<[string, Comparable, string[]]>([
    ['nothing in calm', GOOD, []],
    ['an agent that is bad', BAD, ['agent feed']],
    ['one that is not known is not red, and not told as that', posture({ agents: [agent('unknown')] }), []],
    [
      'execution that is not off, before all else',
      posture({ ...BAD, execution: { outcome: 'not-off', verdict: 'bad' } }),
      ['execution execution', 'agent feed'],
    ],
    [
      'a failure mode that is bad, and an escalation that fires',
      posture({
        failures: [{ id: 'stale', state: 'present', verdict: 'bad', who: ['feed'] }],
        escalations: [{ id: 'page', state: 'firing', verdict: 'bad' }],
      }),
      ['escalation page', 'failure stale'],
    ],
    [
      'an escalation that counts down does not fire yet',
      posture({ escalations: [{ id: 'page', state: 'pending', verdict: 'attention' }] }),
      [],
    ],
  ])('%s', (_name, given, reds) => {
    expect(redsOf(given).map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(reds);
  });
});

describe('from when until when', () => {
  test.each<[string, [number, Comparable][], string]>([
    [
      'both are told',
      [
        [0, GOOD],
        [5, BAD],
        [7, GOOD],
      ],
      '- agent feed: red from 10:20:00 ET, until 10:22:00 ET',
    ],
    [
      'still red',
      [
        [0, GOOD],
        [5, BAD],
      ],
      '- agent feed: red from 10:20:00 ET, still red at the end',
    ],
    [
      'red before: since when is not said',
      [
        [0, BAD],
        [7, GOOD],
      ],
      '- agent feed: red when it was first seen, until 10:22:00 ET',
    ],
    [
      'twice',
      [
        [0, GOOD],
        [1, BAD],
        [2, GOOD],
        [3, BAD],
      ],
      '- agent feed: red from 10:16:00 ET, until 10:17:00 ET\n- agent feed: red from 10:18:00 ET, still red at the end',
    ],
  ])('%s', (_name, said, lines) => {
    expect(sectionOf(timelineMarkdown(incident(said)), '## Red')).toContain(lines);
  });

  test('what was first seen after nobody had watched may have begun before', () => {
    const hole = (from: number, to: number) => ({
      from: new Date(T0 + from * MINUTE).toISOString(),
      to: new Date(T0 + to * MINUTE).toISOString(),
      why: 'not running',
    });
    const said: [number, Comparable][] = [
      [0, GOOD],
      [5, BAD],
    ];
    const line = (from: number, to: number) =>
      sectionOf(timelineMarkdown(incident(said, { holes: [hole(from, to)] })), '## Red');
    expect(line(2, 5)).toContain('red from 10:20:00 ET or earlier, when nobody watched,');
    expect(line(5, 9)).toContain('red from 10:20:00 ET, still');
  });

  test('nothing red is said of a whole time alone', () => {
    const holes = [{ from: '2026-11-20T15:20:00.000Z', to: '2026-11-20T15:25:00.000Z', why: 'not running' }];
    expect(timelineMarkdown(incident([[0, GOOD]]))).toContain('Nothing was red.');
    const text = timelineMarkdown(incident([[0, GOOD]], { holes }));
    expect(text).not.toContain('Nothing was red.');
    expect(text).toContain('Nothing was seen red while somebody watched.');
    expect(sectionOf(text, '## Not observed')).toContain('2026-11-20 10:20:00 ET');
  });
});

describe('before, at and after each red', () => {
  const restarted = posture({ agents: [agent('good', '', 1)] });
  const fired = posture({ ...BAD, escalations: [{ id: 'page', state: 'firing', verdict: 'bad' }] });
  const text = timelineMarkdown(
    incident([
      [0, GOOD],
      [4, restarted],
      [5, BAD],
      [7, fired],
    ]),
  );
  const [, , ...parts] = sectionPartsOf(text, '## agent feed');

  test('what led to it, what it was, what it led to', () => {
    const [before = '', at = '', after = ''] = sectionPartsOf(text, '## agent feed').slice(1);
    expect(before).toContain('10:19:00 ET agent feed, restarts: 0 → 1');
    expect(before).not.toContain('verdict');
    expect(at).toContain('10:20:00 ET agent feed, verdict: good → bad');
    expect(after).toContain('10:22:00 ET escalation page, state: quiet → firing');
    expect(parts.length).toBe(2);
  });

  test('what an agent says is no markup', () => {
    expect(text).toContain('reason: (empty) → 503 \\| \\<b\\>');
  });

  test('what is longer ago than ten minutes did not lead to it', () => {
    const long = timelineMarkdown(
      incident([
        [0, GOOD],
        [4, restarted],
        [20, BAD],
      ]),
    );
    expect(sectionPartsOf(long, '## agent feed')[1]).toContain('Nothing changed in the ten minutes before.');
    expect(sectionOf(long, '## All changes')).toContain('restarts: 0 → 1');
  });

  test('of many changes before it the nearest are told, and how many more there are', () => {
    const flapping = Array.from({ length: 50 }, (_, i): [number, Comparable] => [
      i / 10,
      posture({ agents: [agent('good', '', i)] }),
    ]);
    const before =
      sectionPartsOf(timelineMarkdown(incident([...flapping, [6, BAD]])), '## agent feed')[1] ?? '';
    expect(before).toContain('restarts: 48 → 49');
    expect(before).toContain('- 19 more, under *All changes*');
  });
});

test('the first posture of all has no before: what is red in it began nobody knows when', () => {
  const moment = momentOf(null, BAD, T0);
  expect(moment).toMatchObject({ differences: [], began: [{ kind: 'agent', subject: 'feed' }], ended: [] });
});

test('a posture that differs in very many lines is cut, and says so', () => {
  const many = posture({
    failures: Array.from({ length: 60 }, (_, i) => ({
      id: `f${i}`,
      state: 'absent',
      verdict: 'good',
      who: [],
    })),
  });
  const moment = momentOf(GOOD, many, T0);
  expect(moment.differences).toHaveLength(40);
  expect(
    timelineMarkdown(
      incident([
        [0, GOOD],
        [1, many],
      ]),
    ),
  ).toContain(`and ${moment.more} more lines`);
});

/** A section with its parts, split at their titles. */
function sectionPartsOf(text: string, title: string): string[] {
  const [, rest = ''] = text.split(`\n${title}`);
  return (rest.split('\n## ')[0] ?? '').split('\n### ');
}
