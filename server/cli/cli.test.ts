/**
 * The command line as its callers meet it: its output and its exit code, of a process. What ends before it does anything is tried
 * within this one, and each kind of it by a process too: to start one takes longer than all else.
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sessionOn } from '#lib/market/market.ts';
import { parsePlan } from '../plan-file.ts';
import { runCommandLine } from './command-line.ts';
import { ruleFileText } from './prometheus/rule-file.ts';

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/cli/main.ts', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** As a process, but for the process. */
async function within(...args: string[]): Promise<Ended> {
  const ended: Ended = { status: 0, stdout: '', stderr: '' };
  const complain = (text: string) => {
    ended.stderr += text;
  };
  await runCommandLine(args, {
    write(text) {
      ended.stdout += text;
    },
    complain,
    terminal: { isTTY: false, columns: 80, write: complain },
    setExitCode(code) {
      ended.status = code;
    },
  });
  return ended;
}

const range = (from: string, to: string) => ['calendar', '--from', from, '--to', to];

describe('calendar', () => {
  test('as JSON: every session with its open and close in UTC', () => {
    const { status, stdout, stderr } = run(...range('2026-11-25', '2026-11-30'), '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual([
      {
        date: '2026-11-25',
        open: '2026-11-25T14:30:00.000Z',
        close: '2026-11-25T21:00:00.000Z',
        early: false,
      },
      {
        date: '2026-11-27',
        open: '2026-11-27T14:30:00.000Z',
        close: '2026-11-27T18:00:00.000Z',
        early: true,
      },
      sessionOn('2026-11-30'),
    ]);
  });

  test('the whole calendar at once, and a range without a session', () => {
    expect(JSON.parse(run(...range('2015-01-01', '2030-12-31'), '--json').stdout).length).toBeGreaterThan(
      4000,
    );
    expect(JSON.parse(run(...range('2026-11-21', '2026-11-22'), '--json').stdout)).toEqual([]);
  });

  test('for people: closures and early closes by name, and what goes by rule', () => {
    const { status, stdout } = run(...range('2026-11-25', '2026-11-27'));
    expect(status).toBe(0);
    expect(stdout).toContain('2026-11-26  Thu  closed         Thanksgiving Day');
    expect(stdout).toContain('2026-11-27  Fri  14:30  18:00  early close, day after Thanksgiving');
    expect(run(...range('2029-03-05', '2029-03-05')).stdout).toContain('by rule');
  });
});

describe('a day that the plan declares', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'declared-')), 'mesh.yaml');
  const declared = [
    'market:',
    '  closures: [{ date: 2026-11-30, reason: Mourning, who: ada, source: NYSE notice 26-7 }]',
    '  earlyCloses: [{ date: 2026-12-01, close: "12:00", reason: Storm, who: ada, source: NYSE notice 26-8 }]',
    'marketHalts: [{ level: 3, from: "2026-12-02T15:00:00Z", who: bob, source: NYSE status }]',
  ];
  writeFileSync(file, `${readFileSync('plan/fixtures/harbour.yaml', 'utf8')}\n${declared.join('\n')}\n`);
  cpSync('plan/fixtures/runbooks', join(dirname(file), 'runbooks'), { recursive: true });

  test('is in the calendar, with whose word it is', () => {
    const { status, stdout } = run(...range('2026-11-30', '2026-12-02'), '--plan', file);
    expect(status).toBe(0);
    expect(stdout).toContain('2026-11-30  Mon  closed         Mourning, declared by ada (NYSE notice 26-7)');
    expect(stdout).toContain('14:30  17:00  early close, Storm, declared by ada (NYSE notice 26-8)');
    expect(stdout).toContain('14:30  15:00  ended by a halt of level 3, declared by bob (NYSE status)');
  });

  test('is not a time to check at', () => {
    const offset = Math.round((Date.UTC(2026, 10, 30, 13, 31) - Date.now()) / 1000);
    const { status, stdout } = run('check', '--at', 'T-60', '--plan', file, '--clock-offset', String(offset));
    expect({ status, stdout }).toEqual({
      status: 75,
      stdout: expect.stringContaining(
        'no session on 2026-11-30 (Mourning, declared by ada: NYSE notice 26-7)',
      ),
    });
  });
});

describe('rules', () => {
  const rules = (...more: string[]) => run('rules', '--format', 'prometheus', ...more);

  test('for Prometheus: the plan’s, as they are made from it', () => {
    const text = readFileSync('plan/agent-mesh.yaml', 'utf8');
    const read = parsePlan(text);
    if (!read.ok) throw new Error('the plan is wrong');
    const options = { baseUrl: 'http://127.0.0.1:3000', job: 'mission-control' };
    expect(rules()).toEqual({
      status: 0,
      stderr: '',
      stdout: ruleFileText(read.plan, createHash('sha256').update(text).digest('hex'), options),
    });
  });

  test('as JSON: every rule with its condition, how long, when, runbook and response', () => {
    const { status, stdout, stderr } = run('rules', '--json', '--plan', 'plan/fixtures/harbour.yaml');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const read = parsePlan(readFileSync('plan/fixtures/harbour.yaml', 'utf8'));
    if (!read.ok) throw new Error('the plan is wrong');
    const { rules, digest } = JSON.parse(stdout);
    expect(digest).toBe(
      createHash('sha256').update(readFileSync('plan/fixtures/harbour.yaml')).digest('hex'),
    );
    expect(rules).toEqual(
      read.plan.escalations.map(({ when, ...rule }) => ({
        runbook: null,
        call: null,
        ...rule,
        condition: when,
      })),
    );
    expect(rules.length).toBeGreaterThan(0);
  });

  test('another plan, where the console is reached, and its scrape job', () => {
    const { status, stdout } = rules(
      ...[
        '--plan',
        'plan/fixtures/harbour.yaml',
        '--base-url',
        'https://ops.example/mc/',
        '--job',
        'harbour',
      ],
    );
    expect(status).toBe(0);
    expect(stdout).toContain('alert: MissionControlTideUnknownLong');
    expect(stdout).toContain('runbook_url: https://ops.example/mc/runbooks/tide_unknown\n');
    expect(stdout).toContain('mission_control_escalation_state{job="harbour",rule="tide-unknown-long"');
  });

  test('a plan that is wrong is named with its line, and gives no rules', () => {
    const { status, stdout, stderr } = rules('--plan', 'package.json');
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(stderr).toMatch(/error: package\.json:\d+:\d+: /);
  });
});

describe('programs of their own', () => {
  test('drill: lists them, and what answers elsewhere than on this machine gets nothing', () => {
    expect(run('drill', '--list')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^calm /) });
    const folder = mkdtempSync(join(tmpdir(), 'drill-'));
    const mesh = { apiUrl: 'https://mesh.example:6443', clockOffsetSeconds: 0, env: {}, drill: 'calm' };
    writeFileSync(join(folder, 'mesh.json'), JSON.stringify(mesh));
    const { status, stderr } = run('drill', 'calm', '--state-dir', folder);
    rmSync(folder, { recursive: true });
    expect(status).toBe(1);
    expect(stderr).toContain('is not on this machine');
  });

  test('simulate: one world, and the exit code is that of the simulation', () => {
    expect(run('simulate', '--world', '3')).toMatchObject({ status: 0, stderr: '' });
    expect(run('simulate', '--worlds', '1').status).toBe(1);
  });
});

describe('plan', () => {
  test('check: a plan is one, by its digest', () => {
    const digest = createHash('sha256').update(readFileSync('plan/agent-mesh.yaml')).digest('hex');
    expect(JSON.parse(run('plan', 'check', '--json').stdout)).toEqual({ ok: true, digest, notes: [] });
    expect(run('plan', 'check').stdout).toContain(`is a plan, ${digest}`);
  });

  test('check: an invalid plan is reported with its line, for programs too', () => {
    const { status, stdout, stderr } = run('plan', 'check', '--plan', 'package.json', '--json');
    expect(status).toBe(64);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.objectContaining({ line: 1 })]),
    });
    expect(stderr).toMatch(/error: package\.json:\d+:\d+: /);
  });

  test('show: for people and as the plan that is in force', () => {
    expect(run('plan', 'show', '--plan', 'plan/fixtures/harbour.yaml').stdout).toMatch(
      /^[^\n]+, plan [0-9a-f]{64}\n/,
    );
    const { plan } = JSON.parse(run('plan', 'show', '--json').stdout);
    const shipped = parsePlan(readFileSync('plan/agent-mesh.yaml', 'utf8'));
    expect(shipped).toMatchObject({ ok: true, plan });
  });
});

describe('what is wrong is said, with exit code 64', () => {
  test.each([
    [['calendar'], '--from'],
    [range('2026-13-01', '2026-12-31'), 'Expected a date'],
    [range('2026-02-30', '2026-03-01'), 'Expected a date'],
    [range('yesterday', '2026-03-01'), 'Expected a date'],
    [range('2026-11-27', '2026-11-25'), 'lies after'],
    [range('2014-12-31', '2015-01-05'), 'reaches from 2015-01-01 to 2030-12-31'],
    [range('2030-12-31', '2031-01-01'), 'reaches from 2015-01-01 to 2030-12-31'],
    [[...range('2026-11-25', '2026-11-27'), 'more'], 'too many arguments'],
    [['rules'], '--format'],
    [['rules', '--format', 'prometheus', '--json'], 'cannot be used with'],
    [['rules', '--format', 'nagios'], 'Allowed choices are prometheus'],
    [['rules', '--format', 'prometheus', '--plan', 'no-such-file'], 'expected a file that can be read'],
    [['rules', '--format', 'prometheus', '--base-url', 'ops.example'], 'Expected an address'],
    [['rules', '--format', 'prometheus', '--base-url', 'javascript:1'], 'Expected an address'],
    [['rules', '--format', 'prometheus', '--base-url', 'http://a/{{ x }}'], 'Expected an address'],
    [['rules', '--format', 'prometheus', '--job', ' '], 'Expected the name'],
    [['plan', 'chek'], "unknown command 'chek'"],
    [['plan', 'show', '--plan', 'package.json'], 'package.json:1:1'],
    [['check', '--at', 'T60'], 'Expected minutes from the open or the close'],
    [['check', '--kubeconfig', 'no-such-file'], 'no-such-file'],
    [['check', '--plan', 'package.json', '--kubeconfig', 'no-such-file'], 'package.json:1:1'],
    [['check', '--clock-offset', 'yesterday'], '--clock-offset: expected seconds'],
    [['doctor', '--kubeconfig', 'no-such-file'], 'no-such-file'],
    [['snapshot'], "missing required argument 'kind'"],
    [['snapshot', 'holiday'], 'Allowed choices are pre-market, post-market, intraday, incident'],
    [['snapshot', 'incident', '--url', 'javascript:1'], 'Expected the address of a console'],
    [['snapshot', 'incident', '--url', 'http://a:b@c'], 'Expected the address of a console'],
    [['verify'], "missing required argument 'file'"],
    [['verify', 'no-such-file'], 'no-such-file'],
    [['drill', 'calm', '--kubeconfig', 'prod'], 'no cluster can be named'],
    [['drill', 'calm', '--context', 'prod'], 'no cluster can be named'],
    [['simulate', '--worlds', 'many'], 'Expected a whole number'],
    [['simulate', '--seed', '-1'], 'Expected a whole number'],
    [['console'], 'only in a checkout of the repository: npm start'],
    [['start', '--port', '3001'], 'only in a checkout of the repository: npm start'],
    [['calender'], "unknown command 'calender'"],
    [['--jsn'], "unknown option '--jsn'"],
    [[], 'Usage: mission-control'],
  ])('%j', async (args, message) => {
    const { status, stdout, stderr } = await within(...args);
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(stderr).toContain(message);
  });

  test.each([
    [['drill', 'no-such-drill'], 'no drill "no-such-drill"'],
    [['simulate', '--worlds', '0'], 'without a world nothing is proven'],
  ])('%j, by the program that it is', (args, message) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 64, stdout: '' });
    expect(stderr).toContain(message);
  });

  test.each([
    ['by the flags', ['calendar'], 64],
    ['by a subcommand’s own check', range('2026-11-27', '2026-11-25'), 64],
    ['by the configuration', ['check', '--kubeconfig', 'no-such-file'], 64],
    ['by the plan', ['plan', 'show', '--plan', 'package.json'], 64],
    ['for want of a subcommand', [], 64],
    ['nothing, help was asked for', ['rules', '--help'], 0],
  ])('a process says the same, ended %s', async (_how, args, status) => {
    const ended = run(...args);
    expect(ended).toEqual(await within(...args));
    expect(ended.status).toBe(status);
  });

  test('--version is that of package.json', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(run('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each([[['--help']], [['calendar', '--help']], [['help', 'calendar']]])(
    '%j is help, and no error',
    async (args) => {
      const { status, stdout } = await within(...args);
      expect(status).toBe(0);
      expect(stdout).toContain('Usage: mission-control');
    },
  );

  test.each([
    [['check']],
    [['report']],
    [['snapshot']],
    [['doctor']],
    [['plan', 'check']],
    [['plan', 'show']],
    [['verify']],
    [['rules']],
    [['calendar']],
    [['drill']],
    [['simulate']],
  ])('%j --help tells its exit codes and examples', async (args) => {
    const { status, stdout } = await within(...args, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Exit codes:');
    expect(stdout).toContain(`mission-control ${args.join(' ')}`);
  });
});
