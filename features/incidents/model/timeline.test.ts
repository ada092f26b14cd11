import { describe, expect, test } from 'vitest';
import { say } from '#lib/messages/say.ts';
import { EMPTY_POSTURE } from '#testing/samples/empty-posture.ts';
import { changesMarkdown } from './changes-list.ts';
import type { View } from './summary.ts';
import { type Incident, timelineMarkdown } from './timeline.ts';
import { postureChangeOf, redsOf } from './transitions.ts';

const MINUTE = 60_000;
/** 10:15 ET. */
const T0 = Date.parse('2026-11-20T15:15:00.000Z');

type Agent = View['agents'][number];
const agent = (verdict: Agent['verdict'], reason = '', restarts = 0, name = 'feed'): Agent => ({
  ...{ name, verdict, code: verdict === 'good' ? 'good' : 'stale', modesObserved: [] },
  params: { reason: say('quoted', { words: reason }) },
  ...{ pods: { desired: 1, ready: 1, restarts, place: null, list: [] }, workloads: [], probes: [] },
  runbook: { slug: 'feed_down', title: 'Feed down' },
});
type Rule = View['escalations'][number];
const rule = (state: Rule['state']): Rule => ({
  ...{ id: 'page', state, verdict: 'good', title: 'Feed stale', priority: 'P1' },
  params: { because: { code: 'quoted', params: { words: 'no tick' } } },
  ...{ firesAt: '2026-11-20T15:30:00.000Z', response: 'Call the desk.', runbook: null },
});
type Failure = View['failures'][number];
const CODES = { absent: 'absent', present: 'agents-stopped', 'cannot-tell': 'unavailable' };
const failure = (state: Failure['state'], id = 'stale'): Failure => ({
  ...{ id, state, verdict: state === 'present' ? 'bad' : state === 'absent' ? 'good' : 'unknown' },
  ...{ who: [], title: `Data ${id}`, code: CODES[state], params: { said: [], why: null } },
  runbook: { slug: 'feed_stale', title: `Data ${id}` },
});
const view = (change: Partial<View> = {}): View => ({
  market: EMPTY_POSTURE.market,
  oncall: { ...EMPTY_POSTURE.oncall, P1: { name: 'Ada', contact: '#desk' } },
  execution: { outcome: 'proven-off', verdict: 'good', proofs: [] },
  agents: [agent('good')],
  failures: [failure('absent')],
  escalations: [rule('inactive')],
  sources: [],
  ...change,
});
const GOOD = view();
const BAD = view({ agents: [agent('bad', '503 | <b>')] });

type Said = readonly [minute: number, view: View];

/** Postures by the minute at which they were published, the first in force at the beginning. */
function incident(said: readonly Said[], more: Partial<Incident> = {}): Incident {
  const [first, ...rest] = said;
  const postureChanges = rest.map(([minute, after], i) =>
    postureChangeOf(said[i]?.[1] ?? null, after, T0 + minute * MINUTE),
  );
  return {
    ...{ mesh: 'Harbour', practice: false, from: T0, to: T0 + 60 * MINUTE, firstKnown: T0 },
    ...{ begin: first?.[1] ?? null, end: said.at(-1)?.[1] ?? null },
    redAtStart: first === undefined ? [] : redsOf(first[1]),
    ...{ postureChanges, holes: [], warnings: [] },
    ...more,
  };
}

const told = (...said: Said[]): string => timelineMarkdown(incident(said));
const hole = (from: number, to: number) => ({
  from: T0 + from * MINUTE,
  to: T0 + to * MINUTE,
  why: 'not running',
});
const sectionOf = (text: string, title: string): string =>
  text.split(/\n(?=##+ )/).find((part) => part.startsWith(title)) ?? '';

describe('what is red', () => {
  test.each<[string, View, string[]]>([
    ['nothing in calm', GOOD, []],
    ['an agent that is bad', BAD, ['agent feed']],
    ['one that is not known is not red, and not told as that', view({ agents: [agent('unknown')] }), []],
    [
      'execution that is not off, before all else',
      view({ ...BAD, execution: { outcome: 'not-off', verdict: 'bad', proofs: [] } }),
      ['execution execution', 'agent feed'],
    ],
    [
      'a failure mode that is bad, and an escalation that fires',
      view({ failures: [failure('present')], escalations: [rule('firing')] }),
      ['rule page', 'failure stale'],
    ],
    ['an escalation that counts down does not fire yet', view({ escalations: [rule('pending')] }), []],
  ])('%s', (_name, given, reds) => {
    expect(redsOf(given).map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(reds);
  });
});

describe('from when until when something was red, and what it turned to', () => {
  const UNKNOWN = view({ agents: [agent('unknown', 'timed out')] });
  test.each<[string, Said[], string]>([
    [
      'healed',
      [
        [0, GOOD],
        [5, BAD],
        [7, GOOD],
      ],
      '| agent feed | 10:20:00 to 10:22:00, then good |',
    ],
    [
      'still red',
      [
        [0, GOOD],
        [5, BAD],
      ],
      '| agent feed | 10:20:00 to the end, still red |',
    ],
    [
      'out of sight is no healing',
      [
        [0, GOOD],
        [5, BAD],
        [7, UNKNOWN],
      ],
      '10:22:00, then **not known** |',
    ],
    [
      'red before: since when is not said',
      [
        [0, BAD],
        [7, GOOD],
      ],
      '| 10:15:00 or earlier to 10:22:00, then good |',
    ],
    [
      'twice in one incident is one row',
      [
        [0, GOOD],
        [1, BAD],
        [2, GOOD],
        [3, BAD],
      ],
      '| 10:16:00 to 10:17:00, then good; 10:18:00 to the end, still red |',
    ],
    [
      'what is told of no more did not heal',
      [
        [0, GOOD],
        [1, BAD],
        [2, view({ agents: [] })],
      ],
      'then told of no more',
    ],
  ])('%s', (_name, said, cell) => {
    expect(sectionOf(told(...said), '## Red').replaceAll(/ Stale\..*/g, '')).toContain(cell);
  });

  test('with what was seen first, which is no markup, and its runbook', () => {
    expect(told([0, GOOD], [5, BAD])).toContain('| Stale. 503 \\| \\<b\\> | `feed_down` |');
  });

  test('what was first seen after nobody had watched may have begun before', () => {
    const text = (from: number, to: number) =>
      timelineMarkdown(
        incident(
          [
            [0, GOOD],
            [5, BAD],
          ],
          { holes: [hole(from, to)] },
        ),
      );
    expect(text(2, 5)).toContain('| 10:20:00 or earlier to the end');
    expect(text(5, 9)).toContain('| 10:20:00 to the end');
  });

  test('two minutes apart are two incidents, each with what followed it', () => {
    const text = told([0, GOOD], [5, BAD], [6, GOOD], [20, BAD], [21, GOOD]);
    expect(text.match(/^## .*/gm)).toEqual([
      '## In short',
      '## Before',
      '## Red from 2026-11-20 10:20:00 ET (2026-11-20 15:20:00 UTC) to 2026-11-20 10:21:00 ET (2026-11-20 15:21:00 UTC), 60 s',
      '## After',
      '## Red from 2026-11-20 10:35:00 ET (2026-11-20 15:35:00 UTC) to 2026-11-20 10:36:00 ET (2026-11-20 15:36:00 UTC), 60 s',
      '## After',
    ]);
  });
});

describe('in short', () => {
  test('how it stood at both ends, execution before all else', () => {
    const text = sectionOf(told([0, GOOD], [5, BAD]), '## In short');
    expect(text).toContain(
      '- At the beginning: execution proven off; NYSE open, closes 16:00. All else as it should be.',
    );
    expect(text).toContain('- Execution: proven off throughout.');
    expect(text).toContain(
      '- Red: agent feed, from 2026-11-20 10:20:00 ET (2026-11-20 15:20:00 UTC), still red at the end.',
    );
    expect(text).toContain('- At the end: execution proven off; NYSE open, closes 16:00. Bad: agent feed.');
  });

  test('in the evening ET has its own date and UTC has its own', () => {
    const evening = Date.parse('2026-11-21T00:00:00.000Z');
    const postureChanges = [postureChangeOf(GOOD, BAD, evening + 30 * MINUTE)];
    const text = timelineMarkdown({ ...incident([[0, GOOD]]), from: evening, postureChanges });
    expect(text).toContain('From 2026-11-20 19:00:00 ET (2026-11-21 00:00:00 UTC)');
    expect(text).toContain('- Red: agent feed, from 2026-11-20 19:30:00 ET (2026-11-21 00:30:00 UTC)');
  });

  test('when execution was what', () => {
    const on = view({ execution: { outcome: 'not-off', verdict: 'bad', proofs: [] } });
    expect(told([0, GOOD], [5, on], [6, GOOD])).toContain(
      '- Execution: proven off, not off from 2026-11-20 10:20:00 ET (2026-11-20 15:20:00 UTC), proven off from 2026-11-20 10:21:00 ET (2026-11-20 15:21:00 UTC).',
    );
  });

  test('nothing red, proven off throughout, and the end itself are said of a time that was watched alone', () => {
    expect(told([0, GOOD])).toContain('- Nothing was red.\n- The whole time was watched.');
    const text = timelineMarkdown(incident([[0, GOOD]], { holes: [hole(5, 60)] }));
    expect(text).not.toContain('Nothing was red.');
    expect(text).toContain('- Nothing was seen red while somebody watched.');
    expect(text).toContain('- Execution: proven off whenever somebody watched.');
    expect(text).toContain(
      '- Nobody watched from 2026-11-20 10:20:00 ET (2026-11-20 15:20:00 UTC) to 2026-11-20 11:15:00 ET',
    );
    expect(text).toContain(
      '- As last seen, before 2026-11-20 10:20:00 ET (2026-11-20 15:20:00 UTC): execution proven off',
    );
    expect(text).not.toContain('- At the end');
  });

  test('where nobody watched at the beginning nothing is said of it', () => {
    const text = timelineMarkdown(incident([[0, GOOD]], { begin: null, firstKnown: T0 + MINUTE }));
    expect(text).toContain('- At the beginning: nobody watched.');
    expect(text).toContain('- Execution: not known at the beginning.');
  });
});

describe('the timeline, each line once and in the order of time', () => {
  test('what led to it, what it was, what it led to', () => {
    const text = told(
      [0, GOOD],
      [4, view({ agents: [agent('good', '', 1)] })],
      [5, view({ agents: [agent('bad', '503', 1)] })],
      [7, view({ agents: [agent('bad', '503', 1)], escalations: [rule('firing')] })],
      [8, GOOD],
      [9, view({ escalations: [rule('pending')] })],
    );
    expect(sectionOf(text, '## Before')).toContain(
      '- 2026-11-20 10:19:00 ET (2026-11-20 15:19:00 UTC) agent feed: restarts: 0 → 1\n',
    );
    const red = sectionOf(text, '## Red').split('\n').slice(5);
    expect(red.filter((line) => line.startsWith('- '))).toEqual([
      '- 2026-11-20 10:20:00 ET (2026-11-20 15:20:00 UTC) **bad** agent feed: Stale, was Good. 503. Runbook: `feed_down`',
      '- 2026-11-20 10:22:00 ET (2026-11-20 15:22:00 UTC) **bad** rule page (P1): fires, was quiet. Feed stale, no tick; Call the desk. Call for P1: Ada, #desk',
      '- 2026-11-20 10:23:00 ET (2026-11-20 15:23:00 UTC) **good** rule page (P1): quiet, was fires',
      '- 2026-11-20 10:23:00 ET (2026-11-20 15:23:00 UTC) **good** agent feed: Good, was Stale. restarts: 1 → 0',
    ]);
    expect(sectionOf(text, '## After')).toContain(
      'rule page (P1): counts down, was quiet. fires at 10:30:00 ET',
    );
  });

  test('when nobody watched, and what the cluster warned of, stand in their place', () => {
    const text = timelineMarkdown(
      incident(
        [
          [0, GOOD],
          [5, BAD],
          [30, GOOD],
        ],
        {
          holes: [hole(10, 12)],
          warnings: [{ at: T0 + 11 * MINUTE, text: 'BackOff, Pod pier/feed-0: restarting' }],
        },
      ),
    );
    const lines = text.split('\n').filter((line) => line.startsWith('- 2026-11-20 10:'));
    expect(lines[1]).toBe(
      '- 2026-11-20 10:25:00 ET (2026-11-20 15:25:00 UTC) **nobody watched** for 2 min, until 2026-11-20 10:27:00 ET (2026-11-20 15:27:00 UTC): not running. What happened meanwhile is not known.',
    );
    expect(lines[2]).toContain(
      '2026-11-20 10:26:00 ET (2026-11-20 15:26:00 UTC) cluster warning: BackOff, Pod pier/feed-0',
    );
  });

  test('many that are out of sight at once are one line, and when they are seen again; execution has its own', () => {
    const names = ['a', 'b', 'c', 'd'];
    const all = (verdict: 'good' | 'unknown') => names.map((name) => agent(verdict, '', 0, name));
    const calm = view({ agents: all('good') });
    const blind = view({
      agents: all('unknown'),
      failures: [failure('cannot-tell')],
      execution: { outcome: 'unproven', verdict: 'unknown', proofs: [] },
    });
    const text = told([0, calm], [5, blind], [6, calm]);
    expect(sectionOf(text, '## What changed').match(/^- .*/gm)).toEqual([
      '- 2026-11-20 10:20:00 ET (2026-11-20 15:20:00 UTC) **unknown** execution: unproven, was proven off. 0 of 0 proofs hold',
      '- 2026-11-20 10:20:00 ET (2026-11-20 15:20:00 UTC) **not known** any more: agents a, b, c, d; failure mode Data stale',
      '- 2026-11-20 10:21:00 ET (2026-11-20 15:21:00 UTC) **good** execution: proven off, was unproven',
      '- 2026-11-20 10:21:00 ET (2026-11-20 15:21:00 UTC) known again: agents a, b, c, d; failure mode Data stale',
    ]);
  });

  test('what becomes red out of the unknown has its own line', () => {
    const blind = view({ agents: [agent('unknown')], failures: [failure('cannot-tell')] });
    expect(told([0, GOOD], [5, blind], [6, BAD])).toContain('**bad** agent feed: Stale');
  });

  test('of very many lines the nearest are told, and how many more there are', () => {
    const flapping = Array.from(
      { length: 101 },
      (_, i): Said => [i / 100, view({ agents: [agent('good', '', i)] })],
    );
    const before = sectionOf(told(...flapping, [6, BAD]), '## Before');
    expect(before).toContain('restarts: 99 → 100');
    expect(before).not.toContain('restarts: 19 → 20');
    expect(before).toContain('- 20 more lines are not shown');
  });
});

test('the first posture of all has no before: what is red in it began nobody knows when', () => {
  const postureChange = postureChangeOf(null, BAD, T0);
  expect(postureChange).toMatchObject({
    differences: [],
    summaryChanges: [],
    began: [{ kind: 'agent', subject: 'feed' }],
    ended: [],
  });
});

describe('each field that changed', () => {
  test('the empty text is not the same as nothing', () => {
    const { postureChanges } = incident([
      [0, GOOD],
      [5, BAD],
    ]);
    expect(changesMarkdown(postureChanges)).toContain(
      '- 2026-11-20 10:20:00 ET (2026-11-20 15:20:00 UTC) agent feed, reason: (empty) → 503 \\| \\<b\\>',
    );
    expect(changesMarkdown([])).toContain('Nothing changed.');
  });

  test('a posture that differs in very many lines is cut, and says so', () => {
    const many = view({ failures: Array.from({ length: 60 }, (_, i) => failure('absent', `f${i}`)) });
    const postureChange = postureChangeOf(GOOD, many, T0);
    expect(postureChange.differences).toHaveLength(40);
    expect(changesMarkdown([postureChange])).toContain(`and ${postureChange.more} more lines`);
  });
});
