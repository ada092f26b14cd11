import { describe, expect, test } from 'vitest';
import type { Posture, Tick } from '#lib/wire/posture.ts';
import { FREEZE_AFTER_MS, firstState, hear, type LiveState } from './live-state.ts';

const MEASURED = { proofs: {}, agents: {}, sources: {} };
const POSTURE: Posture = {
  schemaVersion: 1,
  id: 'p1',
  at: '2026-11-20T15:15:00.000Z',
  console: { version: '0.1.0', build: 'b1', clockOffsetSeconds: 0, startedAt: '2026-11-20T15:00:00.000Z' },
  mesh: { name: 'mesh', home: 'floor', namespaces: [], context: 'c', practice: null },
  plan: { file: 'plan.yaml', digest: 'd', verdict: 'good', problems: [] },
  market: {
    state: 'open',
    label: '',
    date: '2026-11-20',
    opensAt: null,
    closesAt: null,
    early: false,
    verdict: 'good',
  },
  execution: {
    outcome: 'unproven',
    verdict: 'unknown',
    headline: 'EXECUTION UNPROVEN',
    headlinePast: 'EXECUTION WAS UNPROVEN',
    sentence: '',
    session: 'open',
    since: '2026-11-20T15:15:00.000Z',
    proofs: [],
  },
  actions: [],
  escalations: [],
  cadence: { date: null, note: '', open: null, close: null, items: [] },
  nextCadence: null,
  agents: [],
  undeclared: [],
  failures: [],
  sources: [],
  permissions: { verdict: 'unknown', value: 'unknown', detail: 'not asked yet', evidence: [] },
  measured: MEASURED,
};

function tick(seq: number, over: Partial<Tick> = {}): Tick {
  const now = new Date(Date.parse(POSTURE.at) + seq * 1_000).toISOString();
  return { seq, now, postureId: 'p1', build: 'b1', measured: MEASURED, ...over };
}

const start = firstState(POSTURE, tick(0));
const hears = (state: LiveState, name: 'posture' | 'tick', document: unknown, at = 0) =>
  hear(state, { kind: 'event', name, data: JSON.stringify(document), at });

describe('a beat is given only for a tick that proves something', () => {
  test('a new tick of the posture on the page is a beat', () => {
    const after = hears(start, 'tick', tick(1));
    expect(after.beat).toBe('b');
    expect(after.tick.seq).toBe(1);
  });
  test('the same tick again is none', () => {
    const once = hears(start, 'tick', tick(1));
    expect(hears(once, 'tick', tick(1)).beat).toBe(once.beat);
  });
  test('a tick that lay in a queue for longer than the freeze takes is none, and the next one in time is', () => {
    const base = Date.parse(POSTURE.at);
    const first = hears(start, 'tick', tick(1), base + 1_000);
    const late = hears(first, 'tick', tick(2), base + 2_000 + FREEZE_AFTER_MS);
    expect(late).toMatchObject({ beat: first.beat, lagMs: FREEZE_AFTER_MS, tick: { seq: 2 } });
    expect(hears(late, 'tick', tick(6), base + 6_010).beat).not.toBe(late.beat);
  });
  test('a server clock that is set back does not make every tick late', () => {
    const first = hears(start, 'tick', tick(100), 0);
    expect(hears(first, 'tick', tick(2), 1_000)).toMatchObject({ beat: 'a', lagMs: 0 });
  });
  test('a tick of a posture that this tab has not got is none', () =>
    expect(hears(start, 'tick', tick(1, { postureId: 'p2' })).beat).toBe('a'));
  test('a tick that cannot be read is none, and is counted', () => {
    const after = hears(start, 'tick', { seq: 1 });
    expect(after).toMatchObject({ beat: 'a', malformed: 1, outdated: false });
    expect(hear(after, { kind: 'event', name: 'tick', data: '{', at: 0 }).malformed).toBe(2);
  });
  test('a posture alone is none', () =>
    expect(hears(start, 'posture', { ...POSTURE, id: 'p2' }).beat).toBe('a'));
});

test('a posture that cannot be read leaves the last one, and the ticks of the missed one do not beat', () => {
  const damaged = hears(start, 'posture', { ...POSTURE, id: 'p2', agents: 'none' });
  expect(damaged).toMatchObject({ malformed: 1, posture: { id: 'p1' } });
  expect(hears(damaged, 'tick', tick(1, { postureId: 'p2' })).beat).toBe('a');
});

describe('a tab that outlived its console says so', () => {
  test('by the build of a tick', () =>
    expect(hears(start, 'tick', tick(1, { build: 'b2' })).outdated).toBe(true));
  test('by the version of a posture that it cannot read', () =>
    expect(hears(start, 'posture', { ...POSTURE, schemaVersion: 2 }).outdated).toBe(true));
  test('and it does not forget', () => {
    const outdated = hears(start, 'tick', tick(1, { build: 'b2' }));
    expect(hears(outdated, 'tick', tick(2)).outdated).toBe(true);
  });
});

test('the lag is how much later than the quickest tick one came', () => {
  const base = Date.parse(tick(1).now);
  const first = hears(start, 'tick', tick(1), base + 50);
  const late = hears(first, 'tick', tick(2), base + 1_000 + 450);
  expect([first.lagMs, late.lagMs]).toEqual([0, 400]);
  const again = hear(late, { kind: 'link', link: 'open' });
  expect(hears(again, 'tick', tick(3), base + 9_000).lagMs).toBe(0);
});
