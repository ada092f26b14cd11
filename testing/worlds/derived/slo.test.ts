/** The minutes of an SLO over a longer time, by a truth that a script tells second by second. */

import { describe, expect, test } from 'vitest';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { MINUTE_MS } from '#lib/intervals.ts';
import type { Verdict } from '#lib/vocabulary.ts';
import { liveThrough } from '../console.ts';
import type { Expectation } from '../oracle.ts';
import { Verdicts } from '../verdicts.ts';
import { makeWorld } from '../world.ts';
import type { Case } from './claims.ts';
import { type Derivations, REAL } from './derivations.ts';
import { Sight } from './sight.ts';
import { checkSlo } from './slo.ts';
import { type Told, toldOf } from './told.ts';

const SEED = 20_261_120;
/** An open market. */
const T0 = Date.parse('2026-11-20T15:30:00.300Z');
const MINUTES = 20;
const AGENT = 'feed';

/** What is true of the agent in each minute. `dead`: there is no console; `frozen`: it does not evaluate. */
type Truth = 'calm' | 'bad' | 'blink' | 'unseen' | 'dead' | 'frozen';
const SCRIPT: Readonly<Record<number, Truth>> = {
  3: 'bad',
  4: 'blink',
  6: 'unseen',
  8: 'dead',
  9: 'dead',
  12: 'frozen',
  15: 'bad',
  16: 'unseen',
};

function truthAt(at: number): Truth {
  const truth = SCRIPT[Math.floor((at - T0) / MINUTE_MS)] ?? 'calm';
  const second = Math.floor((at - T0) / 1_000) % 60;
  if (truth === 'blink') return second === 30 ? 'bad' : 'calm';
  if (truth === 'frozen') return second < 40 ? 'frozen' : 'calm';
  return truth;
}

const VERDICTS: Readonly<Record<string, Verdict>> = { bad: 'bad', unseen: 'unknown' };

function expects(subject: string, at: number): Expectation {
  const truth = subject === `agent/${AGENT}` ? truthAt(at) : 'calm';
  const neverGood = truth === 'calm' ? null : truth;
  return {
    neverGood,
    bad: truth === 'bad' ? truth : null,
    words: null,
    calm: subject === `agent/${AGENT}` && truth === 'calm',
  };
}

/** A posture a second, that says what is true. */
async function scripted(derive: Partial<Derivations>): Promise<Case> {
  const world = await makeWorld(SEED, 0);
  const [base] = toldOf(world, liveThrough(world, evaluate));
  if (base === undefined) throw new Error('the world has no moment');
  const lives = [base.life, { ...base.life }];
  const told = Array.from({ length: MINUTES * 60 }, (_, i) => T0 + i * 1_000)
    .filter((at) => truthAt(at) !== 'dead' && truthAt(at) !== 'frozen')
    .map((at) => tellingOf(base, at, lives[at < T0 + 8 * MINUTE_MS ? 0 : 1] ?? base.life));
  const oracle = { expects, isWhollyCalm: () => false };
  return {
    ...{ world: { plan: world.plan, start: T0 }, told, oracle, found: new Verdicts() },
    ...{ sight: new Sight(world), derive: { ...REAL, ...derive } },
  };
}

function tellingOf(base: Told, at: number, life: Told['life']): Told {
  const { agents, measured } = base.posture;
  const beat = new Date(at - 1_000).toISOString();
  const now = { lastBeatAt: beat, observedAt: beat, reportedAgeSeconds: null, latencyMs: 5 };
  const posture = {
    ...base.posture,
    at: new Date(at).toISOString(),
    agents: agents.map((agent) =>
      agent.name === AGENT ? { ...agent, verdict: VERDICTS[truthAt(at)] ?? 'good' } : agent,
    ),
    measured: { ...measured, agents: { ...measured.agents, [AGENT]: now } },
  };
  return { ...base, at, life, posture };
}

test('minutes agree with the truth, through a restart and a freeze', async () => {
  const it = await scripted({});
  checkSlo(it);
  expect(it.found.violations).toEqual([]);
  for (const property of [
    'a calm minute that was watched is good',
    'a minute that nobody watched is not good',
  ])
    expect(it.found.applied.get(`slo: ${property}`), property).toBeGreaterThan(1);
});

const changed =
  (from: string, to: 'ones' | 'zeros' | 'unobserved'): Derivations['minutes'] =>
  (processes, names, within) =>
    REAL.minutes(processes, names, within).map((runs) =>
      runs.map((run) => (run.state === from ? { ...run, state: to } : run)),
    );

describe('wrong minutes are caught', () => {
  test.each<[string, Partial<Derivations>]>([
    ['a minute with one bad second is good', { minutes: changed('some-zeros', 'ones') }],
    ['no minute is good', { minutes: changed('ones', 'unobserved') }],
    ['no minute is bad', { minutes: changed('zeros', 'ones') }],
    ['a calm minute is bad', { minutes: changed('ones', 'zeros') }],
    ['a minute that nobody watched is good', { minutes: changed('unobserved', 'ones') }],
    [
      'a frozen console goes on to sample its last posture',
      {
        minutes: (processes, names, within) =>
          REAL.minutes(
            processes.map((samples) =>
              samples.flatMap((sample, i) => {
                const next = samples[i + 1]?.at ?? sample.at;
                const seconds = Math.max(1, Math.round((next - sample.at) / 1_000));
                return Array.from({ length: seconds }, (_, s) => ({ ...sample, at: sample.at + s * 1_000 }));
              }),
            ),
            names,
            within,
          ),
      },
    ],
  ])('%s', async (_, derive) => {
    const it = await scripted(derive);
    checkSlo(it);
    expect(it.found.violations.length).toBeGreaterThan(0);
  });
});
