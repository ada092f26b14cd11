/** `mission-control calendar`: the sessions of the market between two dates, for people or as JSON. */

import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import {
  closureOn,
  type DeclaredDays,
  declaredDays,
  earlyCloseOn,
  haltOn,
} from '#lib/market/declared-days.ts';
import {
  basisOf,
  CALENDAR_FROM,
  CALENDAR_PUBLISHED_TO,
  CALENDAR_TO,
  knowsDate,
  occasionOf,
  type Session,
  sessionOn,
  sessionsBetween,
} from '#lib/market/market.ts';
import { ConfigurationError } from '#platform/configuration-error.ts';
import { formatProblems } from '../plan-file.ts';
import { readPlan } from '../plan-watcher.ts';
import { runbooksOf } from '../runbooks.ts';
import { ROOT } from './mesh-command.ts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const HELP = `
Exit codes:
   0  written, also where the market is closed throughout
  64  the command line is wrong, or the calendar does not reach that far

Examples:
  mission-control calendar --from 2026-11-23 --to 2026-11-30
  mission-control calendar --from 2026-11-23 --to 2026-11-30 --json
`;

/** `write` takes what goes to standard output. */
export function calendarCommand(write: (text: string) => void): Command {
  const command: Command = new Command('calendar')
    .description(
      `NYSE sessions from one New York date to another, both included (${CALENDAR_FROM} to ${CALENDAR_TO}).`,
    )
    .requiredOption('--from <date>', 'first date, YYYY-MM-DD', calendarDate)
    .requiredOption('--to <date>', 'last date, YYYY-MM-DD', calendarDate)
    .option('--json', 'as [{date, open, close, early}], with open and close in UTC')
    .allowExcessArguments(false)
    .addHelpText('after', HELP)
    .option(
      '--plan <file>',
      'the plan whose declared days override the calendar',
      join(ROOT, 'plan/agent-mesh.yaml'),
    )
    .action(async ({ from, to, json, plan: file }: CalendarFlags) => {
      if (from > to) command.error(`error: --from ${from} lies after --to ${to}`);
      const days = await daysOf(file);
      write(json ? `${JSON.stringify(sessionsBetween(from, to, days), null, 2)}\n` : table(from, to, days));
    });
  return command;
}

interface CalendarFlags {
  from: string;
  to: string;
  plan: string;
  json?: true;
}

/** @throws ConfigurationError where the file is no plan. */
async function daysOf(file: string): Promise<DeclaredDays> {
  const read = await readPlan(file, runbooksOf(file, ROOT).slugs());
  if (!read.ok) throw new ConfigurationError(formatProblems(read.problems, file).split('\n'));
  return declaredDays(read.plan);
}

/** A date outside the calendar is refused: a list that ends early would read as a market that stays closed. */
function calendarDate(text: string): string {
  if (!isDate(text)) throw new InvalidArgumentError('Expected a date such as 2026-11-27.');
  if (!knowsDate(text))
    throw new InvalidArgumentError(`The calendar reaches from ${CALENDAR_FROM} to ${CALENDAR_TO}.`);
  return text;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** Every weekday of the range, with the reason if it is no full session. */
function table(from: string, to: string, days: DeclaredDays): string {
  const lines = datesBetween(from, to)
    .filter((date) => weekday(date) !== 'Sat' && weekday(date) !== 'Sun')
    .map((date) => line(date, sessionOn(date, days), days));
  const sessions = sessionsBetween(from, to, days);
  const early = sessions.filter((s) => s.early).length;
  return [
    'date        day  open   close  (UTC)',
    ...lines,
    '',
    `${sessions.length} sessions, ${early} of them early closes. Published by the exchange to ${CALENDAR_PUBLISHED_TO}, by its rules after that.`,
    '',
  ].join('\n');
}

function line(date: string, session: Session | null, days: DeclaredDays): string {
  const hours =
    session === null ? 'closed       ' : `${session.open.slice(11, 16)}  ${session.close.slice(11, 16)}`;
  const occasion = occasionOf(date);
  const notes = [
    ...(occasion === null ? [] : [session === null ? occasion : `early close, ${occasion}`]),
    ...declaredNotes(date, days),
    ...(basisOf(date) === 'rule' ? ['by rule'] : []),
  ];
  return `${date}  ${weekday(date)}  ${hours}  ${notes.join('; ')}`.trimEnd();
}

/** Somebody's word beside the calendar's. */
function declaredNotes(date: string, days: DeclaredDays): string[] {
  const [closure, early, halt] = [closureOn(days, date), earlyCloseOn(days, date), haltOn(days, date)];
  const by = ({ who = 'nobody named', source = 'no source' }: { who?: string; source?: string }) =>
    `declared by ${who} (${source})`;
  return [
    ...(closure === null ? [] : [`${closure.reason}, ${by(closure)}`]),
    ...(early === null ? [] : [`early close, ${early.reason}, ${by(early)}`]),
    ...(halt === null ? [] : [`ended by a halt of level 3, ${by(halt.halt)}`]),
  ];
}

function datesBetween(from: string, to: string): string[] {
  const dates: string[] = [];
  for (let date = from; date <= to; date = Temporal.PlainDate.from(date).add({ days: 1 }).toString())
    dates.push(date);
  return dates;
}

function weekday(date: string): string {
  return WEEKDAYS[Temporal.PlainDate.from(date).dayOfWeek - 1] ?? '';
}
