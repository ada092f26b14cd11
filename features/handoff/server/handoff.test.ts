import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { Collector } from '#server/collector.ts';
import type { Journal, StoredPosture } from '#store/journal.ts';
import { NO_JOURNAL } from '#store/no-journal.ts';
import { calmFacts, config, NOW, pod, workload } from '#testing/samples/facts.ts';
import { seenAt } from '#testing/samples/over-time.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { openJournal, publishedAt } from '#testing/store/postures.ts';
import { type Handover, handoverSchema } from '../document.ts';
import { handoverReader, MOST_POSTURES } from './handoff.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const iso = (at: number) => new Date(at).toISOString();

let folder: string;
let journal: Journal;
let now: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'handover-'));
  now = NOW;
  journal = await openJournal(folder, () => now);
});
afterEach(async () => {
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A console that hears what a test tells it, and writes to the journal; it evaluates each second. */
function watching() {
  const collector = new Collector({
    plan: { plan: SAMPLE_PLAN, file: 'sample', digest: 'd', problems: [] },
    about: { version: '0', build: 'b', clockOffsetSeconds: 0, context: 'c' },
    clock: { now: () => now, monotonic: () => now },
    listeners: {
      posture: (posture, _before, _ms, inputs) => journal.published(posture, inputs),
      tick: () => undefined,
      evaluated: () => undefined,
    },
  });
  return {
    collector,
    async seconds(count: number, facts: readonly Fact[]) {
      for (let i = 0; i < count; i += 1) {
        collector.say(seenAt(now, facts));
        collector.turn();
        journal.evaluated(now, EMPTY_STATE, collector.ledger());
        // A question is answered after what was said before it: each evaluation is written by itself.
        await journal.postureAt(now);
        now += SECOND;
      }
    },
  };
}

async function handover(of: Journal, from: number, posture = publishedAt(now).posture): Promise<Handover> {
  const answer = await handoverReader(of, () => ({ posture, now }))({ from: iso(from) });
  if (!answer.ok) throw new Error(answer.detail);
  return handoverSchema.parse(answer.handover);
}

const CRANE = [workload('crane', { desired: 1, actual: 1, ready: 1 }), pod('crane-1', 'crane')];

describe('a shift from the journal', () => {
  test('has fired rules with durations, changes, open problems, and unobserved intervals', async () => {
    const first = watching();
    await first.seconds(20, calmFacts());
    await first.seconds(30, [...calmFacts(), ...CRANE]);
    await first.seconds(20, [
      ...calmFacts(),
      workload('crane', { desired: 0, actual: 0, ready: 0 }),
      { ...pod('crane-1', 'crane'), value: null, goneUid: 'u-crane-1', ended: true },
    ]);
    await first.seconds(10, [...calmFacts(), config('brake', { HALTED: '0' })]);
    const document = await handover(journal, NOW - MINUTE, first.collector.posture());
    expect(document.unwatched).toEqual([
      { from: iso(NOW - MINUTE), to: iso(NOW), why: expect.stringContaining('not running') },
    ]);
    const crane = document.fired.find(({ id }) => id === 'crane-on');
    expect(crane?.intervals.map(({ from, began, ended, seconds }) => [from, began, ended, seconds])).toEqual([
      // Off for twenty seconds is not over; then the two switches contradict each other.
      [iso(NOW + 20 * SECOND), 'seen', 'lasts', 60],
    ]);
    expect(document.changes.map(({ what, before, after }) => [what, before, after])).toEqual(
      expect.arrayContaining([
        ['replicas', '0', '1'],
        ['replicas', '1', '0'],
      ]),
    );
    expect(document.open).toEqual(first.collector.posture().actions);
    expect(document.standing?.execution.outcome).toBe(first.collector.posture().execution.outcome);
    expect([document.from, document.to]).toEqual([iso(NOW - MINUTE), iso(now)]);
  });

  test('a console that ended leaves an unobserved interval, and nothing is open for sure', async () => {
    const first = watching();
    await first.seconds(20, calmFacts());
    now += MINUTE;
    const document = await handover(journal, NOW);
    expect(document.unwatched).toEqual([
      { from: iso(NOW + 20.5 * SECOND), to: iso(now), why: expect.stringContaining('not running') },
    ]);
    expect([document.open, document.standing]).toEqual([null, null]);
  });

  test('a posture of another version is reported as a time of which nothing can be determined', async () => {
    const { posture } = publishedAt(NOW);
    const other = handoverOver([{ at: NOW, json: '{"schemaVersion":0}' }]);
    now += MINUTE;
    const document = await handover(other, NOW - 1, posture);
    expect(document.unwatched.map(({ why }) => why)).toContain(
      'what was published has the shape of another version',
    );
    expect(document.open).toBeNull();
  });
});

/** A journal that was watching all the time, with these postures. */
function handoverOver(postures: readonly { at: number; json: string }[], reads = { most: 0 }): Journal {
  const stored = ({ at, json }: { at: number; json: string }): StoredPosture => ({
    ...{ at, json },
    hash: 'h',
    evaluationVersion: 'j',
  });
  return {
    ...NO_JOURNAL,
    async postureAt(at) {
      const found = postures.findLast((posture) => posture.at <= at);
      return { stored: found ? stored(found) : null, unobserved: null, previous: null, next: null };
    },
    async postureOf(at) {
      reads.most += 1;
      const found = postures.find((posture) => posture.at === at);
      return found ? stored(found) : null;
    },
    async changes(from, to, limit) {
      const within = postures.filter(({ at }) => at >= from && at <= to);
      const changes = within
        .slice(0, limit)
        .map(({ at }) => ({ at: iso(at), id: 'p', outcome: 'unproven', worst: 'unknown' as const }));
      return { changes, more: within.length > limit, holes: [] };
    },
  };
}

describe('bounds', () => {
  test('of more changes than are read the later part is reported, and the earlier is reported as left out', async () => {
    const { posture } = publishedAt(NOW);
    const json = JSON.stringify(posture);
    const count = MOST_POSTURES * 3;
    const reads = { most: 0 };
    const flapping = handoverOver(
      Array.from({ length: count }, (_, i) => ({ at: NOW + i * SECOND, json })),
      reads,
    );
    now = NOW + count * SECOND;
    const document = await handover(flapping, NOW, posture);
    expect(reads.most).toBeGreaterThan(MOST_POSTURES / 3);
    expect(reads.most).toBeLessThanOrEqual(MOST_POSTURES);
    const [left] = document.unwatched;
    expect(left).toMatchObject({ from: iso(NOW), why: expect.stringMatching(/more changes than .*2,000/) });
    expect(Date.parse(left?.to ?? '')).toBeGreaterThan(NOW + (count - MOST_POSTURES - 1) * SECOND);
    expect(document.open).not.toBeNull();
  });

  test('one is made at a time, and few wait', async () => {
    const { posture } = publishedAt(NOW);
    let making = 0;
    let most = 0;
    const slow: Journal = {
      ...handoverOver([{ at: NOW, json: JSON.stringify(posture) }]),
      async changes() {
        making += 1;
        most = Math.max(most, making);
        await new Promise((resolve) => setTimeout(resolve, 5));
        making -= 1;
        return { changes: [], more: false, holes: [] };
      },
    };
    now = NOW + MINUTE;
    const read = handoverReader(slow, () => ({ posture, now }));
    const asked = Array.from({ length: 12 }, () => read({ from: iso(NOW) }));
    const settled = await Promise.allSettled(asked);
    expect(most).toBe(1);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
    await expect(read({ from: iso(NOW) })).resolves.toMatchObject({ ok: true });
  });
});

test('without a journal there is no hand-over, and it says why', async () => {
  const { posture } = publishedAt(NOW);
  const read = handoverReader(NO_JOURNAL, () => ({ posture, now }));
  await expect(read({})).rejects.toThrow('no journal is kept');
});

test('what cannot be asked for is refused before the journal is asked', async () => {
  const { posture } = publishedAt(NOW);
  const read = handoverReader(NO_JOURNAL, () => ({ posture, now }));
  await expect(read({ from: 'yesterday' })).resolves.toMatchObject({ ok: false, parameter: 'from' });
});
