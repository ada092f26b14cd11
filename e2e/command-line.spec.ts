/** The command line over a practice mesh, as its callers meet it: exit codes, files, and what stands in them. */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { postureSchema } from '#lib/posture.ts';
import { ConsoleProcess, PracticeMesh } from './processes.ts';

test.describe.configure({ mode: 'serial' });

const mesh = new PracticeMesh();
const folder = mkdtempSync(join(tmpdir(), 'command-line-'));
const REPORT = ['deploy_report.md', 'deploy_report.json'];

test.beforeAll(() => mesh.start());
test.afterAll(async () => {
  await mesh.remove();
  rmSync(folder, { recursive: true });
});

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs a subcommand over the mesh, by its own clock. */
function run(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const document = mesh.document();
  const child = spawn(process.execPath, ['server/cli/main.ts', ...args], {
    env: {
      ...process.env,
      // The test runner's own wish for colour is not its caller's.
      FORCE_COLOR: undefined,
      MISSION_CONTROL_KUBECONFIG: mesh.kubeconfig('viewer'),
      MISSION_CONTROL_CLOCK_OFFSET: String(document.clockOffsetSeconds),
      ...document.env,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err })));
}

/** Nobody listens at port 9 of loopback: connections are refused. */
function unreachable(): string {
  const file = join(folder, 'unreachable.kubeconfig');
  const text = readFileSync(mesh.kubeconfig('viewer'), 'utf8');
  writeFileSync(file, text.replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:9'));
  return file;
}

test('calm: check says go, with what it rests on; nothing goes to standard error that is no terminal', async () => {
  const { code, out, err } = await run(['check']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^GO, AgentTrader v2 \(practice\)/);
  expect(out).toContain('proof halt-switches: Kill switch halted');
});

test('two reports of an unchanged mesh are the same below their header', async () => {
  const outs = [join(folder, 'first'), join(folder, 'second')];
  for (const out of outs) expect(await run(['report', '--out', out])).toMatchObject({ code: 0, err: '' });
  const [first, second] = outs.map((out) => REPORT.map((name) => readFileSync(join(out, name), 'utf8')));
  const below = ([markdown = '', json = '']: string[] = []) => {
    const { header, ...rest } = JSON.parse(json);
    expect(header.generatedAt).toMatch(/Z$/);
    return { markdown: markdown.split('\n---\n').slice(1).join('\n---\n'), json: JSON.stringify(rest) };
  };
  expect(below(first)).toEqual(below(second));
  expect(first).not.toEqual(second);
  expect(below(first).markdown).toContain('mesh/marketdata-mcp-server:2.14.1');
});

test('a snapshot is a folder whose checksums hold, with what was not taken', async () => {
  const out = join(folder, 'artifacts');
  const { code, out: text } = await run(['snapshot', 'pre-market', '--out', out]);
  expect(code).toBe(0);
  expect(text).toContain('not taken: screenshot: no console was named with --url');
  const [name = ''] = readdirSync(join(out, 'ops_runs'));
  expect(name).toMatch(/^\d{8}T\d{6}Z_pre_market$/);
  const path = join(out, 'ops_runs', name);
  for (const line of readFileSync(join(path, 'SHA256SUMS'), 'utf8').trimEnd().split('\n')) {
    const [sum, file = ''] = line.split('  ');
    expect(
      createHash('sha256')
        .update(readFileSync(join(path, file)))
        .digest('hex'),
    ).toBe(sum);
  }
  const pods = JSON.parse(readFileSync(join(path, 'pods.json'), 'utf8'));
  expect(pods.map((pod: { name: string }) => pod.name)).toContain('gamma-strategy-0');
  const meta = JSON.parse(readFileSync(join(path, 'meta.json'), 'utf8'));
  expect(meta).toMatchObject({
    kind: 'pre-market',
    context: 'practice',
    namespaces: ['trading-floor', 'agenttrader'],
  });
});

/** `--good-bg` of app/theme.css, light: the banner's ground where execution is proven off, and nothing else's of that size. */
const PROVEN_OFF = [0xe5, 0xf1, 0xea];

test('a snapshot with a console has a picture of the whole pane by a real browser', async () => {
  const pane = new ConsoleProcess(mesh);
  await pane.start();
  const out = join(folder, 'pictured');
  try {
    await expect.poll(() => outcomeOf(pane)).toBe('proven-off');
    expect(await run(['snapshot', 'intraday', '--out', out, '--url', pane.url])).toMatchObject({ code: 0 });
  } finally {
    await pane.stop();
  }
  const [name = ''] = readdirSync(join(out, 'ops_runs'));
  const { width, height, data } = PNG.sync.read(readFileSync(join(out, 'ops_runs', name, 'screenshot.png')));
  expect(width).toBe(1440);
  // The pane down to what the console sees, not what fits on a screen.
  expect(height).toBeGreaterThan(2_500);
  const ground = Array.from({ length: data.length / 4 }, (_, at) => at * 4).filter((at) =>
    PROVEN_OFF.every((value, channel) => data[at + channel] === value),
  );
  expect(ground.length).toBeGreaterThan(20_000);
});

async function outcomeOf(pane: ConsoleProcess): Promise<string> {
  return postureSchema.parse(await (await fetch(`${pane.url}/api/v1/posture`)).json()).execution.outcome;
}

test('doctor finds nothing to fix in calm, and has the remedy for a missing server', async () => {
  const [calm, blind] = await Promise.all([
    run(['doctor']),
    run(['doctor', '--json', '--kubeconfig', unreachable()]),
  ]);
  expect(calm).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is to be mended.') });
  expect(blind.code).toBe(1);
  expect(JSON.parse(blind.out).signs).toContainEqual(
    expect.objectContaining({
      level: 'mend',
      part: 'api',
      what: 'connection refused',
      remedy: expect.stringContaining('--kubeconfig'),
    }),
  );
});

test('an API server that cannot be reached: no report is left, an older one is removed, check cannot tell', async () => {
  const out = join(folder, 'first');
  const [report, check] = await Promise.all([
    run(['report', '--out', out, '--kubeconfig', unreachable()]),
    run(['check', '--kubeconfig', unreachable()]),
  ]);
  expect(report).toMatchObject({ code: 2, err: expect.stringContaining('the cluster cannot be read') });
  expect(readdirSync(out)).toEqual([]);
  expect(check).toMatchObject({ code: 2, out: expect.stringMatching(/^CANNOT TELL/) });
});

test('credentials that are wrong leave no report either, and are reported with exit code 64', async () => {
  const out = join(folder, 'second');
  const { code, err } = await run(['report', '--out', out, '--kubeconfig', join(folder, 'none')]);
  expect(code).toBe(64);
  expect(err).toContain(join(folder, 'none'));
  expect(existsSync(join(out, REPORT[0] ?? ''))).toBe(false);
});

test('on a holiday nothing is done, and it says so', async () => {
  const thanksgiving = Math.round((Date.UTC(2026, 10, 26, 13, 31) - Date.now()) / 1000);
  const out = join(folder, 'holiday');
  const env = { MISSION_CONTROL_CLOCK_OFFSET: String(thanksgiving) };
  for (const [args, exit] of [
    [['check'], 75],
    [['report', '--out', out], 0],
  ] as const) {
    const { code, out: text } = await run([...args, '--at', 'T-60'], env);
    expect(code).toBe(exit);
    expect(text).toMatch(/^NOT DUE/);
    expect(text).toContain('no session on 2026-11-26 (Thanksgiving Day)');
  }
  expect(existsSync(out)).toBe(false);
});

for (const [drill, reason] of [
  ['execution-scaled-up', 'proof executors-scaled'],
  ['kill-switch-off', 'proof halt-switches'],
] as const)
  test(`${drill}: no-go, with the reason and its runbook`, async () => {
    await mesh.drill(drill);
    const { code, out } = await run(['check', '--json']);
    const { decision, findings } = JSON.parse(out);
    expect({ code, decision }).toEqual({ code: 1, decision: 'no-go' });
    expect(findings).toContainEqual(
      expect.objectContaining({
        weight: 'no-go',
        subject: reason,
        runbook: expect.objectContaining({ slug: 'execution_not_off' }),
      }),
    );
  });

test('a role that may not read the workloads: cannot tell, and no report', async () => {
  await mesh.drill('console-blind');
  const [check, report] = await Promise.all([
    run(['check']),
    run(['report', '--out', join(folder, 'blind')]),
  ]);
  expect(check).toMatchObject({ code: 2, out: expect.stringMatching(/^CANNOT TELL/) });
  expect(report).toMatchObject({ code: 2, err: expect.stringContaining('Deployments, safety poll') });
});
