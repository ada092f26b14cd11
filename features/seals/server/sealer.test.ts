import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Posture } from '#lib/posture.ts';
import { hashOf } from '#store/canonical-hash.ts';
import { publishedAt, T0 } from '#testing/store/postures.ts';
import { knownOf, RECENT_MS, RecentPostures } from './recent-postures.ts';
import { parseSeal } from './seal-code.ts';
import { openSealKey } from './seal-key.ts';
import { Sealer } from './sealer.ts';

const PIXELS = 'ab'.repeat(32);
const folder = mkdtempSync(join(tmpdir(), 'sealer-'));
const opened = openSealKey(folder, T0);
afterAll(() => rmSync(folder, { recursive: true }));

const said: Posture = publishedAt(T0).posture;
const named = (id: string): Posture => ({ ...said, id });

function sealer(monotonic = () => 0): Sealer {
  return new Sealer({
    opened,
    clock: { now: () => T0 + 4_000, monotonic },
    clockOffsetSeconds: -60,
    find: (id) => (id === said.id ? knownOf(said) : null),
  });
}

function sealed(): string {
  const answer = sealer().seal(said.id, PIXELS);
  if (!answer.ok) throw new Error(answer.why);
  return answer.value.code;
}

describe('a seal', () => {
  test('says the posture with its time and hash, the pixels, when, by which key, and how far the clock was shifted', () => {
    expect(parseSeal(sealed())?.payload).toEqual({
      posture: said.id,
      hash: hashOf(JSON.stringify(said)),
      published: said.at,
      pixels: PIXELS,
      sealed: '2026-11-20T15:15:04.000Z',
      shift: -60,
      key: opened.key?.id,
    });
  });

  test('is signed by the key that is served, and by no other', () => {
    const served = sealer().publicKey();
    if (!served.ok) throw new Error(served.why);
    const seal = parseSeal(sealed());
    expect(seal?.signedBy(createPublicKey(served.value.publicKey))).toBe(true);
    expect(seal?.signedBy(generateKeyPairSync('ed25519').publicKey)).toBe(false);
  });

  test('with another payload is not signed', () => {
    const [version, body = '', signature] = sealed().split('.');
    const text = Buffer.from(body, 'base64url').toString().replace(PIXELS, 'cd'.repeat(32));
    const forged = parseSeal(`${version}.${Buffer.from(text).toString('base64url')}.${signature}`);
    expect(forged?.payload.pixels).toBe('cd'.repeat(32));
    expect(forged?.signedBy(createPublicKey(opened.key?.publicPem ?? ''))).toBe(false);
  });

  test('is read where a ticket has wrapped it', () => {
    expect(parseSeal(sealed().replaceAll(/.{76}/g, '$&\r\n  '))?.payload.pixels).toBe(PIXELS);
  });

  test.each([
    ['nothing', ''],
    ['another version', () => sealed().replace('mc1', 'mc2')],
    ['a part too many', () => `${sealed()}.x`],
    ['half of one', () => sealed().slice(0, 300)],
    ['a payload that is no JSON', () => `mc1.AAAA.${sealed().split('.')[2]}`],
    ['endless text', 'mc1.'.repeat(10_000)],
  ])('%s is no seal', (_name, text) => {
    expect(parseSeal(typeof text === 'string' ? text : text())).toBe(null);
  });
});

describe('what is not sealed, and why', () => {
  test('a posture that nobody knows', () => {
    expect(sealer().seal('0'.repeat(16), PIXELS)).toMatchObject({ ok: false, status: 404 });
  });

  test('anything without a key', () => {
    const clock = { now: () => T0, monotonic: () => 0 };
    const without = new Sealer({
      opened: { key: null, why: 'the disk is full' },
      clock,
      clockOffsetSeconds: 0,
      find: () => knownOf(said),
    });
    const why = expect.stringContaining('the disk is full');
    expect(without.seal(said.id, PIXELS)).toMatchObject({ ok: false, status: 503, why });
    expect(without.publicKey()).toMatchObject({ ok: false, status: 503, why });
  });

  test('more than twenty at once; later one each half second', () => {
    let now = 1_000;
    const one = sealer(() => now);
    const asked = (times: number) =>
      Array.from({ length: times }, () => one.seal(said.id, PIXELS)).filter((answer) => answer.ok).length;
    expect(asked(50)).toBe(20);
    now += 1_250;
    expect(asked(50)).toBe(2);
    now += 3_600_000;
    expect(asked(50)).toBe(20);
  });
});

describe('recent postures', () => {
  test('one is in force until another takes its place, and recent for ten minutes after', () => {
    const recent = new RecentPostures();
    recent.published(named('a'), 0);
    expect(recent.find('a', 10 * RECENT_MS)?.id).toBe('a');
    recent.published(named('b'), 10 * RECENT_MS);
    expect(recent.find('a', 11 * RECENT_MS)?.id).toBe('a');
    expect(recent.find('a', 11 * RECENT_MS + 1)).toBe(null);
    expect(recent.find('c', 10 * RECENT_MS)).toBe(null);
  });

  test('of one that was said twice the last is reported', () => {
    const recent = new RecentPostures();
    recent.published({ ...named('a'), at: 'first' }, 0);
    recent.published(named('b'), 1);
    recent.published({ ...named('a'), at: 'second' }, 2);
    expect(recent.find('a', 3)?.at).toBe('second');
  });

  test('a restarted console that says the same seals what it said itself', () => {
    const first = publishedAt(T0).posture;
    const again: Posture = {
      ...first,
      at: new Date(T0 + 60_000).toISOString(),
      console: { ...first.console, startedAt: new Date(T0 + 59_000).toISOString() },
    };
    const recent = new RecentPostures();
    recent.published(again, 0);
    expect(recent.find(first.id, 1)).toEqual({
      id: first.id,
      at: again.at,
      hash: hashOf(JSON.stringify(again)),
    });
  });

  test('a mesh that flaps is remembered no further than its last hundred', () => {
    const recent = new RecentPostures();
    for (let i = 0; i < 150; i++) recent.published(named(String(i)), i);
    expect(['49', '50', '149'].map((id) => recent.find(id, 150)?.id)).toEqual([undefined, '50', '149']);
  });
});
