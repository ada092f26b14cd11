/** `mission-control check`: go or no-go before the open, for schedulers and people. */

import type { Command } from 'commander';
import { type Decision, evaluateGate, type Finding, type Gate } from '#features/reports/model/go-no-go.ts';
import { contactText } from '#lib/messages/contact.ts';
import { text } from '#lib/messages/text.ts';
import type { Posture } from '#lib/posture.ts';
import type { OneShot } from '../one-shot.ts';
import {
  appointmentOption,
  asJson,
  EXIT,
  look,
  type MeshFlags,
  meshCommand,
  type Outside,
  type Wanted,
  wantedTime,
} from './mesh-command.ts';

/** Not due is not a go: `check --at T-60 && …` must not proceed on a holiday or at the wrong hour. */
export const EXIT_OF: Readonly<Record<Result['decision'], number>> = {
  'not-due': EXIT.notJudged,
  go: EXIT.ok,
  'no-go': EXIT.failed,
  'cannot-tell': EXIT.cannotTell,
};

const HELP = `
Exit codes:
   0  go, and nothing else is
   1  no-go, with each reason and its runbook
   2  cannot tell: something that go rests on is not seen
  64  the command line, the plan or the credentials are wrong
  75  with --at, it is not that time: nothing was evaluated, and it says why. A holiday is not a go

A scheduler that takes any other code than 0 for a failure: check --at T-60 || [ $? -eq 75 ]. With --json "decision" is "not-due".

Examples:
  mission-control check                     what is so now
  mission-control check --at T-60           from cron, on each weekday: does nothing on a holiday
  mission-control check --at T-15 --json
`;

export function checkCommand(outside: Outside): Command {
  return meshCommand(
    'check',
    'Go or no-go before the open: execution proven off, kill switch, agents of P0 and P1.',
  )
    .addOption(appointmentOption())
    .addHelpText('after', HELP)
    .action(async (flags: MeshFlags) => {
      const wanted = await wantedTime(flags);
      const early = wanted === null ? null : withoutLook(wanted);
      const result = early ?? evaluated(await look(flags, outside.terminal), wanted);
      outside.write(flags.json ? asJson(result) : textOf(result));
      outside.setExitCode(EXIT_OF[result.decision]);
    });
}

/** Document of `--json`. Times in UTC. */
interface Result {
  decision: Decision | 'not-due';
  /** The time of the market's day that was asked for; null: now. */
  time: string | null;
  /** Time of evaluation; null if there was none. */
  at: string | null;
  mesh: { name: string; context: string; practice: boolean | null } | null;
  /** Reason for no evaluation; empty if there was one. */
  because: string;
  findings: Finding[];
  /** Who is on call for each priority, by the plan; null if nothing was evaluated. */
  oncall: Posture['oncall'] | null;
  /** Sources and probes that were still pending. */
  pending: string[];
}

/** A time that is not now is no error; one that the calendar cannot place leaves open whether the market opens. */
function withoutLook({ appointment, turn }: NonNullable<Wanted>): Result | null {
  if (turn.state === 'due') return null;
  const decision = turn.state === 'not-due' ? 'not-due' : 'cannot-tell';
  const nothing = { at: null, mesh: null, findings: [], oncall: null, pending: [] };
  return { decision, time: appointment.text, because: turn.why, ...nothing };
}

function evaluated({ posture, plan, pending }: OneShot, wanted: Wanted): Result {
  const at = wanted?.turn.state === 'due' ? wanted.turn.at : null;
  const { decision, findings }: Gate = evaluateGate(plan.plan, posture, at);
  const { name, context, practice } = posture.mesh;
  return {
    decision,
    time: wanted?.appointment.text ?? null,
    at: posture.at,
    mesh: { name, context, practice },
    because: '',
    findings,
    oncall: posture.oncall,
    pending: pending.map(text),
  };
}

const TITLES: Readonly<Record<Result['decision'], string>> = {
  go: 'GO',
  'no-go': 'NO-GO',
  'cannot-tell': 'CANNOT TELL',
  'not-due': 'NOT DUE, nothing was evaluated',
};

function textOf(result: Result): string {
  const { decision, time, at, mesh, because, findings, oncall, pending } = result;
  const where =
    mesh === null ? '' : `, ${mesh.name}${mesh.practice ? ' (practice)' : ''}, ${mesh.context}, ${at}`;
  const why = because === '' ? '' : `: ${because}`;
  return [
    `${TITLES[decision]}${time === null ? '' : ` for ${time}`}${where}${why}`,
    ...findings.map(lineOf),
    ...pending.map((what) => `  not heard of in time: ${what}`),
    ...(oncall === null || decision === 'go' ? [] : [`  call for P0: ${contactText(oncall.P0)}`]),
    '',
  ].join('\n');
}

function lineOf({ weight, subject, because, runbook }: Finding): string {
  const open = runbook === null ? '' : `  [runbook ${runbook.slug}]`;
  return `  ${weight.padEnd(11)}  ${subject}: ${because}${open}`;
}
