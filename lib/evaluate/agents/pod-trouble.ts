/** Problems of a pod, by its own status and by what is remembered of its containers. */

import type { ContainerState } from '../../facts/fact.ts';
import { podEnd } from '../../facts/pod-end.ts';
import { say } from '../../messages/say.ts';
import type { TroubleCode } from '../../status/agent.ts';
import type { Message, Params } from '../../status/message.ts';
import type { Deaths } from '../base/death-memory.ts';
import type { Pod } from '../base/input.ts';
import { keepsDying } from './deaths.ts';

export interface PodTrouble {
  code: TroubleCode;
  pod: Pod;
  /** The container that it is about; empty: the pod as a whole. */
  container: string;
  /** The reason, and the kubelet's own word for the wait of a container. */
  params: Params & { readonly reason: Message };
  /** Since when by the evidence itself, epoch ms; null: since it was first seen. */
  since: number | null;
}

/** What is remembered of a pod. */
export interface PodPast {
  deaths(container: string): Deaths | null;
  /** Since when it, or a container of it, has been waiting to start; epoch ms. */
  waitsSince(container: string, byEvidence: number | null): number;
}

/** The time of an evaluation, and for how long a past event counts. */
export interface PodClock {
  now: number;
  evidenceMs: number;
}

const IMAGE_REASONS = [
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
];
/** A container waits for these while all is well. Any other reason is a trouble, whoever made it up. */
const NORMAL_REASONS = ['ContainerCreating', 'PodInitializing'];
/** Their container began and ended: they are deaths too. */
const DEADLY_REASONS = ['RunContainerError', 'PostStartHookError'];
const CRASHING = 'CrashLoopBackOff';
/** Nothing that is well takes longer to start. */
const START_LIMIT_MS = 5 * 60_000;

/** All troubles of one pod. What only waits to start comes last, and not beside the reason for its wait. */
export function troublesOf(pod: Pod, past: PodPast, clock: PodClock): PodTrouble[] {
  const found = pod.states.flatMap((state) => containerTroubles(pod, state, past, clock));
  const ended = podEnd(pod) === 'ended';
  if (pod.unschedulable !== null && !ended)
    found.push(
      trouble(
        pod,
        '',
        'unschedulable',
        say('pod-unschedulable', { pod: pod.name, message: pod.unschedulable }),
      ),
    );
  if (ended || pod.terminating) return found;
  const slow = slowStarts(pod, past, clock);
  return found.some(({ code }) => code !== 'oom-killed') ? found : [...found, ...slow];
}

function trouble(
  pod: Pod,
  container: string,
  code: TroubleCode,
  reason: Message,
  more: { waits?: string; since?: number | null } = {},
): PodTrouble {
  const { waits, since = null } = more;
  return { code, pod, container, params: waits === undefined ? { reason } : { waits, reason }, since };
}

function containerTroubles(pod: Pod, state: ContainerState, past: PodPast, clock: PodClock): PodTrouble[] {
  const deaths = past.deaths(state.name);
  return [
    ...crashOf(pod, state, deaths, clock.now),
    ...waitOf(pod, state),
    ...memoryKillOf(pod, state, deaths, clock),
  ];
}

function crashOf(pod: Pod, state: ContainerState, deaths: Deaths | null, now: number): PodTrouble[] {
  const reason = say('pod-keeps-dying', { pod: pod.name, exit: exitOf(state) });
  const since = deaths === null || deaths.last === 0 ? null : deaths.first;
  const crash = (waits: string) => [trouble(pod, state.name, 'crashloop', reason, { waits, since })];
  if (state.state === 'waiting' && state.reason === CRASHING) return crash(CRASHING);
  if (podEnd(pod) === 'ended' || (pod.terminating && state.state === 'terminated')) return [];
  const stopped =
    state.state === 'waiting' &&
    isAbnormal(state.reason) &&
    !DEADLY_REASONS.includes(wordOf(state.reason ?? ''));
  return !stopped && keepsDying(pod, state, deaths, now) ? crash('Restarting') : [];
}

function isAbnormal(reason: string | null): boolean {
  return reason !== null && reason !== '' && !NORMAL_REASONS.includes(reason);
}

/** Some reasons go on with the words of a command: `PostStartHookError: command … exited with 124`. */
function wordOf(reason: string): string {
  return reason.split(':')[0] ?? reason;
}

function waitOf(pod: Pod, { name, state, reason, message }: ContainerState): PodTrouble[] {
  if (state !== 'waiting' || reason === null || !isAbnormal(reason) || reason === CRASHING) return [];
  const told = { pod: pod.name, message: message ?? reason };
  const waits = wordOf(reason);
  return IMAGE_REASONS.includes(waits)
    ? [trouble(pod, name, 'image-pull', say('pod-image-pull', told), { waits })]
    : [trouble(pod, name, 'not-starting', say('pod-not-starting', told), { waits })];
}

/** Pressure for as long as a past event counts. */
function memoryKillOf(
  pod: Pod,
  state: ContainerState,
  deaths: Deaths | null,
  { now, evidenceMs }: PodClock,
): PodTrouble[] {
  const killed = state.state === 'terminated' && state.reason === 'OOMKilled';
  if (!killed && state.lastExit?.reason !== 'OOMKilled') return [];
  const at = state.lastExit?.at ?? (deaths === null || deaths.last === 0 ? now : deaths.last);
  if (now - at >= evidenceMs) return [];
  const reason = say('pod-oom-killed', { pod: pod.name, exit: exitOf(state) });
  return [trouble(pod, state.name, 'oom-killed', reason, { since: at })];
}

/** The pod itself, or containers of it, that wait to start without a reason of their own for longer than any start takes. */
function slowStarts(pod: Pod, past: PodPast, { now }: PodClock): PodTrouble[] {
  const { name, node, createdAt, scheduledAt = null } = pod;
  const late = (since: number): boolean => now - since >= START_LIMIT_MS;
  const told = (container: string, since: number, waits: string, reason: Message) =>
    late(since) ? [trouble(pod, container, 'not-starting', reason, { waits, since })] : [];
  if (node === null) {
    if (pod.phase !== 'Pending') return [];
    const sinceAt = past.waitsSince('', createdAt);
    return told('', sinceAt, 'Pending', say('pod-without-node', { pod: name, sinceAt }));
  }
  if (pod.states.length === 0) {
    const sinceAt = past.waitsSince('', scheduledAt ?? createdAt);
    return told('', sinceAt, 'Pending', say('pod-not-taken-up', { pod: name, node, sinceAt }));
  }
  return pod.states
    .filter((state) => state.state === 'waiting' && !isAbnormal(state.reason))
    .flatMap((state) => {
      const began = state.restarts === 0 && state.lastExit === null ? (scheduledAt ?? createdAt) : null;
      const sinceAt = past.waitsSince(state.name, began);
      const waits = state.reason || 'Waiting';
      const said = { pod: name, container: state.name, waits, sinceAt };
      return told(state.name, sinceAt, waits, say('pod-waits-long', said));
    });
}

/** The last exit of the container that died most recently. */
function exitOf({ lastExit, message }: ContainerState): Message {
  if (lastExit === null) return say('pod-no-exit', { message });
  const { code, reason, at } = lastExit;
  return say('pod-exit', { exitCode: code, cause: reason, message: lastExit.message, at });
}
