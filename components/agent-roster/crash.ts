/** What the last container that died left behind, in one line. */

import type { AgentPosture } from '#lib/posture.ts';

type Pods = AgentPosture['pods']['list'];

/**
 * e.g. `last exit 137, OOMKilled: heap exhausted · waits: CrashLoopBackOff`; null where nothing died and nothing waits.
 * `told`: the agent's reason; an exit that it tells already is not said twice.
 */
export function crashOf(pods: Pods, told = ''): string | null {
  const died = pods.flatMap((p) => (p.lastExit === null ? [] : [p.lastExit]));
  const last = died.sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''))[0];
  const waiting = pods.find((p) => p.waiting !== null)?.waiting;
  const parts = [
    ...(last === undefined || told.includes(`exit ${last.code}`) ? [] : [exitWords(last)]),
    ...(waiting === undefined || waiting === null ? [] : [`waits: ${waiting.reason}`]),
  ];
  return parts.length === 0 ? null : parts.join(' · ');
}

function exitWords(exit: { code: number | null; reason: string | null; message: string | null }): string {
  const code = exit.code === null ? 'exit code not given' : `last exit ${exit.code}`;
  const message = exit.message === null ? '' : `: ${exit.message}`;
  return exit.reason === null ? `${code}${message}` : `${code}, ${exit.reason}${message}`;
}
