/** Saboteurs that mistake the market's day, or lose their memory. */

import type { World } from '#lib/evaluate/base/input.ts';
import { EMPTY_STATE, type EvaluationState } from '#lib/evaluate/base/state.ts';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { type MarketAt, marketAt } from '#lib/market/market.ts';
import type { Evaluate } from '../../console.ts';
import { named, remembering, seeing } from '../saboteur.ts';

const market = (change: (market: MarketAt, world: World) => MarketAt): Evaluate =>
  seeing((world) => ({ ...world, market: change(world.market, world) }));

const HOUR_MS = 3_600_000;
/** The half-day's session as a whole one. */
const fullDay = (at: MarketAt): MarketAt =>
  at.session?.early
    ? {
        ...at,
        session: {
          ...at.session,
          early: false,
          close: new Date(Date.parse(at.session.close) + 3 * HOUR_MS).toISOString(),
        },
        state: at.state === 'post-market' ? 'open' : at.state,
      }
    : at;

const MARKET = [
  named(
    'market always closed',
    'It does not know when the market is open.',
    market((m) => ({ ...m, state: 'closed' })),
  ),
  named(
    'market always open',
    'It does not know when the market is closed.',
    market((m) => ({ ...m, state: 'open' })),
  ),
  named(
    'daylight saving ignored',
    'Its day is an hour late.',
    market((_, { now }) => marketAt(now - HOUR_MS)),
  ),
  named('half-days ignored', 'It does not know of early closes.', market(fullDay)),
  named(
    'calendar without an end',
    'Beyond the calendar the market is closed.',
    market((m) => (m.state === 'unknown' ? { ...m, state: 'closed' } : m)),
  ),
  named(
    'market halts ignored',
    'It does not know of halts of the whole market.',
    seeing((world) => ({ ...world, plan: { ...world.plan, marketHalts: [] } })),
  ),
];

const timers = (change: (before: EvaluationState, world: World) => Partial<EvaluationState>): Evaluate =>
  remembering((before, world) => ({ ...before, ...change(before, world) }));

const MEMORY = [
  named('forgets everything', 'It keeps nothing between two looks.', (world) => evaluate(world, EMPTY_STATE)),
  named(
    'timers reset',
    'What lasts begins again at each look.',
    timers(() => ({ timers: new Map() })),
  ),
  named(
    'rules forgotten',
    'A rule whose subject is lost from sight is over.',
    timers(() => ({ rules: new Map() })),
  ),
  named('rules never end', 'What held once goes on.', (world, before) => {
    const { said, evaluationState } = evaluate(world, before);
    const rules = new Map([...before.rules, ...evaluationState.rules]);
    const held = said.escalations.map((r) => {
      const was = rules.get(r.id);
      const { clear, ...rest } = r;
      return was === undefined || (r.state !== 'inactive' && clear === undefined)
        ? r
        : { ...rest, state: 'firing' as const, since: new Date(was.since).toISOString() };
    });
    return { said: { ...said, escalations: held }, evaluationState: { ...evaluationState, rules } };
  }),
  named(
    'rules begin anew when lost',
    'A timer starts again when its subject is lost.',
    timers(({ rules }, { now }) => ({
      rules: new Map(
        [...rules].map(([id, rule]) => [id, { ...rule, since: rule.lostAt === null ? rule.since : now }]),
      ),
    })),
  ),
  named(
    'observations of the day forgotten',
    'It does not keep what was seen of an appointment.',
    timers(() => ({ cadence: new Map() })),
  ),
];

export const OF_TIME = [...MARKET, ...MEMORY];
