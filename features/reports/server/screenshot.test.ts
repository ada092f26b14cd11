import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ScratchServer, startScratchServer } from '#testing/collectors/scratch-server.ts';
import { takeScreenshot } from './screenshot.ts';

let console_: ScratchServer;
let folder: string;
let health = 200;
beforeAll(async () => {
  console_ = await startScratchServer((_request, response) => response.writeHead(health).end());
});
afterAll(() => console_.close());
beforeEach(() => {
  health = 200;
  folder = mkdtempSync(join(tmpdir(), 'browser-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program in a browser's place. */
function browser(script: string): { PATH: string } {
  const file = join(folder, 'chromium');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return { PATH: folder };
}

test('without an address, or without a browser, it is not tried', async () => {
  expect(await takeScreenshot(null, browser('exit 0'))).toMatchObject({ tried: false });
  expect(await takeScreenshot(console_.url, { PATH: join(folder, 'none') })).toEqual({
    why: 'no chromium, chromium-browser, google-chrome, chromium-headless-shell on PATH',
    tried: false,
  });
});

test('a browser that does not start has failed, and says so', async () => {
  expect(await takeScreenshot(console_.url, browser('exit 3'))).toEqual({
    why: expect.stringContaining(`${join(folder, 'chromium')} does not start: `),
    tried: true,
  });
});

test('an address that is no console is not asked for a picture', async () => {
  health = 404;
  expect(await takeScreenshot(console_.url, browser('exit 3'))).toEqual({
    why: expect.stringContaining('answers 404 at /healthz'),
    tried: true,
  });
});

test('nobody at the address: no picture of a browser’s error page', async () => {
  expect(await takeScreenshot('http://127.0.0.1:9', browser('exit 3'))).toEqual({
    why: 'no console answers at http://127.0.0.1:9',
    tried: true,
  });
});
