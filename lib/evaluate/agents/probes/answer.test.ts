import { describe, expect, test } from 'vitest';
import { answered, counts, NOW, SEEN, status, tick } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { rendered } from '#testing/samples/rendered.ts';
import type { AnswerValue, Fact } from '../../../facts/fact.ts';
import { say } from '../../../messages/say.ts';
import { limitOf, readAnswer } from './answer.ts';
import type { AnswerContext } from './result.ts';

function answerOf(facts: readonly Fact[]): AnswerValue {
  for (const fact of facts) if (fact.kind === 'answer' && fact.value !== null) return fact.value;
  throw new Error('no answer');
}
const CONTEXT: AnswerContext = {
  observedAt: SEEN,
  now: NOW,
  limitSeconds: 60,
  configuredSeconds: null,
  feed: { kind: 'wanted' },
  halt: 'halted',
  calendarKnown: true,
};
const read = (facts: readonly Fact[], context: Partial<AnswerContext> = {}) => {
  const result = readAnswer(answerOf(facts), { ...CONTEXT, ...context });
  const { verdict, code, state, reason, since } = rendered(result);
  return [verdict, code, state, reason, since];
};
const GOOD = ['good', 'good', 'Good', '', null];
const halted: Partial<AnswerContext> = { feed: { kind: 'halted', words: say('market-halt', { level: 1 }) } };
const night: Partial<AnswerContext> = { feed: { kind: 'quiet', state: say('feed-quiet-closed') } };
const smaller: Partial<AnswerContext> = { configuredSeconds: 30 };

type Row = [name: string, facts: readonly Fact[], read: unknown[], context?: Partial<AnswerContext>];
const asRead = ([, facts, expected, context]: Row) => expect(read(facts, context)).toEqual(expected);

describe('a runtime’s status', () => {
  const rows: Row[] = [
    [
      'is reported before a clock that is ahead, if it is not calm',
      status({ state: 'DEGRADED', reasonCodes: ['LAG'], heartbeatAt: NOW + 5_000 }),
      ['attention', 'degraded', 'Degraded', 'LAG', null],
    ],
    [
      'halted by the switch is not safe with a heartbeat in the future, which proves nothing',
      status({ state: 'HALTED', reasonCodes: ['KILL_SWITCH'], heartbeatAt: NOW + 5_000 }),
      ['unknown', 'clock-skew', 'Clock skew', 'its heartbeat lies in the future: clocks differ', null],
    ],
    [
      'closed at night is not quiet with a heartbeat in the future',
      status({ state: 'MARKET_CLOSED', heartbeatAt: NOW + 5_000 }),
      ['unknown', 'clock-skew', 'Clock skew', 'its heartbeat lies in the future: clocks differ', null],
      night,
    ],
    [
      'that nobody knows is quoted, and not at any length',
      status({ state: `${'DREAMING'.repeat(5)}OF SHEEP` }),
      ['unknown', 'state-unknown', 'Unknown', `reports state ${'DREAMING'.repeat(5)}`, null],
    ],
    [
      'that refuses on stale data refuses in a market-wide halt too',
      status({ state: 'HALTED', reasonCodes: ['MARKETDATA_STALE'] }),
      ['attention', 'refusing', 'Refusing', 'refuses to run: MARKETDATA_STALE', null],
      halted,
    ],
    [
      'halted by the switch and for a lack is halted for a lack',
      status({ state: 'HALTED', reasonCodes: ['KILL_SWITCH', 'REQUIRED_FIELDS_MISSING'] }),
      ['bad', 'halted', 'Halted', 'KILL_SWITCH, REQUIRED_FIELDS_MISSING', null],
    ],
  ];
  test.each(rows)('%s', (...row) => asRead(row));
});

describe('the stable minimum, by the age of its data', () => {
  const minimum = (dataAgeSeconds: number, more: object = {}) =>
    status({ state: null, dataAgeSeconds, ...more });
  const degraded = (limit: number) => [
    'attention',
    'data-stale-cycling',
    'Data stale',
    `the market data that it sees is older than ${limit} s, and its cycles go on`,
    null,
  ];
  const refusing = [
    'attention',
    'data-stale',
    'Data stale',
    'the market data that it sees is older than 60 s',
    null,
  ];
  const rows: Row[] = [
    ['as old as it may be', minimum(60), GOOD],
    ['as far ahead as clocks may differ', minimum(-2), GOOD],
    ['too old, and it tells of no cycles', minimum(61), refusing],
    ['too old in a market-wide halt is reported all the same', minimum(61), refusing, halted],
    ['over a smaller limit alone it need not stop', minimum(40), degraded(30), smaller],
    ['as old as its own limit, and over a smaller one', minimum(60), degraded(30), smaller],
    [
      'too old, and a cycle that may have begun before',
      minimum(90, { lastCycleAt: SEEN - 20_001 }),
      refusing,
    ],
    ['too old, and a cycle that began after', minimum(90, { lastCycleAt: SEEN - 20_000 }), degraded(60)],
  ];
  test.each(rows)('%s', (...row) => asRead(row));
});

describe('the payload of a runtime that calls itself well', () => {
  const stuck = (verdict: string, limit: number, ago: number, at: string) => [
    verdict,
    verdict === 'bad' ? 'stuck' : 'stuck-over-smaller',
    'Data stands still',
    `beats, yet its last tick is of ${at} ET, limit ${limit} s`,
    NOW - ago + limit * 1000,
  ];
  const bypassed = (limit: number, ago: number, at: string) => [
    'bad',
    'runs-on-stale',
    'Runs on stale',
    `says OK, beats, yet its last tick is of ${at} ET, limit ${limit} s`,
    NOW - ago + limit * 1000,
  ];
  const ticked = (ago: number, staleThresholdSeconds: number | null = null) =>
    status({ lastTickAt: NOW - ago, staleThresholdSeconds });
  const rows: Row[] = [
    ['a tick as far ahead as clocks may differ', status({ lastTickAt: NOW + 2_000 }), GOOD],
    [
      'a tick further ahead',
      status({ lastTickAt: NOW + 2_001 }),
      ['attention', 'payload-ahead', 'Clock skew', 'tells of a tick in the future: clocks differ', null],
    ],
    ['a tick as old as it may be', ticked(60_000), GOOD],
    ['a tick over the plan’s limit, where it has none', ticked(60_001), bypassed(60, 60_001, '10:13:59')],
    ['a tick over its own limit', ticked(40_000, 30), bypassed(30, 40_000, '10:14:20')],
    [
      'a tick over the plan’s limit, within its own',
      ticked(70_000, 120),
      stuck('bad', 60, 70_000, '10:13:50'),
    ],
    [
      'a tick over a smaller limit alone',
      ticked(40_000),
      stuck('attention', 30, 40_000, '10:14:20'),
      smaller,
    ],
    [
      'a limit of its own that is none is none',
      ticked(40_000, 0),
      stuck('attention', 30, 40_000, '10:14:20'),
      smaller,
    ],
  ];
  test.each(rows)('%s', (...row) => asRead(row));
});

describe('the reported age', () => {
  const rows: Row[] = [
    ['a tick’s, as old as it may be', tick({ lastTickAt: SEEN - 59_500, reportedAgeSeconds: 60 }), GOOD],
    ['a tick’s, as far ahead as clocks may differ', tick({ lastTickAt: SEEN, reportedAgeSeconds: -2 }), GOOD],
    ['a heart’s in metrics, as old as it may be', counts({ heartbeatAgeSeconds: 60 }), GOOD],
    ['a heart’s in metrics, as far ahead as clocks may differ', counts({ heartbeatAgeSeconds: -2 }), GOOD],
    [
      'none in metrics',
      counts({ heartbeatAgeSeconds: null }),
      ['not-applicable', 'no-heartbeat', 'No heartbeat', '', null],
    ],
  ];
  test.each(rows)('%s', (...row) => asRead(row));
});

test('an executor that answers has its state and its mode', () => {
  const state = {
    contract: 'execution-state',
    state: 'READY',
    mode: 'LIVE',
    dryRun: false,
    killSwitch: false,
  };
  expect(read(answered('crane', 'state', 'pier/crane-x', state))).toEqual([
    'attention',
    'live-mode',
    'READY',
    'state READY, mode LIVE',
    null,
  ]);
});

describe('the limit for a heartbeat', () => {
  const probeOf = (agent: string, id: string) => {
    const probe = SAMPLE_PLAN.agents.find((a) => a.name === agent)?.probes.find((p) => p.id === id);
    if (probe === undefined) throw new Error(`no probe ${id}`);
    return probe;
  };
  const probes = {
    beat: probeOf('feed', 'beat'),
    state: probeOf('pilot', 'status'),
    metrics: probeOf('pilot', 'counts'),
  };
  const rows: [string, keyof typeof probes, () => AnswerValue | null, number | null, number | null][] = [
    ['the plan’s, before there is an answer', 'beat', () => null, null, 60],
    ['a smaller one of the producer', 'beat', () => answerOf(tick({ maxAgeSeconds: 20 })), null, 20],
    ['a smaller one of the runtime', 'state', () => answerOf(status({ ttlSeconds: 15 })), null, 15],
    ['no larger one than the plan’s', 'beat', () => answerOf(tick({ maxAgeSeconds: 90 })), null, 60],
    ['a smaller one of market data in a ConfigMap', 'beat', () => answerOf(tick()), 25, 25],
    ['one in a ConfigMap judges no heart', 'state', () => answerOf(status()), 25, 60],
    ['metrics have none', 'metrics', () => answerOf(counts()), 25, null],
  ];
  test.each(rows)('%s', (_rule, probe, answer, configured, seconds) => {
    expect(limitOf(probes[probe], answer(), configured)).toBe(seconds);
  });
});
