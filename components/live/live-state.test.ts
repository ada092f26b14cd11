import { describe, expect, test } from 'vitest';
import type { Posture, Tick } from '#lib/posture.ts';
import { EMPTY_POSTURE } from '#testing/samples/empty-posture.ts';
import { FREEZE_AFTER_MS, firstState, hear, LATE_MS, type LiveState } from './live-state.ts';

const MEASURED = { proofs: {}, agents: {}, sources: {} };
const POSTURE: Posture = {
  ...EMPTY_POSTURE,
  console: { version: '0.1.0', build: 'b1', clockOffsetSeconds: 0, startedAt: '2026-11-20T15:00:00.000Z' },
};

function tick(seq: number, over: Partial<Tick> = {}): Tick {
  const now = new Date(Date.parse(POSTURE.at) + seq * 1_000).toISOString();
  return { seq, now, postureId: 'p1', build: 'b1', measured: MEASURED, ...over };
}

/** The tab's clock at the instant of a tick's making: nobody knows where it began. */
const madeAt = (seq: number) => 40_000 + seq * 1_000;
/** As one that has asked and was answered at once; no tick has come yet. */
const start: LiveState = { ...firstState(POSTURE, tick(0)), leastMs: madeAt(0) - Date.parse(tick(0).now) };
const unmeasured: LiveState = { ...start, leastMs: null };

const hears = (state: LiveState, name: 'posture' | 'tick', document: unknown, at: number) =>
  hear(state, { kind: 'event', name, data: JSON.stringify(document), at });
/** Receives the tick `seq` so much later than it was made. */
const ticks = (state: LiveState, seq: number, lateMs = 20, over: Partial<Tick> = {}) =>
  hears(state, 'tick', tick(seq, over), madeAt(seq) + lateMs);
/** An answer made at the time of tick `seq`, which was asked for and came so much before and after. */
const answered = (
  state: LiveState,
  seq: number,
  {
    wayThere = 10,
    wayBack = 10,
    data = null,
  }: { wayThere?: number; wayBack?: number; data?: string | null } = {},
) =>
  hear(state, {
    kind: 'answer',
    askedAt: madeAt(seq) - wayThere,
    at: madeAt(seq) + wayBack,
    now: tick(seq).now,
    data,
  });

describe('a beat is given only for a tick that proves something', () => {
  test('a new tick of the posture on the page is a beat', () => {
    const after = ticks(start, 1);
    expect(after).toMatchObject({ beat: 'b', lagMs: 20, tick: { seq: 1 } });
  });
  test('the same tick again is none', () => {
    const once = ticks(start, 1);
    expect(ticks(once, 1).beat).toBe(once.beat);
  });
  test('a tick that was on its way for too long is none, and the next one in time is', () => {
    const first = ticks(start, 1);
    const late = ticks(first, 2, LATE_MS);
    expect(late).toMatchObject({ beat: first.beat, lagMs: LATE_MS, tick: { seq: 2 } });
    expect(ticks(late, 6).beat).not.toBe(late.beat);
  });
  test('what is shown is never older than five seconds', () =>
    expect(LATE_MS + FREEZE_AFTER_MS).toBeLessThanOrEqual(5_000));
  test('a tick of a posture that this tab has not got is none', () =>
    expect(ticks(start, 1, 20, { postureId: 'p2' }).beat).toBe('a'));
  test('a tick that cannot be read is none, and is counted', () => {
    const after = hears(start, 'tick', { seq: 1 }, 0);
    expect(after).toMatchObject({ beat: 'a', malformed: 1, outdated: false });
    expect(hear(after, { kind: 'event', name: 'tick', data: '{', at: 0 }).malformed).toBe(2);
    expect(hear(after, { kind: 'link', link: 'open' }).malformed).toBe(0);
  });
  test('a posture alone is none', () =>
    expect(hears(start, 'posture', { ...POSTURE, id: 'p2' }, 0).beat).toBe('a'));
});

describe('lateness is reported without the reader’s wall clock', () => {
  test('before the console has sent its time no tick is in time', () =>
    expect(ticks(unmeasured, 1)).toMatchObject({ beat: 'a', lagMs: null }));
  test('its answer makes the tick that waited a beat', () =>
    expect(answered(ticks(unmeasured, 1), 1, { wayBack: 60 }).beat).toBe('b'));
  test('unless that tick has grown old with waiting', () =>
    expect(answered(ticks(unmeasured, 1), 4).beat).toBe('a'));
  test('a network that is late from the very first tick on is late', () => {
    const first = answered(ticks(unmeasured, 1, 20_000), 21);
    const second = ticks(first, 2, 20_000);
    expect(second).toMatchObject({ beat: 'a', lagMs: 20_010 });
  });
  test('messages that lay in a queue while the tab was stuck are late, with a new connection among them', () => {
    const queue = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const drained = madeAt(30);
    const first = ticks(start, 0.5);
    const after = queue.reduce((state, seq) => {
      const again = seq === 5 ? hear(state, { kind: 'link', link: 'open' }) : state;
      return hears(again, 'tick', tick(seq), drained);
    }, first);
    expect(after.beat).toBe(first.beat);
    expect(answered(after, 30, { wayThere: 0, wayBack: 1 }).beat).toBe(first.beat);
  });
  test('the time that the question took counts as lateness: it cannot be separated from it', () =>
    expect(ticks(answered(unmeasured, 1, { wayThere: 900 }), 2, 20).lagMs).toBe(920));
  test('an answer that took long does not replace a better measure', () => {
    const rough = answered(start, 1, { wayThere: 2_500 });
    expect(ticks(rough, 2).lagMs).toBe(20);
  });
  test('an answer that took long is better than none', () =>
    expect(answered(unmeasured, 1, { wayThere: 2_500 }).leastMs).not.toBeNull());
  test('a tick that comes quicker than thought sharpens the measure', () => {
    const sharper = ticks(start, 1, -100);
    expect([sharper.lagMs, ticks(sharper, 2, 0).lagMs]).toEqual([0, 100]);
  });
  test('a console whose clock was set ahead, or a machine that slept, is measured again before anything is in time', () => {
    const first = ticks(start, 1);
    const early = ticks(first, 2, -600_000);
    expect(early).toMatchObject({ beat: first.beat, lagMs: null, leastMs: null });
  });
  test('a console whose clock was set back is late until it is measured again', () => {
    const first = ticks(start, 100);
    const back = hears(first, 'tick', tick(2), madeAt(101));
    expect(back.beat).toBe(first.beat);
    const answer = { kind: 'answer', askedAt: madeAt(101), at: madeAt(101) + 9, data: null } as const;
    const measured = hear(back, { ...answer, now: tick(2).now });
    expect(hears(measured, 'tick', tick(3), madeAt(102)).beat).not.toBe(back.beat);
  });
  test('a new connection is measured again: it may lead to another console', () => {
    const again = hear(ticks(start, 1), { kind: 'link', link: 'open' });
    expect(ticks(again, 2)).toMatchObject({ beat: 'b', lagMs: null });
  });
  test('a time that is none is damage', () => {
    const answer = { kind: 'answer', askedAt: 0, at: 1, data: null } as const;
    expect(hear(start, { ...answer, now: 'noon' })).toMatchObject({ malformed: 1, leastMs: start.leastMs });
  });
});

describe('a posture that never came', () => {
  const next = { ...POSTURE, id: 'p2' };
  const missed = ticks(start, 1, 20, { postureId: 'p2' });
  test('is known by the next tick', () => expect(missed.missing).toBe('p2'));
  test('is no longer missing once it is answered, and its next tick beats', () => {
    const after = answered(missed, 2, { data: JSON.stringify(next) });
    expect(after).toMatchObject({ missing: null, posture: { id: 'p2' }, beat: 'a' });
    expect(ticks(after, 3, 20, { postureId: 'p2' }).beat).toBe('b');
  });
  test('is no longer missing once the stream brings it', () =>
    expect(hears(missed, 'posture', next, 0).missing).toBeNull());
  test('an answer that the stream has overtaken is not shown', () => {
    const overtaken = hears(missed, 'posture', next, 0);
    expect(answered(overtaken, 2, { data: JSON.stringify(POSTURE) }).posture.id).toBe('p2');
  });
  test('an answer that cannot be read is counted, and it stays missing', () =>
    expect(answered(missed, 2, { data: '{' })).toMatchObject({ missing: 'p2', malformed: 1 }));
});

describe('another console behind the same address', () => {
  const elsewhere = { ...POSTURE, id: 'p2', mesh: { ...POSTURE.mesh, name: 'harbour' } };
  const replanned = { ...POSTURE, id: 'p3', plan: { ...POSTURE.plan, digest: 'e' } };
  test.each([
    ['of another mesh is told', elsewhere, 'mesh'],
    [
      'of the same mesh in another cluster is told',
      { ...POSTURE, mesh: { ...POSTURE.mesh, context: 'd' } },
      'mesh',
    ],
    ['with another plan is told', replanned, 'plan'],
    ['that says the same of both is not', { ...POSTURE, id: 'p4' }, null],
  ])('%s', (_, posture, moved) => expect(hears(start, 'posture', posture, 0).moved).toBe(moved));
  test('is not forgotten when the first one answers again', () => {
    const back = hears(hears(start, 'posture', elsewhere, 0), 'posture', replanned, 0);
    expect(back.moved).toBe('mesh');
    expect(hears(hears(start, 'posture', replanned, 0), 'posture', replanned, 0).moved).toBe('plan');
  });
  test('restarted, it is believed though it counts from the beginning', () => {
    const before = ticks(start, 500);
    const restarted = { ...tick(501), seq: 1 };
    expect(hears(before, 'tick', restarted, madeAt(501)).beat).not.toBe(before.beat);
  });
});

test('a posture that cannot be read leaves the last one, and the ticks of the missed one do not beat', () => {
  const damaged = hears(start, 'posture', { ...POSTURE, id: 'p2', agents: 'none' }, 0);
  expect(damaged).toMatchObject({ malformed: 1, posture: { id: 'p1' } });
  expect(ticks(damaged, 1, 20, { postureId: 'p2' }).beat).toBe('a');
});

describe('a tab that outlived its console says so', () => {
  test('by the build of a tick', () => expect(ticks(start, 1, 20, { build: 'b2' }).outdated).toBe(true));
  test('by the version of a posture that it cannot read', () =>
    expect(hears(start, 'posture', { ...POSTURE, schemaVersion: 1 }, 0).outdated).toBe(true));
  test('and it does not forget', () => {
    const outdated = ticks(start, 1, 20, { build: 'b2' });
    expect(ticks(outdated, 2).outdated).toBe(true);
  });
});
