/** Last exit of a container, in one line. */

import { timeBy } from '#lib/format/clock.ts';
import type { AgentPosture } from '#lib/posture.ts';
import { isMessage, type Params } from '#lib/status/message.ts';

/**
 * e.g. `last exit 137, OOMKilled: heap exhausted, at 10:14:08 ET · waits: CrashLoopBackOff`; null if nothing died and nothing waits.
 * An exit in the agent's reason is not repeated.
 */
export function crashOf({ pods, params }: Pick<AgentPosture, 'pods' | 'params'>, now: string): string | null {
  const { list } = pods;
  const died = list.flatMap((p) => (p.lastExit === null ? [] : [p.lastExit]));
  const last = died.sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))[0];
  const waiting = list.find((p) => p.waiting !== null)?.waiting;
  const parts = [
    ...(last === undefined || tellsExit(params, last.code) ? [] : [exitWords(last, now)]),
    ...(waiting === undefined || waiting === null ? [] : [`waits: ${waiting.reason}`]),
  ];
  return parts.length === 0 ? null : parts.join(' · ');
}

/** True if the reason in these parameters contains this exit code. */
function tellsExit({ reason = null }: Params, code: number | null): boolean {
  const exit = isMessage(reason) ? (reason.params.exit ?? null) : null;
  return code !== null && isMessage(exit) && exit.params.exitCode === code;
}

function exitWords(exit: NonNullable<AgentPosture['pods']['list'][number]['lastExit']>, now: string): string {
  const at = exit.at === null ? '' : `, at ${timeBy(exit.at, now)}`;
  const code = exit.code === null ? 'exit code not given' : `last exit ${exit.code}`;
  const message = exit.message === null ? '' : `: ${exit.message}`;
  return `${code}${exit.reason === null ? '' : `, ${exit.reason}`}${message}${at}`;
}
