/** Shared parts of one-shot subcommands: flags, evaluation and output. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Appointment, parseAppointment, type Turn, turnOf } from '#lib/evaluate/cadence/appointment.ts';
import { declaredDays, NOTHING_DECLARED } from '#lib/market/declared-days.ts';
import { makeClock } from '#platform/clock.ts';
import { type MeshConfig, meshOptions, parseMeshConfig } from '../config.ts';
import type { OneShot } from '../one-shot.ts';
import { readPlan } from '../plan-watcher.ts';
import { runbooksOf } from '../runbooks.ts';
import { progressLine, type Terminal } from './progress.ts';

/** The folder of the product. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Side effects of a subcommand except files; tests replace them. */
export interface Outside {
  /** Takes what goes to standard output. */
  write(text: string): void;
  /** Takes what goes to standard error. */
  complain(text: string): void;
  terminal: Terminal;
  setExitCode(code: number): void;
}

/** Documented in each subcommand's help and in README.md. `notJudged`: sysexits(3), EX_TEMPFAIL, come back at another time. */
export const EXIT = { ok: 0, failed: 1, cannotTell: 2, notJudged: 75 } as const;

export function meshCommand(name: string, description: string): Command {
  const command = new Command(name).description(description).allowExcessArguments(false);
  for (const option of meshOptions(join(ROOT, 'plan/agent-mesh.yaml'))) command.addOption(option);
  return command.option('--json', 'for programs, one JSON document on standard output');
}

/** The flag with which a scheduler that knows no market time may start a subcommand. */
export function appointmentOption(): Option {
  return new Option(
    '--at <time>',
    'only at this time of the market’s day, such as T-60 or close+30; at any other it does nothing and says so',
  ).argParser((text) => {
    const appointment = parseAppointment(text);
    if (appointment === null)
      throw new InvalidArgumentError(
        'Expected minutes from the open or the close, such as T-60 or close+30.',
      );
    return appointment;
  });
}

export interface MeshFlags {
  json?: true;
  at?: Appointment;
}

export type Wanted = { appointment: Appointment; turn: Turn } | null;

/** True if it is the requested time by the console's clock; null if none was requested. */
export async function wantedTime(flags: MeshFlags): Promise<Wanted> {
  if (flags.at === undefined) return null;
  const { clockOffset, plan: file } = parseMeshConfig(flags);
  // What is wrong with the plan is told by whatever evaluates by it.
  const read = await readPlan(file, runbooksOf(file, ROOT).slugs());
  const days = read.ok ? declaredDays(read.plan) : NOTHING_DECLARED;
  return { appointment: flags.at, turn: turnOf(flags.at, makeClock(clockOffset).now(), days) };
}

/** For what makes files: says so if it is not the time that was asked for. A date past the calendar may be any. */
export async function notDue(flags: MeshFlags, outside: Outside): Promise<boolean> {
  const wanted = await wantedTime(flags);
  if (wanted === null || wanted.turn.state !== 'not-due') return false;
  const { why } = wanted.turn;
  outside.write(flags.json ? asJson({ notDue: why }) : `NOT DUE, nothing was done: ${why}\n`);
  return true;
}

/** @throws ConfigurationError with every mistake. */
export async function look(flags: object, terminal: Terminal): Promise<OneShot> {
  const config: MeshConfig = parseMeshConfig(flags);
  const line = progressLine(terminal);
  // Half a second of modules that the subcommands without a mesh have no use for.
  const { evaluateOnce } = await import('../one-shot.ts');
  try {
    return await evaluateOnce({ config, root: ROOT, env: process.env, progress: line.show });
  } finally {
    line.clear();
  }
}

export const asJson = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;
