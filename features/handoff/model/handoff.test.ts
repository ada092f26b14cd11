import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleItem } from '#components/cadence/sample-item.ts';
import type { Fact } from '#lib/facts/fact.ts';
import type { Gap } from '#lib/intervals.ts';
import { headlinePastOf } from '#lib/messages/status/execution.ts';
import { EXECUTION_OUTCOMES } from '#lib/vocabulary.ts';
import { evaluated } from '#testing/samples/evaluated.ts';
import { calmFacts, config, container, NOW, pod, status, tick, workload } from '#testing/samples/facts.ts';
import { type HandedShift, handedShiftSchema } from '../document.ts';
import { HandoffRecorder } from './handoff.ts';
import type { Published } from './published.ts';

const MINUTE = 60_000;
const FROM = NOW;
const TO = NOW + 60 * MINUTE;

/** What is said over calm and what disturbs it. All of it evaluated at one instant: only the shift's own times pass. */
const published = (...facts: Fact[]): Published => evaluated([...calmFacts(), ...facts]);
const CALM = published();
const ON = published(workload('crane', { desired: 1, actual: 1, ready: 1 }), pod('crane-1', 'crane'));

const at = (minutes: number) => new Date(FROM + minutes * MINUTE).toISOString();
const hole = (from: number, to: number): Gap => ({
  from: FROM + from * MINUTE,
  to: FROM + to * MINUTE,
  why: 'not running',
});

interface Shift {
  postures: readonly { at: number; posture: Published | string }[];
  holes: readonly Gap[];
}

function handoverOf({ postures, holes }: Shift): HandedShift {
  const recorder = new HandoffRecorder({ from: FROM, to: TO }, holes);
  for (const { at, posture } of postures) recorder.take(at, posture);
  return recorder.end();
}

/** A shift of an hour; the first posture was in force before it. */
function shift(postures: readonly [number, Published | string][], holes: readonly Gap[] = []): Shift {
  return {
    holes,
    postures: postures.map(([minutes, posture]) => ({ at: FROM + minutes * MINUTE, posture })),
  };
}

const firing = (of: Shift) => handoverOf(of).fired.find(({ id }) => id === 'crane-on')?.intervals ?? [];

describe('what fired', () => {
  test('is told with its begin, its end and how long', () => {
    expect(
      firing(
        shift([
          [-5, CALM],
          [10, { ...ON, escalations: firesAt(ON, 10) }],
          [30, CALM],
        ]),
      ),
    ).toEqual([
      {
        from: at(10),
        began: 'seen',
        to: at(30),
        ended: 'seen',
        seconds: 1_200,
        unwatchedSeconds: 0,
      },
    ]);
  });

  test('before the shift began is told from there, by the rule’s own time', () => {
    const [interval] = firing(
      shift([
        [-5, { ...ON, escalations: firesAt(ON, -20) }],
        [30, CALM],
      ]),
    );
    expect(interval).toMatchObject({ from: at(-20), began: 'before', to: at(30), seconds: 3_000 });
  });

  test('and is not over lasts', () => {
    const [interval] = firing(
      shift([
        [-5, CALM],
        [10, { ...ON, escalations: firesAt(ON, 10) }],
      ]),
    );
    expect(interval).toMatchObject({ to: at(60), ended: 'lasts' });
  });

  test('goes on through a time that nobody watched, which is counted apart', () => {
    const on = { ...ON, escalations: firesAt(ON, 10) };
    const [interval, ...more] = firing(
      shift(
        [
          [-5, CALM],
          [10, on],
          [30, on],
          [40, CALM],
        ],
        [hole(20, 30)],
      ),
    );
    expect(interval).toMatchObject({ to: at(40), ended: 'seen', seconds: 1_800, unwatchedSeconds: 600 });
    expect(more).toEqual([]);
  });

  test('and ended while nobody watched was over at the latest when somebody did', () => {
    const on = { ...ON, escalations: firesAt(ON, 10) };
    expect(
      firing(
        shift(
          [
            [-5, CALM],
            [10, on],
            [30, CALM],
          ],
          [hole(20, 30)],
        ),
      )[0],
    ).toMatchObject({
      to: at(30),
      ended: 'unwatched',
      unwatchedSeconds: 600,
    });
  });

  test('and began anew while nobody watched is told twice, by the rule’s own time', () => {
    const of = shift(
      [
        [-5, CALM],
        [10, { ...ON, escalations: firesAt(ON, 10) }],
        [30, { ...ON, escalations: firesAt(ON, 25) }],
        [40, CALM],
      ],
      [hole(20, 30)],
    );
    expect(
      firing(of).map(({ from, began, to, ended, unwatchedSeconds }) => [
        ...[from, began, to, ended],
        unwatchedSeconds,
      ]),
    ).toEqual([
      [at(10), 'seen', at(25), 'unwatched', 300],
      [at(25), 'unwatched', at(40), 'seen', 300],
    ]);
  });

  test('and was not watched to the end is not known to be over, nor to last', () => {
    const on = { ...ON, escalations: firesAt(ON, 10) };
    expect(
      firing(
        shift(
          [
            [-5, CALM],
            [10, on],
          ],
          [hole(20, 60)],
        ),
      )[0],
    ).toMatchObject({
      to: at(20),
      ended: 'not-known',
    });
  });

  test('twice is told twice', () => {
    const on = (minutes: number) => ({ ...ON, escalations: firesAt(ON, minutes) });
    const intervals = firing(
      shift([
        [-5, CALM],
        [10, on(10)],
        [20, CALM],
        [30, on(30)],
        [40, CALM],
      ]),
    );
    expect(intervals.map(({ from, to }) => [from, to])).toEqual([
      [at(10), at(20)],
      [at(30), at(40)],
    ]);
  });

  test('a thousand times is summed, and the newest are told: what is left out is said', () => {
    const flapping = Array.from({ length: 2_000 }, (_, i): [number, Published] => {
      const minutes = i / 40;
      return [minutes, i % 2 === 0 ? { ...ON, escalations: firesAt(ON, minutes) } : CALM];
    });
    const document = handoverOf(shift(flapping));
    const rule = document.fired.find(({ id }) => id === 'crane-on');
    expect(rule).toMatchObject({ times: 1_000, seconds: 1_500, unwatchedSeconds: 0 });
    expect(rule?.intervals).toHaveLength(20);
    expect(rule?.intervals.at(-1)?.to).toBe(at(1_999 / 40));
    expect(document.execution).toHaveLength(40);
    expect(document.changes.length).toBeLessThanOrEqual(100);
    expect(document.leftOut.join('; ')).toMatch(/the first 980 of 1000 times of “crane-on”/);
    expect(JSON.stringify(document).length).toBeLessThan(100_000);
  });

  test('stands in the order of urgency, with what to open', () => {
    const both = published(
      workload('crane', { desired: 1, actual: 1, ready: 1 }),
      config('brake', { HALTED: 'maybe' }),
    );
    const { fired } = handoverOf(shift([[-5, both]]));
    expect(fired.map(({ priority }) => priority)).toEqual(fired.map(({ priority }) => priority).toSorted());
    expect(fired.map(({ id }) => id)).toContain('brake-unclear');
    expect(fired.every(({ runbook }) => runbook !== null)).toBe(true);
  });
});

/** The rules of a posture, those that fire since an instant of the shift. */
function firesAt({ escalations }: Published, minutes: number): Published['escalations'] {
  return escalations.map((rule) => (rule.state === 'firing' ? { ...rule, firesAt: at(minutes) } : rule));
}

describe('a time that nobody watched', () => {
  test('is told with why, as far as it lies in the shift', () => {
    expect(handoverOf(shift([[-5, CALM]], [hole(-10, 5), hole(50, 90)])).unwatched).toEqual([
      { from: at(0), to: at(5), why: 'not running' },
      { from: at(50), to: at(60), why: 'not running' },
    ]);
  });

  test('without any posture is the whole shift: that nothing fired is not claimed', () => {
    const empty = handoverOf(shift([]));
    expect(empty.unwatched).toEqual([{ from: at(0), to: at(60), why: 'nothing is remembered of it' }]);
    expect([empty.execution, empty.fired, empty.open]).toEqual([[], [], null]);
  });

  test('is one of which the posture cannot be read, too: with why', () => {
    const document = handoverOf(
      shift([
        [-5, CALM],
        [20, 'of another version'],
        [25, 'of another version'],
        [30, CALM],
      ]),
    );
    expect(document.unwatched).toEqual([{ from: at(20), to: at(30), why: 'of another version' }]);
    expect(handoverOf(shift([[-5, 'of another version']])).open).toBeNull();
  });

  test('more often than can be told is summed up', () => {
    const holes = Array.from({ length: 120 }, (_, i) => hole(i / 2, i / 2 + 0.25));
    const document = handoverOf(shift([[-5, CALM]], holes));
    expect(document.unwatched).toHaveLength(100);
    expect(document.leftOut).toEqual(['the first 20 of 120 times that nobody watched']);
  });

  test('before the first posture is one too', () => {
    expect(handoverOf(shift([[15, CALM]])).unwatched.map(({ to }) => to)).toEqual([at(15)]);
  });
});

describe('what is open', () => {
  test('is what there was to do at the end', () => {
    const { open } = handoverOf(
      shift([
        [-5, CALM],
        [30, ON],
      ]),
    );
    expect(open).toEqual(ON.actions);
    expect(
      handoverOf(
        shift([
          [-5, ON],
          [30, CALM],
        ]),
      ).open,
    ).toEqual(CALM.actions);
  });

  test('is not known where nobody watched the end', () => {
    expect(handoverOf(shift([[-5, CALM]], [hole(59, 60)])).open).toBeNull();
  });
});

describe('how things stood at the end', () => {
  test('is told of what was not good, the worst first, and of what was not seen', () => {
    const last = published(
      ...tick({ lastTickAt: NOW - 94_000, reportedAgeSeconds: 94, ok: false, status: 503 }),
    );
    const [source] = CALM.sources;
    const blind: Published = {
      ...last,
      sources:
        source === undefined
          ? []
          : [
              {
                ...source,
                ...{ label: 'pods', verdict: 'unknown', code: 'blind' },
                params: { cause: '403', blindSinceAt: null },
              },
            ],
    };
    const { standing } = handoverOf(
      shift([
        [-5, CALM],
        [30, blind],
      ]),
    );
    expect(standing?.execution).toMatchObject({ headline: headlinePastOf(blind.execution.outcome) });
    expect(standing?.agents[0]).toMatchObject({ name: 'feed', verdict: 'bad' });
    expect(standing?.agents.filter(({ verdict }) => /good|off|not/.test(verdict))).toEqual([]);
    expect(standing?.unseen).toEqual([{ label: 'pods', why: '403' }]);
  });

  test('is not known where nobody watched it', () => {
    expect(handoverOf(shift([[-5, CALM]], [hole(59, 60)])).standing).toBeNull();
  });
});

test('execution is told outcome by outcome, in the past tense', () => {
  const { execution } = handoverOf(
    shift([
      [-5, CALM],
      [20, ON],
      [40, CALM],
    ]),
  );
  expect(execution.map(({ outcome, began, ended }) => [outcome, began, ended])).toEqual([
    ['proven-off', 'before', 'seen'],
    ['not-off', 'seen', 'seen'],
    ['proven-off', 'seen', 'lasts'],
  ]);
  expect(execution[0]?.headline).toBe('EXECUTION WAS OFF');
});

test('a rule that could not be told is handed over as that', () => {
  const blind: Published = {
    ...CALM,
    escalations: CALM.escalations.map((rule) =>
      rule.id === 'bypass' ? { ...rule, state: 'cannot-tell' } : rule,
    ),
  };
  expect(
    handoverOf(
      shift([
        [-5, CALM],
        [10, blind],
        [25, CALM],
      ]),
    ).untold,
  ).toEqual([{ id: 'bypass', title: 'bypass', seconds: 900 }]);
});

describe('the cadence', () => {
  type State = Published['cadence']['items'][number]['state'];
  const withItem = (state: State, minutes: number): Published => ({
    ...CALM,
    cadence: {
      ...CALM.cadence,
      date: '2026-11-20',
      items: [
        sampleItem({
          id: `check@${minutes}`,
          title: 'Check',
          phase: 'Pre',
          who: 'on-call',
          at: at(minutes),
          until: at(minutes + 5),
          state,
          verdict: 'good',
        }),
      ],
    },
  });
  const states = (of: Shift) => handoverOf(of).cadence.map(({ id, state }) => [id, state]);

  test.each<[string, Shift, string[][]]>([
    [
      'done',
      shift([
        [-5, withItem('upcoming', 10)],
        [12, withItem('done', 10)],
      ]),
      [['check@10', 'done']],
    ],
    [
      'missed',
      shift([
        [-5, withItem('upcoming', 10)],
        [10, withItem('due', 10)],
        [40, withItem('missed', 10)],
      ]),
      [['check@10', 'missed']],
    ],
    ['due at the end', shift([[-5, withItem('due', 58)]]), [['check@58', 'due']]],
    [
      'not observed, where nobody watched on',
      shift([[-5, withItem('upcoming', 10)]], [hole(5, 60)]),
      [['check@10', 'not-observed']],
    ],
    [
      'not observed, where it was due when the next session took its place',
      shift([
        [-5, withItem('due', 10)],
        [30, CALM],
      ]),
      [['check@10', 'not-observed']],
    ],
    [
      'of another shift',
      shift([
        [-5, withItem('done', -30)],
        [1, withItem('upcoming', 60)],
      ]),
      [],
    ],
  ])('an item that is %s', (_how, of, found) => {
    const own = states(of).filter(([id]) => id?.startsWith('check@'));
    expect(own.filter(([id]) => !CALM.cadence.items.some((item) => item.id === id))).toEqual(found);
  });
});

describe('what changed', () => {
  const feed = (image: string, desired = 1) =>
    workload('feed', { desired, ready: desired, actual: desired, containers: [container({ image })] });
  const changes = (of: Shift) => handoverOf(of).changes.filter(({ agent }) => agent === 'feed');
  const line = { agent: 'feed', subject: 'Deployment pier/feed', unwatched: false };

  test('of images and replicas is told with both sides', () => {
    expect(
      changes(
        shift([
          [-5, published(feed('r/x:1'))],
          [10, published(feed('r/x:2', 2))],
        ]),
      ),
    ).toEqual([
      { ...line, at: at(10), what: 'image', before: 'r/x:1', after: 'r/x:2' },
      { ...line, at: at(10), what: 'replicas', before: '1', after: '2' },
    ]);
  });

  test('while nobody watched is told as that', () => {
    const [image] = changes(
      shift(
        [
          [-5, published(feed('r/x:1'))],
          [30, published(feed('r/x:2'))],
        ],
        [hole(20, 30)],
      ),
    );
    expect(image).toMatchObject({ at: at(30), unwatched: true });
  });

  test('of modes is told; that none is seen is no change', () => {
    const live = published(...status({ mode: 'LIVE' }));
    const silent: Published = { ...CALM, agents: CALM.agents.map((a) => ({ ...a, modesObserved: [] })) };
    const { changes: all } = handoverOf(
      shift([
        [-5, CALM],
        [5, silent],
        [10, live],
      ]),
    );
    expect(all.filter(({ what }) => what === 'mode')).toEqual([
      {
        at: at(10),
        agent: 'pilot',
        what: 'mode',
        subject: 'pilot',
        before: 'EVAL',
        after: 'LIVE',
        unwatched: false,
      },
    ]);
  });

  test('of modes is not told while a console that began has seen a part of them', () => {
    const part: Published = {
      ...CALM,
      agents: CALM.agents.map((a) => ({ ...a, verdict: 'unknown', modesObserved: ['OBSERVE'] })),
    };
    const modes = (of: Shift) => handoverOf(of).changes.filter(({ what }) => what === 'mode');
    expect(
      modes(
        shift([
          [0, part],
          [1, CALM],
        ]),
      ),
    ).toEqual([]);
    expect(
      modes(
        shift(
          [
            [-5, CALM],
            [30, part],
            [31, CALM],
          ],
          [hole(20, 30)],
        ),
      ),
    ).toEqual([]);
    // Of an agent that was told since, what is seen while it is out of sight is told.
    expect(
      modes(
        shift([
          [-5, CALM],
          [30, part],
        ]),
      ).length,
    ).toBeGreaterThan(0);
  });

  test('a workload that is gone is none; one that is out of sight is not gone', () => {
    const gone = published({ ...workload('feed'), value: null });
    const unseen: Published = {
      ...CALM,
      agents: CALM.agents.map((a) => ({ ...a, verdict: 'unknown', workloads: [] })),
    };
    expect(
      changes(
        shift([
          [-5, CALM],
          [10, gone],
        ]),
      ).map(({ what, after }) => [what, after]),
    ).toEqual([
      ['image', 'none'],
      ['replicas', 'none'],
    ]);
    expect(
      changes(
        shift([
          [-5, CALM],
          [10, unseen],
          [20, CALM],
        ]),
      ),
    ).toEqual([]);
    expect(
      changes(
        shift([
          [-5, gone],
          [10, CALM],
        ]),
      ).map(({ before }) => before),
    ).toEqual(['none', 'none']);
    expect(
      changes(
        shift([
          [-5, unseen],
          [10, CALM],
        ]),
      ),
    ).toEqual([]);
  });
});

describe('whatever happened', () => {
  const stale = published(
    ...tick({ lastTickAt: NOW - 94_000, reportedAgeSeconds: 94, ok: false, status: 503 }),
  );
  const anyPublished = fc.constantFrom(CALM, ON, stale, published(config('brake', {})));
  const minutes = fc.integer({ min: -10, max: 70 });
  const anyShift = fc
    .record({
      postures: fc.array(fc.tuple(minutes, anyPublished), { maxLength: 8 }),
      holes: fc.array(fc.tuple(minutes, minutes), { maxLength: 3 }),
    })
    .map(({ postures, holes }) =>
      shift(
        postures.toSorted(([a], [b]) => a - b),
        holes.map(([a, b]) => hole(Math.min(a, b), Math.max(a, b))),
      ),
    );

  test('the document is what its schema says, and every time of the shift has one outcome or nobody watched', () => {
    fc.assert(
      fc.property(anyShift, (of) => {
        const document = handedShiftSchema.parse(handoverOf(of));
        const inShift = (from: string, to: string) =>
          Math.max(0, Math.min(Date.parse(to), TO) - Math.max(Date.parse(from), FROM));
        for (let instant = FROM + MINUTE / 2; instant < TO; instant += MINUTE) {
          const covers = ({ from, to }: { from: string; to: string }) =>
            Date.parse(from) <= instant && instant < Date.parse(to);
          const known = document.execution.filter(covers).length > 0;
          expect(known || document.unwatched.some(covers)).toBe(true);
        }
        const subjects = [
          ...EXECUTION_OUTCOMES.map((outcome) => document.execution.filter((e) => e.outcome === outcome)),
          ...document.fired.map((rule) => rule.intervals),
        ];
        for (const intervals of subjects)
          for (const [index, { from }] of intervals.entries())
            expect(Date.parse(from)).toBeGreaterThanOrEqual(Date.parse(intervals[index - 1]?.to ?? from));
        for (const { from, to, seconds, unwatchedSeconds } of document.fired.flatMap((f) => f.intervals)) {
          expect(seconds).toBeGreaterThan(0);
          expect(unwatchedSeconds).toBeLessThanOrEqual(inShift(from, to) / 1000);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what is unwatched at its end never says what is open', () => {
    fc.assert(
      fc.property(anyShift, (of) => {
        const { unwatched, open } = handoverOf(of);
        const blind = unwatched.some(({ to }) => Date.parse(to) === TO);
        expect(open === null).toBe(blind);
      }),
      { numRuns: 300 },
    );
  });
});
