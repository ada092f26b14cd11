import { createHash, createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manifestSchema } from '#features/incidents/model/manifest.ts';
import { bundleVerdict } from '#features/incidents/server/bundle-verdict.ts';
import { type OpenedKey, openSealKey } from '#features/seals/server/seal-key.ts';
import { problemSchema } from '#lib/documents/problem.ts';
import { EMPTY_STATE } from '#lib/evaluate/base/state.ts';
import type { Fact } from '#lib/facts/fact.ts';
import { postureSchema } from '#lib/posture.ts';
import type { Journal } from '#store/journal.ts';
import { NO_JOURNAL } from '#store/no-journal.ts';
import { calmFacts, config, NOW } from '#testing/samples/facts.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import { scratchConsole } from '#testing/server/scratch-console.ts';
import { openJournal } from '#testing/store/postures.ts';
import { Collector } from '../collector.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SECRET = 'hunter2hunter2';
let folder: string;
let journal: Journal;
let server: Server | undefined;
let now: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'incident-'));
  now = NOW + HOUR;
  journal = await openJournal(folder, () => now);
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Publishes what a collector says of facts, each at its minute. */
async function play(...scenes: readonly [minute: number, facts: readonly Fact[]][]): Promise<void> {
  let at = NOW;
  const text = JSON.stringify(SAMPLE_PLAN);
  journal.inForce(NOW, [
    { kind: 'plan', name: 'sample', digest: 'd', text },
    { kind: 'runbook', name: '../stale', digest: 'e', text: '# Stale\n' },
  ]);
  const collector = new Collector({
    plan: { plan: SAMPLE_PLAN, file: 'sample', digest: 'd', problems: [] },
    about: { version: '0', build: 'b', clockOffsetSeconds: 0, context: 'c' },
    clock: { now: () => at, monotonic: () => at },
    listeners: {
      posture: (posture, _before, _ms, inputs) => journal.published(posture, inputs),
      tick: () => undefined,
      evaluated: () => undefined,
    },
  });
  for (const [minute, facts] of scenes) {
    at = NOW + minute * MINUTE;
    collector.say(facts.map((fact) => ({ ...fact, observedAt: at })));
    collector.turn();
    journal.evaluated(at, EMPTY_STATE, collector.ledger());
    // A question is answered after earlier messages, so nothing piles up.
    await journal.postureAt(at);
  }
}

async function listening(kept: Journal = journal, sealKey?: OpenedKey): Promise<string> {
  const clock = { now: () => now, monotonic: () => performance.now() };
  const listening = scratchConsole({
    ...{ artifacts: folder, journal: kept, clock },
    ...(sealKey === undefined ? {} : { sealKey }),
  }).server;
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

const span = (from: number, to: number) =>
  `/api/v1/incident.zip?from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;

async function bundle(base: string, from: number, to: number) {
  const answer = await fetch(`${base}${span(from, to)}`);
  expect(answer.headers.get('content-type')).toBe('application/zip');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { bytes, files: unzipSync(bytes) };
}

const OPENED = [config('brake', { HALTED: '0' }), config('second', { STOP: '0' })];

describe('an incident', () => {
  test('holds each change, what was known, reports, texts in force, and a timeline', async () => {
    await play([0, calmFacts()], [5, OPENED]);
    const { files } = await bundle(await listening(), NOW + 1_000, NOW + 10 * MINUTE);
    const names = Object.keys(files);
    expect(names.filter((n) => n.startsWith('postures/'))).toHaveLength(2);
    expect(names).toEqual(
      expect.arrayContaining([
        'timeline.md',
        'warning_events.json',
        'holes.json',
        'plan/d.json',
        'runbooks/___stale.e.md',
      ]),
    );
    expect(names.at(-1)).toBe('manifest.json');
    expect(names.at(-2)).toBe('README.md');
    const last = names.filter((n) => n.startsWith('postures/')).at(-1) ?? '';
    const posture = postureSchema.parse(JSON.parse(strFromU8(files[last] ?? new Uint8Array())));
    expect(posture.execution.outcome).not.toBe('proven-off');
    const facts = names
      .filter((n) => n.startsWith('facts/'))
      .map((n) => strFromU8(files[n] ?? new Uint8Array()));
    expect(facts[0]).toContain('"subject":"Deployment/pier/feed"');
    expect(facts[1]).toContain('ConfigMap/pier/brake');
    expect(facts[1]).not.toContain('Deployment/pier/feed');
    expect(strFromU8(files['timeline.md'] ?? new Uint8Array())).toMatch(
      /- 2026-11-20 10:20:00 ET \(2026-11-20 15:20:00 UTC\) \*\*\w+\*\* execution: [a-z ]+, was proven off/,
    );
    expect(strFromU8(files['changes.md'] ?? new Uint8Array())).toContain('execution, outcome: proven-off →');
  });

  test('names each of its files with its SHA-256', async () => {
    await play([0, calmFacts()], [5, OPENED]);
    const { files } = await bundle(await listening(), NOW + MINUTE, NOW + 10 * MINUTE);
    const manifest = JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()));
    const listed = Object.entries(files)
      .filter(([name]) => name !== 'manifest.json')
      .map(([name, bytes]) => ({
        ...{ name, bytes: bytes.length },
        sha256: createHash('sha256').update(bytes).digest('hex'),
      }));
    expect(manifest.files).toEqual(listed);
  });

  test('is signed with the console’s key, and says which; without one it says why not', async () => {
    await play([0, calmFacts()], [5, OPENED]);
    const opened = openSealKey(folder, NOW);
    if (opened.key === null) throw new Error(opened.why);
    const signed = await bundle(await listening(journal, opened), NOW + MINUTE, NOW + 10 * MINUTE);
    const publicKey = createPublicKey(opened.key.publicPem);
    expect(await bundleVerdict(signed.bytes, async () => publicKey)).toMatchObject({
      verdict: 'unaltered',
      says: { from: '2026-11-20T15:16:00.000Z', to: '2026-11-20T15:25:00.000Z', key: opened.key.id },
    });
    server?.close();
    const { files } = await bundle(await listening(), NOW + MINUTE, NOW + 10 * MINUTE);
    expect(Object.keys(files)).not.toContain('manifest.sig');
    const manifest = manifestSchema.parse(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array())));
    expect(manifest.signature).toEqual({ unsigned: 'this test has none' });
  });

  test('gives the same bytes for the same span, whenever and wherever it is asked for', async () => {
    await play([0, calmFacts()], [5, OPENED]);
    const base = await listening(journal, openSealKey(folder, NOW));
    const first = await bundle(base, NOW + MINUTE, NOW + 10 * MINUTE);
    const zone = process.env.TZ;
    process.env.TZ = 'Asia/Tokyo';
    now += 3 * HOUR;
    const second = await bundle(base, NOW + MINUTE, NOW + 10 * MINUTE);
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(Buffer.from(second.bytes).equals(Buffer.from(first.bytes))).toBe(true);
    const other = await bundle(base, NOW + MINUTE, NOW + 4 * MINUTE);
    expect(Buffer.from(other.bytes).equals(Buffer.from(first.bytes))).toBe(false);
  });

  test('has no secret that a fact brought in', async () => {
    await play([0, [...calmFacts(), config('brake', { HALTED: '1', note: `password=${SECRET}` })]]);
    const { files } = await bundle(await listening(), NOW + MINUTE, NOW + 2 * MINUTE);
    const all = Object.values(files)
      .map((bytes) => strFromU8(bytes))
      .join('');
    expect(all).toContain('ConfigMap/pier/brake');
    expect(all).not.toContain(SECRET);
  });
});

describe('a refusal is a problem document', () => {
  test.each<[string, number, number, number, RegExp]>([
    ['a span that is not over', NOW, NOW + HOUR, 400, /to: must be 5 s ago/],
    ['more than a day', NOW - 30 * HOUR, NOW, 400, /from: must be at most 24 h before to/],
    ['the wrong way round', NOW, NOW - HOUR, 400, /must be before to/],
    ['before anything was kept', NOW - 3 * HOUR, NOW - 2 * HOUR, 404, /Nothing is remembered/],
  ])('%s', async (_name, from, to, status, detail) => {
    await play([0, calmFacts()]);
    const answer = await fetch(`${await listening()}${span(from, to)}`);
    expect(answer.status).toBe(status);
    expect(problemSchema.parse(await answer.json()).detail).toMatch(detail);
  });

  test('a journal that cannot be read: 503', async () => {
    const answer = await fetch(`${await listening(NO_JOURNAL)}${span(NOW, NOW + MINUTE)}`);
    expect(answer.status).toBe(503);
  });

  test('more changes than are reported at once', async () => {
    const flapping = (i: number): [number, Fact[]] => [i / 60, i % 2 === 0 ? calmFacts() : OPENED];
    await play(...Array.from({ length: 520 }, (_, i) => flapping(i)));
    const answer = await fetch(`${await listening()}${span(NOW, NOW + 30 * MINUTE)}`);
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('more than 500 changes'),
    ]);
  });

  test('a journal that fails meanwhile ends the answer without an end: no program takes it for a whole', async () => {
    await play([0, calmFacts()], [5, OPENED]);
    const failing: Journal = Object.create(journal, {
      documents: { value: () => Promise.reject(new Error('the disk is gone')) },
      ...bound(journal),
    });
    const base = await listening(failing);
    const answer = await fetch(`${base}${span(NOW + MINUTE, NOW + 10 * MINUTE)}`);
    expect(answer.status).toBe(200);
    await expect(answer.arrayBuffer()).rejects.toThrow();
    expect((await fetch(`${base}/healthz`)).status).toBe(200);
  });
});

/** A class with private fields answers only as itself. */
function bound(kept: Journal): PropertyDescriptorMap {
  return {
    postureAt: { value: kept.postureAt.bind(kept) },
    postureOf: { value: kept.postureOf.bind(kept) },
    inputAt: { value: kept.inputAt.bind(kept) },
    changes: { value: kept.changes.bind(kept) },
    series: { value: kept.series.bind(kept) },
  };
}
