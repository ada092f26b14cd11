/** Executors behind a summary that says less than its parts: a phase, a status of nobody, a kind that was not there before. */

import { container, type Place, type Pod, pod, running, type State } from '../objects.ts';
import { DISCOVERY } from '../outages.ts';
import { OUTSIDE, SECOND_NAMESPACE } from '../plan.ts';
import type { Choices, Random } from '../random.ts';
import type { Level, Stage } from '../stage.ts';
import { type Incident, PODS_OF_CRANE, SCALED } from './incident.ts';

const waits = (reason: string): State => ({ ...running('crane', 0), state: 'waiting', reason });
const exited = (reason: string, code: number, at: number): State => ({
  ...{ ...running('crane', at), state: 'terminated', reason },
  lastExit: { code, reason, at },
});

/** What the kubelet or a controller wrote of a pod, and what is known by it. */
const WRITTEN: Choices<{ level: Level; value: (at: number) => Partial<Pod> }> = [
  { level: 'bad', value: (at) => ({ phase: 'Succeeded', states: [running('crane', at)] }) },
  { level: 'bad', value: (at) => ({ phase: 'Failed', states: [running('crane', at)] }) },
  { level: 'bad', value: (at) => ({ phase: 'Unknown', states: [running('crane', at)] }) },
  { level: 'bad', value: () => ({ phase: 'Pending', states: [waits('ContainerCreating')] }) },
  { level: 'bad', value: () => ({ phase: 'Running', states: [waits('CrashLoopBackOff')] }) },
  { level: 'doubt', value: () => ({ phase: 'Failed', states: [] }) },
  { level: 'doubt', value: () => ({ phase: 'Succeeded', states: [] }) },
  { level: 'doubt', value: () => ({ phase: 'Failed', states: [waits('CreateContainerError')] }) },
  {
    level: 'doubt',
    value: (at) => ({ phase: 'Failed', states: [exited('ContainerStatusUnknown', 137, at)] }),
  },
];

function playWritten(stage: Stage, random: Random): void {
  const span = stage.span();
  const { level, value } = random.pick(WRITTEN);
  const name = random.pick(['crane-w', 'visitor-w'] as const);
  const place: Place = { kind: 'Pod', namespace: random.pick([OUTSIDE, SECOND_NAMESPACE] as const), name };
  const owner = { kind: 'Job', namespace: place.namespace, name: 'crane-run' };
  const states = { containers: [container('crane')], ready: false, ...value(span.from) };
  stage.make(place, span.from, pod(place, random.chance(0.5) ? owner : null, span.from, states));
  stage.mark(PODS_OF_CRANE, level, 'poll/Pod', span);
  stage.remove(place, span.to);
  stage.murky([...PODS_OF_CRANE, 'calm'], { from: span.to, to: stage.end });
  const aside = ['calm', 'failure/undeclared', 'failure/crash', 'failure/pull'];
  stage.murky(aside, { from: span.from, to: stage.end + 65_000 });
}

/** Custom kinds, and if their name is an executor's. */
const KINDS: Choices<{ apiVersion: string; kind: string; named: boolean; refused?: true }> = [
  { apiVersion: 'dock.example/v1', kind: 'Crane', named: true },
  { apiVersion: 'dock.example/v1beta1', kind: 'DerrickRun', named: true },
  { apiVersion: 'crane.example/v1', kind: 'Task', named: true },
  { apiVersion: 'crane.example/v2', kind: 'Task', named: true, refused: true },
  { apiVersion: 'dock.example/v1', kind: 'Cranberry', named: false },
  { apiVersion: 'fruit.example/v1', kind: 'Basket', named: false },
];

/** What runs behind a kind that nobody knows cannot be seen; its name is all there is. */
function playKind(stage: Stage, random: Random): void {
  const { named, ...served } = random.pick(KINDS);
  const from = random.chance(0.5) ? stage.start - 60_000 : random.int(stage.start, stage.end - 8_000);
  stage.serves.push({ at: from, ...served });
  const span = { from, to: stage.end + 60_000 };
  if (named) stage.mark(SCALED, 'doubt', DISCOVERY, span);
  if (named) stage.murky(['calm'], span);
}

export const SUMMARIES: readonly Incident[] = [
  { id: 'executor-as-written', weight: 3, claims: ['executor-pod'], play: playWritten },
  { id: 'kind-appears', weight: 4, claims: ['kinds'], play: playKind },
];
