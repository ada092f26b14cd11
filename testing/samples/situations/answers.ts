/** Agents' answers and failures. */

import type { Fact } from '#lib/facts/fact.ts';
import { answered, attempt, blind, config, counts, NOW, SEEN, status, tick } from '../facts.ts';
import { health, store } from './plan.ts';
import type { Situations } from './situation.ts';

const CLOSED = Date.parse('2026-11-21T15:15:00Z');
const PAST_CALENDAR = Date.parse('2031-03-03T15:15:00Z');
const MINUTE = 60_000;

type Outcome = Parameters<typeof attempt>[3];
/** A newer attempt than the last answer. */
const tried = (outcome: Outcome, code: number | null = null): Fact[] => [
  attempt('pilot', 'status', 'pier/pilot-0', outcome, code, NOW - 100),
];
/** The same without an answer before it. */
const only = (outcome: Outcome, code: number | null = null): Fact[] => [
  { ...attempt('pilot', 'status', 'pier/pilot-0', outcome, code, NOW - 100) },
  {
    subject: 'probe/pilot/status/pier/pilot-0',
    kind: 'answer',
    value: null,
    observedAt: NOW - 100,
    source: 'test',
  },
];
const old = { lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94 };
const OUTCOMES: readonly Outcome[] = [
  'answered',
  'not-configured',
  'no-endpoints',
  'proxy-error',
  'unreachable',
  'timeout',
  'too-large',
  'redirected',
  'unparsable',
  'no-evidence',
  'wrong-identity',
  'forbidden',
];
/** Failures that depend on the availability of the source on the way. */
const UNREACHED: readonly Outcome[] = ['no-endpoints', 'unreachable', 'timeout', 'proxy-error'];
const halts = (reasonCodes: string[], more: object = {}) => status({ state: 'HALTED', reasonCodes, ...more });
const minimum = (more: object = {}) =>
  status({ state: null, dataAgeSeconds: 2.4, killSwitch: null, ...more });

const told: Record<string, Fact[]> = {
  'a tick at the limit': tick({ lastTickAt: NOW - MINUTE, reportedAgeSeconds: 59.5 }),
  'a tick just over the limit': tick({ lastTickAt: NOW - MINUTE - 1, reportedAgeSeconds: 59.5 }),
  'old ticks, told so': tick({ ...old, ok: false, status: 503 }),
  'old ticks, called ok': tick(old),
  'old ticks, called ok with 503': tick({ ...old, status: 503 }),
  'no ticks, told so': tick({ lastTickAt: null, reportedAgeSeconds: null, ok: false, status: 503 }),
  'no ticks, called ok': tick({ lastTickAt: null }),
  'forced stale': tick({ forcedStale: true, ok: false, status: 503 }),
  'fresh ticks, called stale': tick({ ok: false, status: 503 }),
  'fresh ticks without an age': tick({ reportedAgeSeconds: null }),
  'ticks in the future': tick({ lastTickAt: NOW + 2_001 }),
  'ticks a little in the future': tick({ lastTickAt: NOW + 2_000, reportedAgeSeconds: -1.9 }),
  'a negative age': tick({ reportedAgeSeconds: -2.1 }),
  'ages that differ by as much as they may': tick({ lastTickAt: SEEN - 6_000, reportedAgeSeconds: 1 }),
  'ages that differ': tick({ lastTickAt: SEEN - 6_001, reportedAgeSeconds: 1 }),
  'a reported age over the limit': tick({ reportedAgeSeconds: 61 }),
  'a smaller limit in a ConfigMap': [
    ...tick({ lastTickAt: SEEN - 40_000, reportedAgeSeconds: 40 }),
    config('second', { STOP: 'true', LIMIT: '30' }),
  ],
  'a limit of the producer that is none': tick({ maxAgeSeconds: 0 }),
  'a runtime halted by the switch': halts(['KILL_SWITCH']),
  'a runtime halted by a switch that allows': [
    ...halts(['KILL_SWITCH']),
    config('brake', { HALTED: '0' }),
    config('second', { STOP: '0' }),
  ],
  'a runtime halted by a switch out of sight': [
    ...halts(['KILL_SWITCH']),
    blind('poll/ConfigMap/pier/brake'),
    blind('poll/ConfigMap/pier/second'),
  ],
  'a runtime with execution disabled': halts(['KILL_SWITCH', 'EXECUTION_DISABLED']),
  'a runtime that refuses on stale data': halts(['MARKETDATA_STALE'], { marketdataFresh: false }),
  'a runtime halted for a lack': halts(['REQUIRED_FIELDS_MISSING']),
  'a runtime halted without a word': halts([]),
  'a runtime halted with a summary': halts([], { summary: 'by hand' }),
  'a runtime that degrades': status({ state: 'DEGRADED', gatingReasons: ['HEARTBEAT_STALE'] }),
  'a runtime offline': status({ state: 'OFFLINE' }),
  'a runtime in no known state': status({ state: 'DREAMING' }),
  'a runtime that says closed': status({ state: 'MARKET_CLOSED' }),
  'a runtime that answers 500': status({ status: 500 }),
  'a runtime that runs on stale data': status({ marketdataFresh: false }),
  'a runtime that runs, by its reasons on stale data': status({ reasonCodes: ['MARKETDATA_MISSING'] }),
  'a runtime whose heart stands still': status({ heartbeatAt: NOW - 61_000, reportedAgeSeconds: null }),
  'a runtime without a heartbeat': status({ heartbeatAt: null }),
  'a runtime whose clock is ahead': status({ heartbeatAt: NOW + 5_000 }),
  'a runtime whose ages differ': status({ heartbeatAt: SEEN - 20_000 }),
  'a runtime whose payload stands still': status({ lastTickAt: SEEN - 200_000, staleThresholdSeconds: 120 }),
  'a runtime whose cycles stand still': status({ lastCycleAt: SEEN - 400_000 }),
  'the minimum': minimum(),
  'the minimum with old data': minimum({ dataAgeSeconds: 61 }),
  'the minimum with old data and new cycles': minimum({ dataAgeSeconds: 90, lastCycleAt: SEEN - 1_000 }),
  'the minimum with a negative age': minimum({ dataAgeSeconds: -2.1 }),
  'the minimum without an age': minimum({ dataAgeSeconds: null }),
  'a runtime that says LIVE': status({ mode: ' live' }),
  'a runtime that says orders may leave': status({ safeToExecute: true }),
  'a runtime that says it is not halted': status({ killSwitch: false }),
  'a runtime of no mode': status({ mode: null }),
  'proposals on stale data': [...tick({ ...old, ok: false, status: 503 }), ...counts({ proposalsTotal: 12 })],
  'metrics that never beat': counts({ heartbeatAgeSeconds: null, neverBeat: true }),
  'a process that is not well': health(false, 503),
  'a process that calls itself ok with 503': health(true, 503),
  'a document as old as it may be': store(NOW - 120_000),
  'a document too old': store(NOW - 120_001),
  'a document in the future': store(NOW + 60_000),
  'an executor that answers': answered('crane', 'state', 'pier/crane-x', {
    contract: 'execution-state',
    state: 'READY',
    mode: 'LIVE',
    dryRun: false,
    killSwitch: false,
  }),
  'an answer as old as it may be': status({ heartbeatAt: NOW - 6_000 }, NOW - 5_000),
  'nobody has asked for a while': [...tried('timeout').map((f) => ({ ...f, observedAt: NOW - 5_001 }))],
};

export const ANSWERS: Situations = {
  ...Object.fromEntries(Object.entries(told).map(([name, facts]) => [name, { facts }])),
  ...Object.fromEntries(OUTCOMES.map((o) => [`after an answer: ${o}`, { facts: tried(o, 404) }])),
  ...Object.fromEntries(OUTCOMES.map((o) => [`never an answer: ${o}`, { facts: only(o) }])),
  ...Object.fromEntries(
    UNREACHED.map((o) => [
      `never an answer, pods out of sight: ${o}`,
      { facts: [...only(o), blind('poll/Pod')] },
    ]),
  ),
  'never an answer: an error of its own': { facts: only('unparsable', 500) },
  'never an answer: no error of its own': { facts: only('unparsable', 499) },
  'at night: old ticks, told so': {
    facts: tick({ ...old, ok: false, status: 503 }),
    now: CLOSED,
  },
  'at night: old ticks, called ok': { facts: tick(old), now: CLOSED },
  'at night: a runtime that refuses': { facts: halts(['MARKETDATA_STALE']), now: CLOSED },
  'at night: a runtime that says closed': {
    facts: status({ state: 'MARKET_CLOSED' }),
    now: CLOSED,
  },
  'at night: an old document': { facts: [...health(), ...store(SEEN - 500_000)], now: CLOSED },
  'at night: an old document of a dead process': {
    facts: [
      ...store(SEEN - 500_000),
      attempt('intake', 'health', 'INTAKE_URL', 'timeout', null, NOW - 100),
      {
        subject: 'probe/intake/health/INTAKE_URL',
        kind: 'answer',
        value: null,
        observedAt: NOW - 100,
        source: 'test',
      },
    ],
    now: CLOSED,
  },
  'past the calendar: old ticks, told so': {
    facts: tick({ ...old, ok: false, status: 503 }),
    now: PAST_CALENDAR,
  },
  'past the calendar: a runtime that says closed': {
    facts: status({ state: 'MARKET_CLOSED' }),
    now: PAST_CALENDAR,
  },
};
