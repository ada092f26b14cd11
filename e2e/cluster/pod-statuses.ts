/** Pod statuses of a kubelet and a scheduler, which the suite writes in their place. */

import type { ScratchPod } from './scratch.ts';

type Status = Record<string, unknown>;

/** The API's times are in whole seconds. */
const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

const MINUTE_MS = 60_000;

export function running(pod: ScratchPod, at: number): Status {
  const state = { running: { startedAt: stamp(at) } };
  return {
    ...scheduled('True', at),
    phase: 'Running',
    containerStatuses: containers(pod, { state, ready: true }),
  };
}

export function crashLoop(pod: ScratchPod, at: number): Status {
  const message = 'back-off 5m0s restarting failed container';
  const ended = { startedAt: stamp(at - MINUTE_MS), finishedAt: stamp(at - MINUTE_MS / 2) };
  const status = {
    state: { waiting: { reason: 'CrashLoopBackOff', message } },
    lastState: { terminated: { exitCode: 3, reason: 'Error', ...ended } },
    restartCount: 7,
  };
  return { ...scheduled('False', at), phase: 'Running', containerStatuses: containers(pod, status) };
}

export function imagePull(pod: ScratchPod, at: number): Status {
  const message = 'Back-off pulling image "registry.invalid/suite:1"';
  const state = { waiting: { reason: 'ImagePullBackOff', message } };
  return { ...scheduled('False', at), phase: 'Pending', containerStatuses: containers(pod, { state }) };
}

export function unschedulable(_pod: ScratchPod, at: number): Status {
  const message = '0/3 nodes are available: 3 Insufficient memory.';
  const scheduledNot = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
  const conditions = [{ ...scheduledNot, lastTransitionTime: stamp(at) }];
  return { phase: 'Pending', conditions, containerStatuses: [] };
}

function scheduled(ready: 'True' | 'False', at: number): Status {
  const condition = (type: string, status: string) => ({ type, status, lastTransitionTime: stamp(at) });
  return {
    startTime: stamp(at),
    conditions: [
      condition('PodScheduled', 'True'),
      condition('Initialized', 'True'),
      condition('ContainersReady', ready),
      condition('Ready', ready),
    ],
  };
}

function containers({ spec }: ScratchPod, more: Status): Status[] {
  return spec.containers.map(({ name, image }) => ({
    name,
    image,
    imageID: '',
    ready: false,
    restartCount: 0,
    lastState: {},
    ...more,
  }));
}
