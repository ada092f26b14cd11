/**
 * Crash loops. A container that ends again and again is in one, whatever its exit code: killed for memory, and ended
 * well, are no better. Between two deaths it runs for a moment, which is not health.
 */

import type { ContainerState } from '../../facts/fact.ts';
import type { Deaths } from '../base/death-memory.ts';
import type { Pod } from '../base/input.ts';

const MINUTE = 60_000;
/**
 * The kubelet resets its back-off after ten minutes without a crash. Until then a running container may only be between
 * two crashes.
 */
const CRASH_MEMORY_MS = 10 * MINUTE;
/** From this many restarts on, crashes are no accident. */
const REPEATED = 2;
/** Crashes too far apart for any back-off: at most this much time between two on average, and since the last. */
const CRASH_INTERVAL_MS = 30 * MINUTE;
const OFTEN = 3;

/** The deaths of a container with the one that its status shows; null if it has not died. */
export function deathsOf(state: ContainerState, before: Deaths | undefined, now: number): Deaths | null {
  const { restarts, lastExit } = state;
  if (lastExit === null && restarts === 0) return before ?? null;
  const again = before === undefined || restarts > before.restarts;
  // Of a death whose time nobody recorded only the first look is known.
  const at =
    lastExit?.at ?? (again && (before !== undefined || lastExit !== null) ? now : (before?.last ?? 0));
  const last = Math.max(Math.min(at, now), before?.last ?? 0);
  if (before !== undefined && last - before.last < toleratedMs(before)) {
    // A clock that is ahead makes no death of its own.
    const other = lastExit?.at !== null && lastExit?.at === last && last > before.last ? 1 : 0;
    return {
      first: before.first,
      last,
      count: before.count + Math.max(restarts - before.restarts, other),
      restarts,
    };
  }
  return { first: firstOf(state, last), last, count: 1, restarts };
}

/** True if it is worth remembering: the next death may belong to the same loop, or only the memory dates the last one. */
export function isKept(deaths: Deaths, state: ContainerState | undefined, now: number): boolean {
  const undated = state !== undefined && state.restarts > 0 && (state.lastExit?.at ?? null) === null;
  return undated || now - deaths.last < CRASH_INTERVAL_MS;
}

/** The run that just ended was short and began with a restart: the death before it was no later. */
function firstOf({ restarts, lastExit }: ContainerState, last: number): number {
  const began = lastExit?.startedAt ?? null;
  return began !== null && restarts >= REPEATED && last - began < CRASH_MEMORY_MS
    ? Math.min(began, last)
    : last;
}

/** How long after its last death a loop goes on: longer, if its deaths come slowly. */
function toleratedMs({ first, last, count }: Deaths): number {
  if (count < OFTEN) return CRASH_INTERVAL_MS;
  return Math.min(CRASH_INTERVAL_MS, Math.max(CRASH_MEMORY_MS, (1.5 * (last - first)) / (count - 1)));
}

/** `deaths`: null if none of it was seen. */
export function keepsDying(pod: Pod, state: ContainerState, deaths: Deaths | null, now: number): boolean {
  if (deaths === null || hasDone(pod, state)) return false;
  const ago = now - deaths.last;
  if (state.restarts >= REPEATED && ago < CRASH_MEMORY_MS && isNoAccident(state)) return true;
  const often = deaths.count >= OFTEN && ago < toleratedMs(deaths);
  return often || keepsRestarting(pod, state, deaths.last, now);
}

/** An init container that ended well has done its part; a new start of its pod runs it again. */
function hasDone({ containers }: Pod, { name, state, lastExit }: ContainerState): boolean {
  const init = containers.some((c) => c.name === name && c.role === 'init');
  return init && state === 'terminated' && lastExit?.code === 0;
}

/** It failed; or it ended otherwise, and had run for a moment only. */
function isNoAccident({ lastExit }: ContainerState): boolean {
  if (lastExit === null) return false;
  const { code, reason, at, startedAt = null } = lastExit;
  if (code !== 0 && reason !== 'OOMKilled') return true;
  return at !== null && startedAt !== null && at - startedAt < CRASH_INTERVAL_MS;
}

function keepsRestarting(pod: Pod, { restarts }: ContainerState, lastAt: number, now: number): boolean {
  if (pod.createdAt === null || restarts < OFTEN || now - lastAt >= CRASH_INTERVAL_MS) return false;
  return (lastAt - pod.createdAt) / restarts < CRASH_INTERVAL_MS;
}
