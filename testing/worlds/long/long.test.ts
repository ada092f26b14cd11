/** Two worlds of two hours with every test run; `npm run simulate -- --long N` examines more and longer ones. */

import { beforeAll, expect, test } from 'vitest';
import { EMPTY_STATE, type EvaluationState, type HeldRule } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { linesOf } from '../batch.ts';
import { type Evaluate, liveThrough } from '../console.ts';
import { shownAt } from '../course.ts';
import { Oracle } from '../oracle.ts';
import { Verdicts } from '../verdicts.ts';
import { examineLong } from './examine-long.ts';
import { type LongWorld, makeLongWorld } from './long-world.ts';
import { checkOverTime } from './time-properties.ts';

const SEED = 20_261_120;
const INDEX = 18;
/** One in which a trouble comes and goes for long while no clock is set. */
const FLAPPING = 30;
const WANTED = {
  hours: 2.2,
  first: ['ticks-once-in-178-s', 'producer-dead-for-long', 'crashes-for-long', 'clock-steps'],
};
const TIME_LIMIT_MS = 60_000;

let world: LongWorld;
let flapping: LongWorld;
beforeAll(async () => {
  world = await makeLongWorld(SEED, INDEX, WANTED);
  flapping = await makeLongWorld(SEED, FLAPPING, WANTED);
}, TIME_LIMIT_MS);

test('over hours judgement stays true', () => {
  for (const one of [world, flapping]) expect(linesOf(examineLong(one, evaluate))).toEqual([]);
});

const later = (since: string): string => new Date(Date.parse(since) + 3_600_000).toISOString();
let kept = 0;

const WRONG: Record<string, { property: string; wrong: Evaluate }> = {
  'forgets at its start what was carried': {
    property: 'a restart forgets nothing',
    wrong: (given, before) => {
      const starts = world.lives.some(({ from }) => shownAt(world, from) === given.now);
      return evaluate(given, starts ? EMPTY_STATE : before);
    },
  },
  'tells beginnings that are to come': {
    property: 'nothing begins in the future',
    wrong: (given, before) => {
      const { said, evaluationState } = evaluate(given, before);
      const execution = { ...said.execution, since: later(said.execution.since) };
      return { said: { ...said, execution }, evaluationState };
    },
  },
  'knows nothing of a producer without pods': {
    property: 'a dead producer is stale',
    wrong: (given, before) => {
      const { said, evaluationState } = evaluate(given, before);
      const dead = said.failures.some(({ code }) => code === 'no-fresh-tick');
      const rules = new Map([...evaluationState.rules].filter(([id]) => !dead || id !== 'stale-long'));
      const escalations = said.escalations.map((r) =>
        dead && r.id === 'stale-long' ? { ...r, state: 'cannot-tell' as const, since: null } : r,
      );
      return { said: { ...said, escalations }, evaluationState: { ...evaluationState, rules } };
    },
  },
  'ends a timer at one good look': {
    property: 'flapping comes due',
    wrong: (given, before) => {
      const rules = new Map([...before.rules].filter(([, { clearAt }]) => clearAt === null));
      return evaluate(given, { ...before, rules, spells: new Map() });
    },
  },
  'lets a failure begin again and again': {
    property: 'its beginning stays while it lasts',
    wrong: (given, before) => {
      const { said, evaluationState } = evaluate(given, before);
      const now = new Date(given.now).toISOString();
      return {
        said: { ...said, failures: said.failures.map((f) => ({ ...f, since: now })) },
        evaluationState,
      };
    },
  },
  'lets a timer come due by a step of the clock': {
    property: 'no page by a step of the clock',
    wrong: (given, before) => evaluate(given, { ...unstepped(before, given.now), steppedAt: null }),
  },
  'keeps something of each evaluation': {
    property: 'what is kept does not grow',
    wrong: (given, before) => {
      const { said, evaluationState } = evaluate(given, before);
      kept += 1;
      const timers = new Map([
        ...before.timers,
        [`kept ${kept}`, { state: 'a'.repeat(40), since: given.now }],
      ]);
      return { said, evaluationState: { ...evaluationState, timers } };
    },
  },
};

/** Rules as they were held before the clock was set forward, as if nobody had noticed. */
function unstepped(state: EvaluationState, now: number): EvaluationState {
  const step = world.steps?.findLast(({ at, byMs }) => byMs > 0 && shownAt(world, at) <= now);
  if (step === undefined) return state;
  const back = ([id, rule]: [string, HeldRule]): [string, HeldRule] => [
    id,
    { ...rule, since: rule.since - step.byMs },
  ];
  return { ...state, rules: new Map([...state.rules].map(back)) };
}

/** Fewer evaluations suffice, if those at the ends of each life are among them. */
const sparse = ({ lives, ...rest }: LongWorld): LongWorld => ({
  ...rest,
  lives: lives.map((life) => ({
    ...life,
    times: life.times.filter((_, i) => i % 3 === 0 || i === life.times.length - 1),
  })),
});

test.each(Object.entries(WRONG))('an evaluation that %s is caught', (_, { property, wrong }) => {
  const found = new Verdicts();
  const shown = property === 'flapping comes due' ? flapping : world;
  checkOverTime(shown, new Oracle(shown), liveThrough(sparse(shown), wrong), found);
  expect(found.violations.map((violation) => violation.property)).toContain(property);
});
