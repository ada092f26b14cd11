import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealKeySchema, sealSchema } from '#features/seals/document.ts';
import { openSealKey } from '#features/seals/server/seal-key.ts';
import { problemSchema } from '#lib/documents/problem.ts';
import { postureSchema } from '#lib/posture.ts';
import { scratchConsole } from '#testing/server/scratch-console.ts';

const folder = mkdtempSync(join(tmpdir(), 'seal-routes-'));
const { server } = scratchConsole({ artifacts: folder, sealKey: openSealKey(folder, Date.now()) });
const pixels = '0a'.repeat(32);
let base = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string) => fetch(base + path);

test('what is on screen now is sealed, by the key that is served', async () => {
  const { id } = postureSchema.parse(await (await get('/posture')).json());
  const seal = sealSchema.parse(await (await get(`/seal?posture=${id}&pixels=${pixels}`)).json());
  const { key } = sealKeySchema.parse(await (await get('/seal/key')).json());
  expect(seal).toMatchObject({ posture: id, pixels, key });
});

test('any other posture is refused; too many are put off', async () => {
  const path = `/seal?posture=nobody&pixels=${pixels}`;
  const refused = await get(path);
  expect([refused.status, problemSchema.parse(await refused.json()).errors?.[0]?.parameter]).toEqual([
    404,
    'posture',
  ]);
  const answers = await Promise.all(Array.from({ length: 30 }, () => get(path)));
  const late = answers.find(({ status }) => status === 429);
  expect(late?.headers.get('retry-after')).toBe('1');
});
