import { describe, expect, test } from 'vitest';
import { say } from '#lib/messages/say.ts';
import { planSchema } from '#lib/plan/schema.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { HeldRule, Spell } from '../base/state.ts';
import type { ConditionResult } from './condition.ts';
import { type RuleTimers, ruleTimer } from './rule-timer.ts';

const TIMERS = planSchema.parse(SAMPLE_PLAN).ruleTimers;
const quoted = say('quoted', { words: 'seen' });
type Look = 'bad' | 'clear' | 'lost';

function resultOf(look: Look): ConditionResult {
  if (look === 'clear') return { result: 'does-not', why: quoted };
  if (look === 'lost') return { result: 'cannot-tell', why: quoted, unclear: ['feed'] };
  return {
    result: 'holds',
    because: quoted,
    agent: null,
    since: null,
    failure: null,
    restsOn: ['feed'],
  };
}

interface Told {
  /** Seconds since when the condition counts; null: it does not. */
  since: number | null;
  /** Seconds for which its timer ran. */
  ran: number;
  clearSince: number | null;
  onAndOff: boolean;
  spells: number;
}

/** One look a second; `at` seconds. */
function watch(seconds: number, truth: (at: number) => Look, timers: RuleTimers = TIMERS): Told[] {
  let held: HeldRule | undefined;
  let spells: readonly Spell[] = [];
  return Array.from({ length: seconds }, (_, at) => {
    const timer = ruleTimer(resultOf(truth(at)), { held, spells }, at * 1000, timers);
    held = timer.held ?? undefined;
    spells = timer.spells;
    const since = held === undefined ? null : held.since / 1000;
    return {
      since,
      ran: since === null ? 0 : (held?.pausedAt ?? at * 1000) / 1000 - since,
      clearSince: held?.clearAt == null ? null : held.clearAt / 1000,
      onAndOff: timer.onAndOff,
      spells: spells.length,
    };
  });
}

/** Bad but for the first `clear` seconds of each `every`. */
const flapping =
  (every: number, clear: number) =>
  (at: number): Look =>
    at % every < clear ? 'clear' : 'bad';

/** The first second at which a rule of `forSeconds` is due; null: never. */
const dueAt = (told: readonly Told[], forSeconds: number): number | null => {
  const at = told.findIndex(({ since, ran }) => since !== null && ran >= forSeconds);
  return at < 0 ? null : at;
};

describe('a timer that flaps comes due', () => {
  test.each<[string, number, number, number]>([
    // One tick in 178 s, with a limit of 60 s: bad for 118 s, clear for 60.
    ['one tick in 178 s', 178, 60, 120],
    ['one answered poll in 58 s', 58, 12, 60],
    ['a crash every minute that runs for half of it', 60, 29, 300],
    ['clear for longer than it takes to end, and bad for most of the time', 100, 45, 300],
    ['bad for exactly half of the time', 120, 60, 300],
  ])('%s', (_what, every, clear, forSeconds) => {
    const due = dueAt(watch(1_800, flapping(every, clear)), forSeconds);
    expect(due).not.toBeNull();
    expect(due).toBeLessThanOrEqual(600 + every);
  });

  test('once due it stays due, whatever phase it is in', () => {
    const told = watch(3_600, flapping(178, 60));
    const due = dueAt(told, 120) ?? 0;
    expect(told.slice(due).every(({ since, ran }) => since !== null && ran >= 120)).toBe(true);
  });

  test('few spells are kept however often it flaps', () => {
    expect(Math.max(...watch(3_600, flapping(2, 1)).map(({ spells }) => spells))).toBeLessThanOrEqual(1);
    expect(Math.max(...watch(3_600, flapping(60, 31)).map(({ spells }) => spells))).toBeLessThanOrEqual(11);
  });
});

describe('a condition ends once it was clear for long enough', () => {
  const at = (script: (at: number) => Look, seconds: number, timers?: RuleTimers): Told | undefined =>
    watch(seconds + 1, script, timers).at(-1);
  const until =
    (bad: number, then: Look = 'clear') =>
    (second: number): Look =>
      second < bad ? 'bad' : then;

  test.each<[string, (at: number) => Look, number, Partial<Told>]>([
    ['not a second before', until(100), 129, { since: 0, ran: 100, clearSince: 100 }],
    ['and then at once', until(100), 130, { since: null, clearSince: null }],
    ['after hours of trouble too', until(7_200), 7_230, { since: null, onAndOff: false }],
    ['its timer does not run while it is clear', until(100), 125, { ran: 100 }],
    [
      'one that comes back in time never ended',
      (s) => (s >= 100 && s < 125 ? 'clear' : 'bad'),
      130,
      { since: 0, ran: 130 },
    ],
    [
      'one that comes back later begins anew',
      (s) => (s >= 100 && s < 135 ? 'clear' : 'bad'),
      140,
      { since: 135, ran: 5 },
    ],
    ['out of sight it is as last known', until(100, 'lost'), 1_000, { since: 0, ran: 1_000 }],
    [
      'what is lost is not clear: it counts from the next clear look',
      (s) => (s < 100 ? 'bad' : s >= 120 && s < 140 ? 'lost' : 'clear'),
      169,
      { since: 0, ran: 100, clearSince: 140 },
    ],
  ])('%s', (_what, script, seconds, expected) => {
    expect(at(script, seconds)).toMatchObject(expected);
  });

  test('on and off ends when it was clear for most of the window', () => {
    const script = (s: number): Look => (s < 1_000 ? flapping(100, 40)(s) : 'clear');
    const told = watch(2_000, script);
    expect(told[1_050]).toMatchObject({ onAndOff: true });
    const ended = told.findIndex(({ since }, second) => second > 1_000 && since === null);
    expect(ended).toBeGreaterThan(1_030);
    expect(ended).toBeLessThan(1_400);
    expect(told.slice(ended).every(({ since }) => since === null)).toBe(true);
  });

  test('the plan may change each number', () => {
    const quick = { clearSeconds: 0, intermittent: { percent: 90, ofSeconds: 60 } };
    expect(at(until(100), 100, quick)).toMatchObject({ since: null });
    expect(dueAt(watch(1_800, flapping(60, 20), quick), 120)).toBeNull();
    const eager = { clearSeconds: 5, intermittent: { percent: 10, ofSeconds: 600 } };
    expect(dueAt(watch(1_800, flapping(60, 40), eager), 60)).not.toBeNull();
  });
});
