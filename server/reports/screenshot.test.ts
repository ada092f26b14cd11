import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ScratchServer, startScratchServer } from '../sources/testing/scratch-server.ts';
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

/** A program in a browser's place: it does with its arguments what the script says. */
function browser(script: string): { PATH: string } {
  const file = join(folder, 'chromium');
  writeFileSync(
    file,
    `#!/bin/sh\nfor a in "$@"; do case "$a" in --screenshot=*) out="\${a#--screenshot=}";; esac; last="$a"; done\n${script}\n`,
  );
  chmodSync(file, 0o755);
  return { PATH: folder };
}

test('the picture is what the browser wrote of that address', async () => {
  expect(await takeScreenshot(console_.url, browser('printf "%s" "$last" > "$out"'))).toEqual({
    picture: Buffer.from(console_.url),
  });
});

test('without an address, or without a browser, it is not tried', async () => {
  expect(await takeScreenshot(null, browser('exit 0'))).toMatchObject({ tried: false });
  expect(await takeScreenshot(console_.url, { PATH: join(folder, 'none') })).toEqual({
    why: 'no chromium, chromium-browser, google-chrome, chromium-headless-shell on PATH',
    tried: false,
  });
});

test.each([
  ['a browser that fails', 'exit 3', 200, 'the browser ended with 3'],
  ['a browser that writes nothing', 'exit 0', 200, 'ENOENT'],
  ['an address that is no console', 'exit 0', 404, 'answers 404 at /healthz'],
])('%s has failed, and says so', async (_, script, status, why) => {
  health = status;
  expect(await takeScreenshot(console_.url, browser(script))).toEqual({
    why: expect.stringContaining(why),
    tried: true,
  });
});

test('nobody at the address: no picture of a browser’s error page', async () => {
  expect(await takeScreenshot('http://127.0.0.1:9', browser('printf x > "$out"'))).toEqual({
    why: 'no console answers at http://127.0.0.1:9',
    tried: true,
  });
});
