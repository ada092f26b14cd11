import { describe, expect, test } from 'vitest';
import { evaluation } from '#testing/samples/evaluated.ts';
import { attempt, calmFacts, NOW, SEEN, status, tick, waitingPod } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { renderedAgent } from '#testing/samples/rendered.ts';
import type { Fact } from '../../facts/fact.ts';
import { marketLabel } from '../../messages/market.ts';
import type { Plan } from '../../plan/schema.ts';
import { EMPTY_STATE } from './state.ts';

/** Minutes from now. */
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const stale = tick({ lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94, ok: false, status: 503 });

function evaluated(marketHalts: Plan['marketHalts'], facts: Fact[] = stale) {
  return evaluation([...calmFacts(), ...facts], NOW, EMPTY_STATE, { ...SAMPLE_PLAN, marketHalts }).said;
}
const feed = (said: ReturnType<typeof evaluated>) => renderedAgent(said, 'feed');
const failure = (said: ReturnType<typeof evaluated>) => said.failures.find((f) => f.id === 'feed-stale');

describe('market-wide halts', () => {
  test.each<[string, Plan['marketHalts'], boolean]>([
    ['one that began and has no end yet', [{ level: 1, from: at(-10) }], true],
    ['one with an end to come', [{ level: 2, from: at(-10), to: at(5) }], true],
    ['one that is over', [{ level: 1, from: at(-20), to: at(-5) }], false],
    ['one to come', [{ level: 1, from: at(1) }], false],
    ['a forgotten one of level 1 ends after half an hour', [{ level: 1, from: at(-31) }], false],
    ['one of level 3 does not last into the next day', [{ level: 3, from: at(-24 * 60) }], false],
    ['one that ends before it begins never is', [{ level: 2, from: at(-5), to: at(-10) }], false],
  ])('%s', (_what, halts, holds) => {
    expect(feed(evaluated(halts))).toMatchObject(
      holds ? { verdict: 'attention', state: 'Quiet, halt' } : { verdict: 'bad', state: 'Stale' },
    );
  });

  test('one of level 3 ends the session: a quiet feed is calm, and rules of market hours wait for the next one', () => {
    const said = evaluated([{ level: 3, from: at(-40), who: 'ada', source: 'NYSE status' }]);
    expect(said.market).toMatchObject({ state: 'closed', halt: { level: 3 }, verdict: 'attention' });
    expect(marketLabel(said.market)).toBe(
      'NYSE closed, next session 2026-11-23, market-wide halt level 3 declared by ada (NYSE status)',
    );
    expect(feed(said)).toMatchObject({ state: 'Quiet, market closed' });
    expect(said.escalations.find((e) => e.id === 'stale-long')?.state).not.toBe('firing');
  });

  test('one of level 3 that is to come changes nothing yet, and none outlasts its day', () => {
    expect(evaluated([{ level: 3, from: at(1) }]).market).toMatchObject({ state: 'open', halt: null });
    expect(evaluated([{ level: 3, from: at(-24 * 60) }]).market).toMatchObject({ state: 'open', halt: null });
  });

  test('a declared halt is not read as a dead feed, and a dead feed cannot be detected in it', () => {
    const said = evaluated([{ level: 1, from: at(-10) }]);
    expect(feed(said)?.reason).toContain('Quiet: market-wide halt level 1 declared');
    expect(failure(said)).toMatchObject({ state: 'cannot-tell', verdict: 'unknown' });
    expect(said.market).toMatchObject({ halt: { level: 1 }, verdict: 'attention' });
    expect(marketLabel(said.market)).toBe('NYSE open, closes 16:00, market-wide halt level 1 declared');
  });

  test('a rule on stale ticks that held before the halt waits for its end; a rule on crashes does not', () => {
    const crash = waitingPod('pilot-0', 'pilot', 'CrashLoopBackOff');
    const old = tick({ lastTickAt: SEEN - 300_000, reportedAgeSeconds: 300, ok: false, status: 503 });
    const before = evaluation([...calmFacts(), ...old, crash]);
    expect(before.said.escalations.find((e) => e.id === 'stale-long')?.state).toBe('firing');
    const plan = { ...SAMPLE_PLAN, marketHalts: [{ level: 1 as const, from: at(-10), to: at(5) }] };
    const rules = evaluation([...calmFacts(), ...old, crash], NOW, before.evaluationState, plan).said
      .escalations;
    expect(rules.find((e) => e.id === 'stale-long')).toMatchObject({
      state: 'waiting',
      gate: { name: 'market-halt', opensAt: at(5) },
      firesAt: at(5),
    });
    expect(rules.find((e) => e.id === 'crash-long')?.state).toBe('pending');
  });

  test('without a declaration a stale feed stays bad, and says which two causes are possible', () => {
    const said = evaluated([]);
    expect(feed(said)).toMatchObject({ verdict: 'bad', state: 'Stale' });
    expect(failure(said)?.code).toBe('market-data-stale-or-halted');
  });

  test('a feed that is forced stale is no halt', () => {
    const forced = tick({ forcedStale: true, status: 503, ok: false });
    expect(failure(evaluated([], forced))?.code).toBe('market-data-stale');
    expect(feed(evaluated([{ level: 1, from: at(-10) }], forced))).toMatchObject({ verdict: 'bad' });
  });

  test('the process must answer in a halt as always', () => {
    const dead = [attempt('feed', 'beat', 'pier/feed-1', 'unparsable', 502, NOW - 10)];
    expect(feed(evaluated([{ level: 1, from: at(-10) }], dead))?.verdict).toBe('bad');
  });

  test('a producer that calls old ticks ok passes the gate in a halt too', () => {
    const lies = tick({ lastTickAt: SEEN - 94_000, reportedAgeSeconds: 94 });
    expect(feed(evaluated([{ level: 1, from: at(-10) }], lies))?.state).toBe('Stale, says ok');
  });

  test('a runtime that reports closed in a halt is neither calm nor wrong', () => {
    const said = evaluated([{ level: 1, from: at(-10) }], status({ state: 'MARKET_CLOSED' }));
    expect(said.agents.find((a) => a.name === 'pilot')).toMatchObject({ verdict: 'attention' });
  });
});
