/** The mesh in calm: everything that the plan wants, running and answering. */

import { readyState } from './calm-answers.ts';
import { config, container, ended, literal, node, pod, withVariable, workload } from './objects.ts';
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
  stage.make(FEED, at, workload(FEED, 'Deployment', at));
  stage.make(FEED_POD, at, pod(FEED_POD, FEED, at));
  stage.make(PILOT, at, workload(PILOT, 'StatefulSet', at));
  stage.make(PILOT_POD, at, pod(PILOT_POD, PILOT, at));
  if (random.chance(0.7)) setLamp(stage, at);
  if (random.chance(0.85)) {
    const off = withVariable(container('crane'), literal('MODE', 'OFF'));
    const none = { desired: 0, actual: 0, ready: 0 };
    stage.make(CRANE, at, workload(CRANE, 'Deployment', at, { ...none, containers: [off] }));
  }
  setTidy(stage, at);
  stage.make(BRAKE, at, config(BRAKE, { HALTED: random.pick(['1', 'true', ' YES', 'on ']) }, at - HOUR));
  stage.make(SECOND, at, config(SECOND, { STOP: random.pick(['true', '1']) }, at - HOUR));
  stage.make(NODE, at, node('n1', []));
  setAnswers(stage);
}

function setLamp(stage: Stage, at: number): void {
  stage.make(LAMP, at, workload(LAMP, 'Deployment', at));
  stage.make(LAMP_POD, at, pod(LAMP_POD, LAMP, at));
}

/** A CronJob of the mesh, the Job that it made and that Job's finished pod. */
function setTidy(stage: Stage, at: number): void {
  const cron = { kind: 'CronJob', namespace: HOME, name: 'tidy' };
  const job = { kind: 'Job', namespace: HOME, name: 'tidy-288' };
  const done = { kind: 'Pod', namespace: HOME, name: 'tidy-288-x' };
  const idle = { actual: 0, ready: 0 };
  stage.make(cron, at, workload(cron, 'CronJob', at, { ...idle, lastRunAt: at }));
  const finished = {
    ...idle,
    desired: 0,
    finished: 'complete',
    lastRunAt: at,
    owner: { ...cron, group: 'batch' },
  } as const;
  stage.make(job, at, workload(job, 'Job', at, finished));
  const states = [ended(job.name, at)];
  const over = { phase: 'Succeeded', ready: false, states };
  stage.make(done, at, pod(done, { kind: 'Job', name: job.name }, at, over));
}

function setAnswers(stage: Stage): void {
  const { beat, status, health, store } = readyState(stage);
  const via = (place: { namespace: string; name: string }) => ({
    instance: `${place.namespace}/${place.name}`,
    pod: `Pod/${place.namespace}/${place.name}`,
  });
  const url = (name: string) => ({ instance: name, pod: null });
  stage.endpoints.push(
    { agent: 'feed', probe: 'beat', ...via(FEED_POD), everyMs: 1_000, reply: beat },
    { agent: 'pilot', probe: 'status', ...via(PILOT_POD), everyMs: 2_000, reply: status },
    { agent: 'lamp', probe: 'health', ...via(LAMP_POD), everyMs: 2_000, reply: health('lamp') },
    { agent: 'intake', probe: 'health', ...url('INTAKE_URL'), everyMs: 2_000, reply: health('intake') },
    { agent: 'intake', probe: 'store', ...url('INTAKE_STORE'), everyMs: 2_000, reply: store },
  );
}
