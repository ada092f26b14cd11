/** Contract of every journal: a new engine must pass all of it. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Posture } from '#lib/posture.ts';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { hashOf } from '#store/canonical-hash.ts';
import type { Journal } from '#store/journal.ts';
import { replay } from '#store/replay.ts';
import { publishedAt, stateWith, T0 } from './postures.ts';

/** Opens the journal that is kept in this folder, by this clock; at most one at a time. */
export type OpenJournal = (folder: string, now?: () => number) => Promise<Journal>;

export function journalContract(engine: string, open: OpenJournal): void {
  const { posture, inputs } = publishedAt(T0);
  const said = (at: number) => ({ ...posture, id: `p${at}`, at: new Date(at).toISOString() });
  let folder: string;
  let journal: Journal;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'journal-contract-'));
    journal = await open(folder);
  });
  afterEach(async () => {
    await journal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const restart = async () => {
    await journal.close();
    journal = await open(folder);
  };
  /** It evaluates each second of an interval. */
  const watch = async (from: number, to: number) => {
    for (let at = from; at <= to; at += 1_000) {
      journal.evaluated(at, stateWith('k', T0), inputs.ledger);
      await journal.postureAt(at);
    }
  };

  describe(`a journal of ${engine}`, () => {
    test('knows nothing at first, and says so', async () => {
      expect([journal.saved, journal.setAside()]).toEqual([null, null]);
      expect(await journal.postureAt(T0)).toMatchObject({ stored: null, unobserved: expect.any(String) });
      expect(await journal.inputAt(T0)).toBeNull();
      expect(await journal.minutes(['up/a'], 0, T0)).toEqual([[]]);
    });

    test('gives a posture back byte for byte after a restart, with its hash, and what it follows from', async () => {
      const { plan, file, digest } = inputs.plan;
      journal.inForce(T0, [{ kind: 'plan', name: file, digest, text: JSON.stringify(plan) }]);
      journal.published(posture, inputs);
      await restart();
      const json = JSON.stringify(posture);
      expect((await journal.postureAt(T0)).stored).toMatchObject({ at: T0, hash: hashOf(json), json });
      const held = await journal.inputAt(T0 + 500);
      expect(held && JSON.stringify(replay(held.input, held.at))).toBe(json);
    });

    test('gives one posture by when it was published and as what, also where two were in one millisecond', async () => {
      journal.published(said(T0), inputs);
      journal.published({ ...said(T0), id: 'second' }, inputs);
      const ids = await Promise.all(['second', `p${T0}`].map((id) => journal.postureOf(T0, id)));
      expect(ids.map((stored) => JSON.parse(stored?.json ?? '{}').id)).toEqual(['second', `p${T0}`]);
      expect(await journal.postureOf(T0, 'third')).toBeNull();
      expect(await journal.postureOf(T0 + 1, 'second')).toBeNull();
    });

    test('gives the texts that were in force within a span, and no others', async () => {
      const runbook = (text: string) => ({ kind: 'runbook' as const, name: 'stale', digest: text, text });
      const HOUR = 3_600_000;
      const texts = async (from: number, to: number) =>
        (await journal.documents('runbook', from, to)).map(({ text }) => text);
      journal.inForce(T0, [runbook('old')]);
      expect(await texts(T0, T0 + HOUR)).toEqual(['old']);
      journal.inForce(T0 + 3 * HOUR, [runbook('new')]);
      expect(await texts(T0, T0 + HOUR)).toEqual(['old']);
      // The old one was noted last an hour ago: it may have been in force until now.
      expect(await texts(T0 + HOUR, T0 + 3 * HOUR)).toEqual(['new', 'old']);
      expect(await texts(T0 + 2 * HOUR, T0 + 4 * HOUR)).toEqual(['new']);
      expect(await texts(T0 - 2 * HOUR, T0 - 1)).toEqual([]);
      expect(await journal.documents('plan', T0, T0 + 4 * HOUR)).toEqual([]);
    });

    test('returns the saved evaluation state', async () => {
      journal.evaluated(T0, stateWith('p1-timer', T0 - 60_000), inputs.ledger);
      await restart();
      expect(journal.saved).toEqual({ at: T0, evaluationState: stateWith('p1-timer', T0 - 60_000) });
    });

    test('answers of what was said a moment ago, however much is on its way', async () => {
      for (let i = 0; i < 5; i++) {
        journal.published(said(T0 + i), inputs);
        expect((await journal.postureAt(T0 + i)).stored?.at).toBe(T0 + i);
        journal.published(said(T0 + 10 + i), inputs);
      }
      expect((await journal.changes(T0, T0 + 20, 20)).changes).toHaveLength(10);
    });

    test('tells the times in which nobody observed', async () => {
      journal.published(posture, inputs);
      await watch(T0, T0 + 3_000);
      await restart();
      journal.published(said(T0 + 60_000), inputs);
      await watch(T0 + 60_000, T0 + 61_000);
      expect((await journal.postureAt(T0 + 30_000)).unobserved).toMatch(/not running/);
      expect((await journal.postureAt(T0 + 60_500)).unobserved).toBeNull();
      const { holes } = await journal.changes(T0, T0 + 61_000, 10);
      expect(holes).toHaveLength(1);
    });

    test('keeps what a restarted console says although it says the same, each as its own', async () => {
      const again = (at: number): Posture => ({
        ...posture,
        at: new Date(at).toISOString(),
        console: { ...posture.console, startedAt: new Date(at).toISOString(), build: 'newer' },
      });
      const { id } = posture;
      journal.published(posture, inputs);
      await watch(T0, T0 + 3_000);
      await restart();
      const RESTARTED = T0 + 60_000;
      journal.published(again(RESTARTED), inputs);
      await watch(RESTARTED, RESTARTED + 1_000);
      const { changes } = await journal.changes(T0, RESTARTED + 1_000, 10);
      expect(changes.map((change) => [Date.parse(change.at), change.id])).toEqual([
        [T0, id],
        [RESTARTED, id],
      ]);
      // Postures of an earlier process do not count for it; its own do.
      const held = await journal.postureAt(RESTARTED + 500);
      expect(held).toMatchObject({ unobserved: null, previous: T0 });
      expect(held.stored?.json).toBe(JSON.stringify(again(RESTARTED)));
      for (const [at, told] of [
        [T0, posture],
        [RESTARTED, again(RESTARTED)],
      ] as const)
        expect((await journal.postureOf(at, id))?.hash).toBe(hashOf(JSON.stringify(told)));
    });

    test('cuts a list of changes where it is asked to, and says that there are more', async () => {
      for (let i = 0; i < 4; i++) journal.published(said(T0 + i), inputs);
      expect(await journal.changes(T0, T0 + 9, 3)).toMatchObject({ more: true, changes: { length: 3 } });
      expect(await journal.changes(T0, T0 + 9, 4)).toMatchObject({ more: false, changes: { length: 4 } });
    });

    test('keeps a spike of one second in every width of column, and whole minutes', async () => {
      for (let s = 0; s < 130; s++) {
        journal.sampled({
          at: T0 + s * 1_000,
          values: [
            ['up/a', 1],
            ['age/a', s === 77 ? 94 : 1],
          ],
        });
        if (s % 30 === 29) await journal.postureAt(T0);
      }
      for (const columns of [1, 2, 12, 60]) {
        const { points } = await journal.series({ name: 'age/a', from: T0, to: T0 + 120_000, columns });
        expect(points).toContainEqual({ at: T0 + 77_000, value: 94 });
      }
      const [runs] = await journal.minutes(['up/a'], T0, T0 + 120_000);
      expect(runs).toEqual([{ from: T0, to: T0 + 120_000, state: 'ones' }]);
    });

    test('keeps the newest of what is more than it can take at once, and says that the rest is lost', async () => {
      for (let i = 0; i < 200; i++) journal.published(said(T0 + i * 10), inputs);
      expect((await journal.postureAt(T0 + 1_990)).stored?.at).toBe(T0 + 1_990);
      expect((await journal.changes(T0, T0 + 2_000, 500)).holes.map((h) => h.why)).toContainEqual(
        expect.stringMatching(/more was said/),
      );
    });

    test('refuses its folder to a second console, and names the first', async () => {
      await expect(open(folder)).rejects.toThrow(ConfigurationError);
      await expect(open(folder)).rejects.toMatchObject({
        problems: [expect.stringContaining(`process ${process.pid}`)],
      });
    });
  });
}
