import { describe, expect, test } from 'vitest';
import { evaluatedParts } from '#testing/samples/evaluated.ts';
import { config, waitingPod, workload } from '#testing/samples/facts.ts';
import { available, Console, seenAt, unavailable } from '#testing/samples/over-time.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { Fact } from '../../facts/fact.ts';
import { EMPTY_LEDGER } from '../../facts/ledger.ts';
import { type MarketAt, marketAt } from '../../market/market.ts';
import { cadenceItemText } from '../../messages/status/cadence-item.ts';
import { text } from '../../messages/text.ts';
import { type Plan, planSchema } from '../../plan/schema.ts';
import { EMPTY_STATE, StateBuilder } from '../base/state.ts';
import { evaluateCadence, nextCadence } from './cadence.ts';

const PLAN: Plan = planSchema.parse({
  ...SAMPLE_PLAN,
  cadence: [
    item('report', -60, [{ kind: 'job', workload: { kind: 'CronJob', name: 'ops' } }]),
    item('brake', -60, [{ kind: 'halt-switches' }]),
    item('beat', -60, [{ kind: 'sample', agents: ['feed'] }]),
    item('mixed', -60, [
      { kind: 'job', workload: { kind: 'CronJob', name: 'ops' } },
      { kind: 'halt-switches' },
    ]),
    item('both', -60, [{ kind: 'halt-switches' }, { kind: 'human' }]),
    item('warnings', -15, [{ kind: 'failures', failures: ['crash', 'pull'] }]),
    { ...item('off', 0, [{ kind: 'execution-off' }]), throughout: true },
    {
      ...item('sample', 15, [
        { kind: 'sample', agents: ['feed'] },
        { kind: 'failures', failures: ['crash'] },
      ]),
      everyMinutes: 15,
    },
    { ...item('moment', 60, [{ kind: 'execution-off' }]), throughout: true, graceMinutes: 1 },
    {
      ...item('shift', 60, [{ kind: 'job', workload: { kind: 'CronJob', name: 'ops' } }]),
      throughout: true,
    },
    { ...item('archive', 30), anchor: 'close' },
  ],
});

function item(id: string, offsetMinutes: number, evidence?: object[]) {
  return {
    id,
    title: id,
    phase: `T${offsetMinutes}`,
    anchor: 'open',
    offsetMinutes,
    who: 'on-call',
    steps: ['look'],
    ...(evidence === undefined ? {} : { evidence }),
  };
}

/** Of Friday 2026-11-20, Eastern time: the session opens at 09:30. */
const et = (time: string) => Date.parse(`2026-11-20T${time}-05:00`);
const run = (finished: 'complete' | 'failed', at: number): Fact =>
  workload(`ops-${finished}`, {
    kind: 'Job',
    owner: { kind: 'CronJob', name: 'ops', group: 'batch' },
    desired: 0,
    finished,
    lastRunAt: at,
  });
const crash = (now: number) => seenAt(now, [waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff')]);
const stale = (now: number) => available(now, now - 100_000);
const released = (now: number) => [...available(now), ...seenAt(now, [config('second', { STOP: '0' })])];

/** The script: at each time the visible evidence, or a restart of the console. */
type Script = [time: string, facts: ((now: number) => Fact[]) | 'restart'][];

function playTo(script: Script, plan = PLAN) {
  const console = new Console(plan);
  let said = console.evaluate(et('07:00:00'), available(et('07:00:00')));
  for (const [time, facts] of script)
    if (facts === 'restart') console.restart();
    else said = console.evaluate(et(time), facts(et(time)));
  return said.cadence;
}

function itemState(script: Script, id: string) {
  const found = playTo(script).items.find((i) => i.id === id);
  if (found === undefined) throw new Error(`no item ${id}`);
  const { state, verdict } = found;
  return { state, verdict, evidence: cadenceItemText(found) };
}

/** The console watches all the time between two times, minute by minute. */
const watching = (from: string, to: string, facts: (now: number) => Fact[] = available): Script =>
  Array.from({ length: Math.floor((et(to) - et(from)) / 60_000) + 1 }, (_, i) => [
    new Date(et(from) + i * 60_000 - 5 * 3_600_000).toISOString().slice(11, 19),
    facts,
  ]);

describe('an item of the cadence, by evidence', () => {
  const cases: [string, string, Script, string, string, RegExp][] = [
    ['before its time', 'beat@08:30', [['08:29:59', available]], 'upcoming', 'not-applicable', /^$/],
    ['healthy within its time', 'beat@08:30', [['08:31:00', available]], 'done', 'good', /seen 08:30:59 ET/],
    [
      'an answer from before its time is none',
      'beat@08:30',
      [['08:30:00', available]],
      'due',
      'unknown',
      /not answered since then/,
    ],
    [
      'sampled, and the finding is bad: done, with the finding',
      'beat@08:30',
      [['08:31:00', stale]],
      'done',
      'bad',
      /limit 60 s/,
    ],
    [
      'bad first and good while it is still due: good counts',
      'beat@08:30',
      [
        ['08:31:00', stale],
        ['08:40:00', available],
      ],
      'done',
      'good',
      /seen 08:39:59 ET/,
    ],
    [
      'bad while due and good only later: the finding stays',
      'beat@08:30',
      [
        ['08:31:00', stale],
        ['08:50:00', available],
      ],
      'done',
      'bad',
      /seen 08:30:59 ET/,
    ],
    ['unavailable while due', 'beat@08:30', [['08:31:00', unavailable]], 'due', 'unknown', /not seen yet/],
    [
      'unavailable, and late',
      'beat@08:30',
      [['08:46:00', unavailable]],
      'due',
      'attention',
      /late since 08:45:00 ET/,
    ],
    ['seen late', 'beat@08:30', [['09:00:00', available]], 'done-late', 'good', /seen 08:59:59 ET/],
    [
      'blind all the time: missed, and says that it could not tell',
      'beat@08:30',
      [...watching('08:30:00', '09:14:00', unavailable), ['09:20:00', available]],
      'missed',
      'unknown',
      /watched from 08:30:00 ET to 09:14:00 ET and could not tell/,
    ],
    [
      'nobody watched: missed, and says so',
      'beat@08:30',
      [['09:20:00', available]],
      'missed',
      'unknown',
      /the console did not watch between 08:30:00 ET and 09:15:00 ET/,
    ],
    [
      'seen, then restarted: it is remembered',
      'beat@08:30',
      [
        ['08:31:00', available],
        ['', 'restart'],
        ['12:00:00', available],
      ],
      'done',
      'good',
      /seen 08:30:59 ET/,
    ],
    ['the switch confirmed', 'brake@08:30', [['08:31:00', available]], 'done', 'good', /kill switch halted/],
    ['the switch released', 'brake@08:30', [['08:31:00', released]], 'done', 'bad', /kill switch/],
    ['no warning', 'warnings@09:15', [['09:16:00', available]], 'done', 'good', /absent: crash, pull/],
    [
      'a warning',
      'warnings@09:15',
      [['09:16:00', (now) => [...available(now), ...crash(now)]]],
      'done',
      'bad',
      /present: crash/,
    ],
    [
      'a run that finished in its time',
      'report@08:30',
      [['08:31:00', (now) => [...available(now), run('complete', et('08:30:04'))]]],
      'done',
      'good',
      /Job ops-complete completed; seen 08:30:04 ET/,
    ],
    [
      'a run that failed',
      'report@08:30',
      [['08:31:00', (now) => [...available(now), run('failed', et('08:30:04'))]]],
      'done',
      'bad',
      /failed/,
    ],
    [
      'yesterday’s run is none',
      'report@08:30',
      [['08:31:00', (now) => [...available(now), run('complete', et('08:30:04') - 86_400_000)]]],
      'due',
      'unknown',
      /no finished run of CronJob ops/,
    ],
    [
      'a run leaves its own time in the cluster: a console that came later reads it',
      'report@08:30',
      [['11:00:00', (now) => [...available(now), run('complete', et('08:30:04'))]]],
      'done',
      'good',
      /seen 08:30:04 ET/,
    ],
    [
      'what only people can know is never claimed',
      'archive@16:30',
      [['16:31:00', available]],
      'needs-human',
      'unknown',
      /only people/,
    ],
    ['held while it is due', 'off@09:30', watching('09:30:00', '09:40:00'), 'due', 'good', /holds so far/],
    ['held to its end', 'off@09:30', watching('09:30:00', '09:46:00'), 'done', 'good', /held to 09:45:00 ET/],
    [
      'not held for a moment',
      'off@09:30',
      [...watching('09:30:00', '09:35:00'), ['09:35:30', released], ...watching('09:36:00', '09:46:00')],
      'done',
      'bad',
      /did not hold/,
    ],
    [
      'unavailable in between: whether it held cannot be told',
      'off@09:30',
      [...watching('09:30:00', '09:33:00'), ...watching('09:38:00', '09:46:00')],
      'missed',
      'unknown',
      /not seen from 09:33:00 ET to 09:38:00 ET/,
    ],
    [
      'not watched to its end',
      'off@09:30',
      [...watching('09:30:00', '09:40:00'), ['09:50:00', available]],
      'missed',
      'unknown',
      /not seen from 09:40:00 ET to 09:45:00 ET/,
    ],
    [
      'each quarter of an hour on its own',
      'sample@10:15',
      [['10:20:00', available]],
      'done',
      'good',
      /absent/,
    ],
    [
      'a quarter of an hour that is over is not made up for later',
      'sample@10:00',
      [['10:20:00', available]],
      'missed',
      'unknown',
      /did not watch/,
    ],
  ];

  test.each(cases)('%s (%s)', (_case, id, script, state, verdict, evidence) => {
    const found = itemState(script, id);
    expect(found).toMatchObject({ state, verdict });
    expect(found.evidence).toMatch(evidence);
  });
});

describe('the text of an item, word by word', () => {
  const brake = 'kill switch halted: 2 ConfigMaps agree: HALTED=1, STOP=true';
  // Polls that fail in the sample last succeeded then, whatever the hour.
  const LAST = '10:14:59 ET';
  const unproven = `execution unproven: Deployment: connection refused · last known ${LAST}: 0 wanted, 0 running`;
  const cases: [string, string, Script, string, string, string][] = [
    [
      'seen at the very end of its time is late',
      'beat@08:30',
      [['08:45:00.500', available]],
      'done-late',
      'good',
      'pier/feed-1: last beat 08:44:59 ET, limit 60 s; seen 08:45:00 ET',
    ],
    [
      'unavailable at the very end of its time is late',
      'brake@08:30',
      [['08:45:00', unavailable]],
      'due',
      'attention',
      `late since 08:45:00 ET: kill switch: ConfigMap/pier/brake: connection refused · last known ${LAST}: halted`,
    ],
    [
      'bad twice while due: the first is the finding',
      'beat@08:30',
      [
        ['08:31:00', stale],
        ['08:40:00', stale],
      ],
      'done',
      'bad',
      'pier/feed-1: 503, last tick 08:29:20 ET, limit 60 s; seen 08:30:59 ET',
    ],
    [
      'what was seen of an item that people must confirm is reported with it',
      'both@08:30',
      [['08:31:00', available]],
      'needs-human',
      'unknown',
      `only people can say whether it was done; ${brake}; seen 08:30:59 ET`,
    ],
    [
      'nothing seen of an item that people must confirm',
      'both@08:30',
      [['08:31:00', unavailable]],
      'needs-human',
      'unknown',
      'only people can say whether it was done',
    ],
    [
      'a record of a part of its evidence makes up for nothing',
      'mixed@08:30',
      [['11:00:00', (now) => [...available(now), run('complete', et('08:30:04'))]]],
      'missed',
      'unknown',
      'no evidence: the console did not watch between 08:30:00 ET and 09:15:00 ET',
    ],
    [
      'holds so far, since it was first seen',
      'off@09:30',
      watching('09:30:01', '09:40:01'),
      'due',
      'good',
      'holds so far: execution proven off; seen 09:30:01 ET',
    ],
    [
      'held, at the very end of its time',
      'off@09:30',
      [...watching('09:30:01', '09:44:01'), ['09:45:00', available]],
      'done',
      'good',
      'held to 09:45:00 ET: execution proven off; seen 09:30:01 ET',
    ],
    [
      'not held twice: the first is the finding',
      'off@09:30',
      [
        ...watching('09:30:01', '09:32:01'),
        ['09:33:00', released],
        ...watching('09:34:01', '09:35:01'),
        ['09:36:00', released],
      ],
      'due',
      'bad',
      'did not hold: execution contradicted; seen 09:33:00 ET',
    ],
    [
      'unavailable at this moment: whether it holds cannot be told',
      'off@09:30',
      [...watching('09:30:01', '09:32:01'), ['09:32:30', unavailable]],
      'due',
      'unknown',
      `cannot be told now: ${unproven}`,
    ],
    [
      'unwatched for longer than it may be, and available again',
      'off@09:30',
      [...watching('09:30:01', '09:32:01'), ['09:33:01.001', available]],
      'due',
      'unknown',
      'cannot be told now',
    ],
    [
      'of two equally long times without a source the first is reported',
      'off@09:30',
      [
        ...watching('09:30:01', '09:33:01'),
        ...watching('09:35:01', '09:37:01'),
        ...watching('09:39:01', '09:46:01'),
      ],
      'missed',
      'unknown',
      'not seen from 09:33:01 ET to 09:35:01 ET: whether it held cannot be told',
    ],
    [
      'and before the one that its end leaves open',
      'off@09:30',
      [
        ...watching('09:30:01', '09:33:01'),
        ['09:38:01', available],
        ...watching('09:39:00', '09:40:00'),
        ['09:46:00', available],
      ],
      'missed',
      'unknown',
      'not seen from 09:33:01 ET to 09:38:01 ET: whether it held cannot be told',
    ],
    [
      'why it was unavailable is reported too',
      'off@09:30',
      [...watching('09:30:01', '09:40:01'), ['09:41:00', unavailable], ['09:46:00', available]],
      'missed',
      'unknown',
      `not seen from 09:40:01 ET to 09:45:00 ET (${unproven}): whether it held cannot be told`,
    ],
    [
      'never seen in a time no longer than it may be unavailable: not held',
      'moment@10:30',
      [
        ['10:30:30', unavailable],
        ['10:31:30', available],
      ],
      'missed',
      'unknown',
      `not seen from 10:30:00 ET to 10:31:00 ET (${unproven}): whether it held cannot be told`,
    ],
  ];

  test.each(cases)('%s (%s)', (_case, id, script, state, verdict, evidence) => {
    expect(itemState(script, id)).toEqual({ state, verdict, evidence });
  });
});

describe('a settled item is kept unchanged', () => {
  const watchedAt = (id: string, ...at: [string, (now: number) => Fact[]][]) => {
    let evaluationState = EMPTY_STATE;
    for (const [time, facts] of at) {
      const states = new StateBuilder(evaluationState, et(time));
      evaluateCadence(evaluatedParts(facts(et(time)), et(time), PLAN), states);
      evaluationState = states.finished();
    }
    return evaluationState.cadence.get(`2026-11-20/${id}`);
  };
  const first = ['08:31:00', available] as const;

  test('an item that was found good is not evaluated again', () => {
    const once = watchedAt('beat@08:30', [...first]);
    expect(once).toMatchObject({ seen: { verdict: 'good' }, to: et('08:31:00') });
    expect(watchedAt('beat@08:30', [...first], ['08:40:00', stale])).toEqual(once);
    expect(watchedAt('beat@08:30', [...first], ['08:45:00', available])).toEqual(once);
  });

  test('an item that held to its end by a record is not evaluated again', () => {
    const ran = (now: number) => [...available(now), run('complete', et('10:30:04'))];
    const held = watchedAt('shift@10:30', ['10:31:00', ran]);
    expect(held).toMatchObject({ seen: { verdict: 'good' }, to: et('10:31:00') });
    expect(watchedAt('shift@10:30', ['10:31:00', ran], ['10:45:00', ran])).toEqual(held);
  });

  test('an item that was found bad may be found good while it is due, and not afterwards', () => {
    const bad = watchedAt('beat@08:30', ['08:31:00', stale]);
    expect(watchedAt('beat@08:30', ['08:31:00', stale], ['08:44:59', available])).toMatchObject({
      seen: { verdict: 'good' },
    });
    expect(watchedAt('beat@08:30', ['08:31:00', stale], ['08:45:00', available])).toEqual(bad);
  });
});

describe('the day', () => {
  const dayAt = (now: string, plan = PLAN) => {
    const at = Date.parse(now);
    return new Console(plan).evaluate(at, available(at)).cadence;
  };
  const noteAt = (now: string) => text(dayAt(now).note);

  test('a day without a session says so, and shows the next', () => {
    expect(dayAt('2026-11-22T16:00:00Z').date).toBe('2026-11-23');
    expect(noteAt('2026-11-22T16:00:00Z')).toBe('No session on 2026-11-22; the next one is on 2026-11-23.');
  });

  test('in the evening it is still today’s', () => {
    expect(dayAt('2026-11-21T03:00:00Z')).toMatchObject({ date: '2026-11-20', note: null });
  });

  test.each([
    ['a full day', '2026-11-20T15:00:00Z', '16:30', 'sample@16:00'],
    ['a half-day', '2026-11-27T15:00:00Z', '13:30', 'sample@13:00'],
  ])('%s ends by its real close', (_day, now, archive, last) => {
    const { items } = dayAt(now);
    expect(items.at(-1)?.id).toBe(`archive@${archive}`);
    expect(items.at(-2)?.id).toBe(last);
    expect(new Set(items.map((i) => i.id)).size).toBe(items.length);
  });

  test('daylight saving moves the UTC hours and not the items', () => {
    const first = (now: string) => dayAt(now).items[0];
    expect(first('2026-03-06T15:00:00Z')).toMatchObject({
      id: 'report@08:30',
      at: '2026-03-06T13:30:00.000Z',
    });
    expect(first('2026-03-09T15:00:00Z')).toMatchObject({
      id: 'report@08:30',
      at: '2026-03-09T12:30:00.000Z',
    });
  });

  test.each([
    [
      'past the calendar nothing is claimed',
      {},
      'The market calendar does not reach this date: when anything is due is not known.',
    ],
    [
      'on the calendar’s last days no session follows',
      { state: 'closed' as const },
      'No session follows within the market calendar.',
    ],
  ])('%s', (_day, market, note) => {
    const at = Date.parse('2031-03-04T15:00:00Z');
    const evaluated = evaluatedParts(available(at), at, PLAN);
    const world = { ...evaluated.world, market: { ...evaluated.world.market, ...market } };
    const said = evaluateCadence({ ...evaluated, world }, new StateBuilder(EMPTY_STATE, at));
    expect({ ...said, note: text(said.note) }).toEqual({
      date: null,
      note,
      open: null,
      close: null,
      items: [],
    });
  });

  test('an item is missed when the next phase begins, in whatever order the plan names them', () => {
    const plan: Plan = { ...PLAN, cadence: PLAN.cadence.toReversed() };
    const stood = (time: string) =>
      playTo([[time, unavailable]], plan).items.find(({ id }) => id === 'beat@08:30')?.state;
    expect(stood('09:14:59')).toBe('due');
    expect(stood('09:15:00')).toBe('missed');
  });

  test('beyond the published calendar it says that its hours follow from rules', () => {
    expect(noteAt('2029-03-05T15:00:00Z')).toMatch(/not yet published/);
  });

  test('observations of one day are not kept for the next', () => {
    const console = new Console(PLAN);
    console.evaluate(et('08:31:00'), available(et('08:31:00')));
    const monday = Date.parse('2026-11-23T13:20:00Z');
    expect(console.evaluate(monday, available(monday)).cadence.items[0]?.state).toBe('upcoming');
  });

  test('an item without a part of its evidence is not done', () => {
    const partly = (now: number) =>
      seenAt(now, available(now)).filter((f) => f.kind !== 'answer' && f.kind !== 'probe');
    expect(itemState([['09:46:00', partly]], 'sample@09:45').state).toBe('due');
  });
});

describe('the next item', () => {
  const at = (time: string, market?: Partial<MarketAt>) => {
    const now = Date.parse(time);
    const world = { plan: PLAN, ledger: EMPTY_LEDGER, market: { ...marketAt(now), ...market }, now };
    const next = nextCadence(world);
    return next === null ? null : [next.id, next.at];
  };

  test.each<[string, string, string[]]>([
    ['before the first of the day', '2026-11-20T08:00:00-05:00', ['report', '2026-11-20T13:30:00.000Z']],
    [
      'at the instant of one: the one after',
      '2026-11-20T09:15:00-05:00',
      ['off', '2026-11-20T14:30:00.000Z'],
    ],
    [
      'after the last: of the next session',
      '2026-11-20T17:00:00-05:00',
      ['report', '2026-11-23T13:30:00.000Z'],
    ],
    ['on a day without a session', '2026-11-21T12:00:00-05:00', ['report', '2026-11-23T13:30:00.000Z']],
  ])('%s', (_when, time, expected) => {
    expect(at(time)).toEqual(expected);
  });

  test('is none beyond the calendar', () => {
    expect(at('2026-11-21T12:00:00-05:00', { session: null, next: null })).toBeNull();
  });
});
