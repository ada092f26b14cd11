/** The mesh in calm: everything that the plan wants, running and answering. */

import { readyState } from './calm-answers.ts';
import {
  config,
  container,
  ended,
  literal,
  node,
  type Pod,
  pod,
  type Workload,
  withVariable,
  workload,
} from './objects.ts';
import { HOME } from './plan.ts';
import type { Stage } from './stage.ts';

export const FEED = { kind: 'Deployment', namespace: HOME, name: 'feed' };
export const FEED_POD = { kind: 'Pod', namespace: HOME, name: 'feed-1' };
export const PILOT = { kind: 'StatefulSet', namespace: HOME, name: 'pilot' };
export const PILOT_POD = { kind: 'Pod', namespace: HOME, name: 'pilot-0' };
export const LAMP = { kind: 'Deployment', namespace: HOME, name: 'lamp' };
export const LAMP_POD = { kind: 'Pod', namespace: HOME, name: 'lamp-1' };
export const CRANE = { kind: 'Deployment', namespace: HOME, name: 'crane' };
export const BRAKE = { kind: 'ConfigMap', namespace: HOME, name: 'brake' };
export const SECOND = { kind: 'ConfigMap', namespace: HOME, name: 'second' };
export const NODE = { kind: 'Node', namespace: '', name: 'n1' };

const HOUR = 3_600_000;

/** Sets the stage; what stood for an hour before the world begins is history that nobody saw. */
export function setCalm(stage: Stage): void {
  const at = stage.start - HOUR;
  const { random } = stage;
  stage.make(FEED, at, workload(FEED, at));
  stage.make(FEED_POD, at, pod(FEED_POD, FEED, at));
  stage.make(PILOT, at, workload(PILOT, at));
  stage.make(PILOT_POD, at, pod(PILOT_POD, PILOT, at));
  if (random.chance(0.7)) setLamp(stage, at);
  if (random.chance(0.85)) {
    const off = withVariable(container('crane'), literal('MODE', 'OFF'));
    const none = { desired: 0, actual: 0, ready: 0 };
    stage.make(CRANE, at, workload(CRANE, at, { ...none, containers: [off] }));
  }
  setTidy(stage, at);
  stage.make(BRAKE, at, config(BRAKE, { HALTED: random.pick(['1', 'true', ' YES', 'on ']) }, at - HOUR));
  stage.make(SECOND, at, config(SECOND, { STOP: random.pick(['true', '1']) }, at - HOUR));
  stage.make(NODE, at, node('n1', []));
  setAnswers(stage);
}

function setLamp(stage: Stage, at: number): void {
  stage.make(LAMP, at, workload(LAMP, at));
  stage.make(LAMP_POD, at, pod(LAMP_POD, LAMP, at));
}

/** A CronJob of the mesh, the Job that it made and that Job's finished pod. */
function setTidy(stage: Stage, at: number): void {
  const cron = { kind: 'CronJob', namespace: HOME, name: 'tidy' };
  const job = { kind: 'Job', namespace: HOME, name: 'tidy-288' };
  const done = { kind: 'Pod', namespace: HOME, name: 'tidy-288-x' };
  const idle = { actual: 0, ready: 0 };
  stage.make(cron, at, workload(cron, at, idle));
  const finished: Partial<Workload> = { ...idle, desired: 0, finished: 'complete', owner: cron };
  stage.make(job, at, workload(job, at, finished));
  const over: Partial<Pod> = { phase: 'Succeeded', ready: false, states: [ended(job.name, at)] };
  stage.make(done, at, pod(done, job, at, over));
}

function setAnswers(stage: Stage): void {
  const { beat, status, health, store } = readyState(stage);
  const within = (place: { namespace: string; name: string }) => `${place.namespace}/${place.name}`;
  stage.endpoints.push(
    { agent: 'feed', probe: 'beat', path: '/healthz', pod: within(FEED_POD), reply: beat },
    { agent: 'pilot', probe: 'status', path: '/ops/status', pod: within(PILOT_POD), reply: status },
    { agent: 'lamp', probe: 'health', path: '/health', pod: within(LAMP_POD), reply: health('lamp') },
    { agent: 'intake', probe: 'health', path: '/health', pod: null, reply: health('intake') },
    { agent: 'intake', probe: 'store', path: '/ops/intake', pod: null, reply: store },
  );
}
