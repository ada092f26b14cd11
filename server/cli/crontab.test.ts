/** The example crontab: its lines are real subcommands, and on every session each is started once at its time. */

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseAppointment, turnOf } from '#lib/evaluate/cadence/appointment.ts';
import { sessionsBetween } from '#lib/market/market.ts';
import { ConfigurationError } from '#platform/configuration-error.ts';
import type { Outside } from './mesh-command.ts';
import { makeProgram } from './program.ts';

interface Line {
  minute: string;
  hour: string;
  weekdays: string;
  args: string[];
}

const LINES: Line[] = readFileSync('deploy/crontab.example', 'utf8')
  .split('\n')
  .filter((line) => /^[\d*]/.test(line))
  .map((line) => {
    const [minute = '', hour = '', , , weekdays = '', , ...command] = line.split(/\s+/);
    return { minute, hour, weekdays, args: command.slice(command.indexOf('--') + 1) };
  });
const timeOf = ({ args }: Line) => args[args.indexOf('--at') + 1] ?? '';
const GATED = LINES.filter(({ args }) => args.includes('--at'));

let written: string;
let code: number;
const outside: Outside = {
  write: (text) => {
    written += text;
  },
  complain: () => undefined,
  terminal: { isTTY: false, columns: 80, write: () => undefined },
  setExitCode: (given) => {
    code = given;
  },
};

beforeEach(() => {
  [written, code] = ['', 0];
  const thanksgiving = Math.round((Date.UTC(2026, 10, 26, 13, 31) - Date.now()) / 1000);
  vi.stubEnv('MISSION_CONTROL_CLOCK_OFFSET', String(thanksgiving));
  vi.stubEnv('MISSION_CONTROL_KUBECONFIG', '/no/such/kubeconfig');
});
afterEach(() => vi.unstubAllEnvs());

test('it has the cadence of the plan: before the open twice, during the session, after the close', () => {
  expect(LINES).toHaveLength(7);
  expect(new Set(GATED.map(timeOf))).toEqual(new Set(['T-60', 'T-15', 'close+30']));
});

describe('each line is a real subcommand', () => {
  test.each(GATED.map((line) => line.args))(
    '%s %s %s %s %s: on a holiday it does nothing and says so',
    async (...args) => {
      await makeProgram(outside).parseAsync(args, { from: 'user' });
      expect(written).toMatch(/^NOT DUE.*Thanksgiving Day/);
      // A holiday is not a go.
      expect(code).toBe(args[0] === 'check' ? 75 : 0);
    },
  );

  test('for programs too, check says that nothing was evaluated', async () => {
    await makeProgram(outside).parseAsync(['check', '--at', 'T-60', '--json'], { from: 'user' });
    expect(code).toBe(75);
    expect(JSON.parse(written)).toMatchObject({
      ...{ decision: 'not-due', time: 'T-60', at: null, findings: [] },
      because: expect.stringContaining('Thanksgiving Day'),
    });
  });

  test.each(LINES.filter((line) => !GATED.includes(line)).map((line) => line.args))(
    '%s %s: without a time it looks at once',
    async (...args) => {
      await expect(makeProgram(outside).parseAsync(args, { from: 'user' })).rejects.toThrow(
        ConfigurationError,
      );
    },
  );
});

test.each(GATED.map((line) => [line.args.join(' '), line] as const))(
  '%s: once on each session of four years, in its time',
  (_, line) => {
    const appointment = parseAppointment(timeOf(line));
    if (appointment === null) throw new Error('no time');
    expect(line.weekdays).toBe('1-5');
    for (const { date } of sessionsBetween('2025-01-01', '2028-12-31')) {
      const starts = line.hour.split(',').map((hour) => Date.parse(`${date}T${hour}:${line.minute}:00Z`));
      const due = starts.filter((at) => turnOf(appointment, at).state === 'due');
      expect({ date, due: due.length }).toEqual({ date, due: 1 });
    }
  },
);
