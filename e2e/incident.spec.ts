/** The bundle of a drill explains it to a reader who was not there, and verifies as written by the console. */

import { spawnSync } from 'node:child_process';
import { verify as checkSignature, createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, type Unzipped, unzipSync, zipSync } from 'fflate';
import { sealKeySchema } from '#features/seals/document.ts';
import { setFault } from '#testing/faults/control.ts';
import { expect, openPane, postureOf, testOfOwnMesh } from './pane.ts';
import type { ConsoleProcess, PracticeMesh } from './processes.ts';

/** Its own: what other files drilled shortly before would be part of the incident. */
const test = testOfOwnMesh();
test.describe.configure({ mode: 'serial' });

const FEED = 'marketdata-mcp-server';
/** The feed's own answer, read as stale. */
const STALE = /"code":"stale","params":\{"reason":\{"code":"probe-answers-stale","params":\{"status":503/;
const SECRETS = ['practice-token-4f1d9c', 'PRACTICEKEY12345', 'hunter2'];
const folder = mkdtempSync(join(tmpdir(), 'incident-'));
let bytes: Uint8Array;
let files: Unzipped;

test.afterAll(() => rmSync(folder, { recursive: true }));

const textOf = (name: string): string => strFromU8(files[name] ?? new Uint8Array());

/** The feed goes stale, says its secrets, the console dies amid it and comes back, and all heals. */
async function play(mesh: PracticeMesh, console: ConsoleProcess): Promise<string> {
  const says = (words: RegExp) =>
    expect.poll(async () => JSON.stringify(await postureOf(console)), { timeout: 60_000 }).toMatch(words);
  await mesh.drill('marketdata-stale');
  await says(STALE);
  const verdictOf = async (agent: string) =>
    (await postureOf(console)).agents.find(({ name }) => name === agent)?.verdict;
  // What follows of it is part of the story.
  await expect.poll(() => verdictOf('strategy-engine'), { timeout: 60_000 }).toBe('attention');
  const within = (await postureOf(console)).at;
  await setFault(mesh, FEED, 'secret-in-text');
  await says(/\[redacted\]/);
  await setFault(mesh, FEED, 'normal');
  await says(STALE);
  await console.stop('SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 7_000));
  await console.start();
  await says(STALE);
  await mesh.drill('calm');
  await expect.poll(() => verdictOf(FEED), { timeout: 60_000 }).toBe('good');
  return within;
}

test('the page of a moment within it leads to its bundle, the same bytes each time', async ({
  page,
  mesh,
  console,
}) => {
  test.setTimeout(300_000);
  await openPane(page, console.url);
  await page.waitForTimeout(3_000);
  const within = await play(mesh, console);
  // The bundle leaves out what is not written down yet: the end of the red is to be in it.
  await page.waitForTimeout(14_000);
  await page.goto(`${console.url}/at/${within}`);
  const href = await page.getByTestId('incident-bundle').getAttribute('href');
  const fetched = async () => new Uint8Array(await (await fetch(console.url + href)).arrayBuffer());
  bytes = await fetched();
  expect(Buffer.from(await fetched()).equals(Buffer.from(bytes))).toBe(true);
  files = unzipSync(bytes);
  writeFileSync(join(folder, 'incident.zip'), bytes);
  const key = sealKeySchema.parse(await (await fetch(`${console.url}/api/v1/seal/key`)).json());
  writeFileSync(join(folder, 'key.pem'), key.publicKey);
});

/** A date and a time. */
const TIME = '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d';

test('its timeline tells what was before, what turned red with its evidence and runbook, and when it healed', () => {
  const timeline = textOf('timeline.md');
  const [, short = '', ...parts] = timeline.split('\n## ');
  expect(timeline).toMatch(/^# Timeline: AgentTrader v2 \(practice\)\n/);
  expect(short).toMatch(/Execution: .*proven off/);
  expect(short).toMatch(new RegExp(`- Red: .*agent ${FEED}.*from ${TIME} ET \\(${TIME} UTC\\) to `));
  expect(short).toMatch(/- Nobody watched from .* ET .* to .* ET .*: the console was not running/);
  expect(short).toMatch(/- At the end: execution proven off/);
  const red = parts.find((part) => part.startsWith('Red from')) ?? '';
  expect(red).toMatch(
    /\| failure mode Marketdata stale \| .* \| Present\. .*503, last tick .* \| `marketdata_stale` \|/,
  );
  expect(red).toMatch(/ UTC\) \*\*bad\*\* failure mode Marketdata stale: Present, was Absent/);
  expect(red).toMatch(/ UTC\) \*\*attention\*\* agent strategy-engine: [A-Z]/);
  expect(red).toMatch(/ UTC\) \*\*nobody watched\*\* for \d+(\.\d)? s/);
  expect(red).toMatch(new RegExp(` UTC\\) \\*\\*good\\*\\* agent ${FEED}: Good, was Stale`));
  expect(red).toContain('then **not known**');
  expect(parts.some((part) => part.startsWith('After'))).toBe(true);
  expect(Object.keys(files).some((name) => name.startsWith('runbooks/marketdata_stale.'))).toBe(true);
});

test('its charts hold a line that breaks where nobody observed, with the numbers beside it', () => {
  const chart = textOf(`charts/${FEED}_heartbeat_age_seconds.svg`);
  expect(chart.match(/<polyline [^>]*points="[^"]+ [^"]+"/g)?.length).toBeGreaterThan(1);
  expect(chart).toContain('<title>not-running</title>');
  expect(textOf(`charts/${FEED}_heartbeat_age_seconds.csv`).split('\n').length).toBeGreaterThan(10);
});

test('what an agent let slip is in none of its files', () => {
  const all = Object.values(files)
    .map((content) => strFromU8(content))
    .join('\n');
  expect(all).toContain('[redacted]');
  for (const secret of SECRETS) expect(all).not.toContain(secret);
});

test('verify says that it is unaltered, and that one with a changed word is not', () => {
  const verify = (file: string) =>
    spawnSync(process.execPath, ['server/cli/main.ts', 'verify', file, '--key', join(folder, 'key.pem')], {
      encoding: 'utf8',
    });
  expect(verify(join(folder, 'incident.zip'))).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/^UNALTERED/),
  });
  const forged = join(folder, 'forged.zip');
  const timeline = textOf('timeline.md').replace('**bad**', '**good**');
  writeFileSync(forged, zipSync({ ...files, 'timeline.md': new TextEncoder().encode(timeline) }));
  expect(verify(forged)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('timeline.md: has another content'),
  });
});

test('its signature is Ed25519 over the manifest’s bytes, as its README tells for standard tools', () => {
  expect(textOf('README.md')).toContain('openssl pkeyutl -verify -pubin');
  const key = createPublicKey(readFileSync(join(folder, 'key.pem')));
  const signature = Buffer.from(textOf('manifest.sig'), 'base64');
  expect(checkSignature(null, files['manifest.json'] ?? new Uint8Array(), key, signature)).toBe(true);
});
