/** What happens to workloads over hours: schedules, several pods, rolling updates, nodes that fall silent or drain. */

import { BRAKE, FEED, FEED_POD, LAMP, NODE, PILOT, PILOT_POD } from '../calm.ts';
import { readyState } from '../calm-answers.ts';
import { podEnded, podWith, workloadWith } from '../incidents/pods.ts';
import { config, node, type Place, pod, type Workload, workload } from '../objects.ts';
import { HOME } from '../plan.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage.ts';
import { restartPods } from './acts.ts';
import type { Script, TimedIncident } from './script.ts';

const MINUTE = 60_000;
const IDLE = { actual: 0, ready: 0 };

/** The mesh's CronJob runs each few minutes, as a CronJob does; its last three Jobs are kept. All of that is calm. */
export function scheduleTidy(stage: Stage, random: Random): void {
  const every = random.int(3, 15) * MINUTE;
  const cron = { kind: 'CronJob', namespace: HOME, name: 'tidy' };
  for (let [at, run] = [stage.start + random.int(0, every), 0]; at < stage.end; at += every, run += 1) {
    const job = { kind: 'Job', namespace: HOME, name: `tidy-${300 + run}` };
    const its = { kind: 'Pod', namespace: HOME, name: `tidy-${300 + run}-x` };
    const ends = at + random.int(3_000, 50_000);
    const running: Partial<Workload> = { owner: cron };
    stage.change(cron, at, workloadWith({ actual: 1, createdAt: at }));
    stage.make(job, at, workload(job, at, running));
    stage.make(its, at + 200, pod(its, job, at + 200));
    stage.change(its, ends, podEnded('Succeeded', ends));
    stage.change(job, ends + 500, workloadWith({ ...IDLE, desired: 0, finished: 'complete' }));
    stage.change(cron, ends + 600, workloadWith(IDLE));
    for (const place of [job, its]) stage.remove(place, ends + 3 * every);
  }
}

const lampPod = (name: string): Place => ({ kind: 'Pod', namespace: HOME, name });

function addLamp(act: Stage, name: string, at: number): Place {
  const place = lampPod(name);
  act.make(place, at, pod(place, LAMP, at));
  const reply = readyState(act).health('lamp');
  act.endpoints.push({ agent: 'lamp', probe: 'health', path: '/health', pod: `${HOME}/${name}`, reply });
  return place;
}

/** A new pod comes up beside the old ones, then an old one goes slowly, and so on. */
function playRollout(act: Stage, random: Random, { hasLamp }: Script): void {
  if (!hasLamp) return;
  const replicas = random.int(2, 4);
  const run = act.start % 1_000_000;
  const first = Array.from({ length: replicas - 1 }, (_, i) => addLamp(act, `lamp-a${run}-${i}`, act.start));
  act.change(LAMP, act.start, workloadWith({ desired: replicas, actual: replicas, ready: replicas }));
  let at = act.start + 30_000;
  const second = first.map((old, i) => {
    const place = addLamp(act, `lamp-b${run}-${i}`, at);
    act.change(LAMP, at, workloadWith({ actual: replicas + 1, ready: replicas }));
    act.change(old, at + 5_000, podWith({ terminating: true }));
    act.remove(old, at + random.int(6_000, 35_000));
    act.change(LAMP, at + 5_000, workloadWith({ actual: replicas, ready: replicas }));
    at += random.int(10_000, 40_000);
    return place;
  });
  const settled = at + 40_000;
  const bad = second[0];
  act.murky(['agent/lamp', 'calm'], { from: act.start - 1, to: settled });
  if (bad !== undefined && random.chance(0.5)) playOneBad(act, bad, replicas, settled);
  const over = Math.max(act.end, settled + 40_000);
  for (const place of second) act.remove(place, over);
  act.change(LAMP, over, workloadWith({ desired: 1, actual: 1, ready: 1 }));
  act.murky(['agent/lamp', 'calm'], { from: over, to: over + 6_000 });
}

/** One replica is not ready while its siblings are well. */
function playOneBad(act: Stage, bad: Place, replicas: number, from: number): void {
  const to = from + 30_000;
  act.change(bad, from, podWith({ ready: false }));
  act.change(LAMP, from, workloadWith({ ready: replicas - 1 }));
  act.change(bad, to, podWith({ ready: true }));
  act.change(LAMP, to, workloadWith({ ready: replicas }));
  act.mark(['agent/lamp'], 'bad', 'poll/Deployment', { from, to });
  act.murky(['calm'], { from, to });
}

/** The kubelet is not heard of: its pods are as it last told, and not ready. */
function playSilentNode(act: Stage): void {
  const span = { from: act.start, to: act.end };
  const status = { conditions: [{ type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' }] };
  act.make(NODE, span.from, {
    kind: 'raw',
    value: { apiVersion: 'v1', kind: 'Node', metadata: { name: NODE.name }, status },
  });
  act.make(NODE, span.to, node(NODE.name, []));
  for (const [place, owner] of [
    [FEED_POD, FEED],
    [PILOT_POD, PILOT],
  ] as const) {
    act.change(place, span.from, podWith({ ready: false }));
    act.change(owner, span.from, workloadWith({ ready: 0 }));
    act.change(place, span.to, podWith({ ready: true }));
    act.change(owner, span.to, workloadWith({ ready: 1 }));
    act.mark([`agent/${owner.name}`], 'bad', `poll/${owner.kind}`, span);
  }
  const aside = [
    'calm',
    'execution',
    'agent/crane',
    'agent/lamp',
    'failure/pressure',
    'failure/feed-stale',
    'rule/bypass',
  ];
  act.murky([...aside, 'failure/pilot-halted', 'proof/executor-pods'], { ...span, to: span.to + 5_000 });
}

/** The producer of market data is scaled to nothing, for minutes. */
function playDead(act: Stage, _: Random, { dead }: Script): void {
  const span = { from: act.start, to: act.end };
  act.change(FEED, span.from, workloadWith({ desired: 0, actual: 0, ready: 0 }));
  act.remove(FEED_POD, span.from + 400);
  act.change(FEED, span.to, workloadWith({ desired: 1, actual: 1, ready: 1 }));
  act.make(FEED_POD, span.to, pod(FEED_POD, FEED, span.to));
  act.mark(['agent/feed'], 'bad', 'poll/Deployment', span);
  const aside = ['failure/feed-stale', 'failure/missing', 'rule/bypass', 'calm'];
  act.murky(aside, { ...span, to: span.to + 5_000 });
  act.murky(['agent/feed'], { from: span.to, to: span.to + 5_000 });
  dead.push(span);
}

/** A node is drained: its pods go and come back elsewhere. */
function playDrain(act: Stage): void {
  const to = act.start + 40_000;
  act.murky(
    [
      'calm',
      'agent/feed',
      'agent/pilot',
      'agent/lamp',
      'failure/feed-stale',
      'failure/pilot-halted',
      'rule/bypass',
    ],
    { from: act.start, to: to + 8_000 },
  );
  for (const [place, owner] of [
    [FEED_POD, FEED],
    [PILOT_POD, PILOT],
  ] as const) {
    act.change(place, act.start, podWith({ terminating: true, ready: false }));
    act.change(owner, act.start, workloadWith({ ready: 0, actual: 0 }));
    act.remove(place, act.start + 20_000);
    act.make(place, to, pod(place, owner, to));
    act.change(owner, to, workloadWith({ ready: 1, actual: 1 }));
  }
}

/** Somebody deletes the switch and makes it again, as it was. */
function playRecreated(act: Stage): void {
  const at = act.start;
  act.remove(BRAKE, at);
  act.make(BRAKE, at + 200, config(BRAKE, { HALTED: '1' }, at + 200));
  const aside = [
    'execution',
    'proof/halt-switches',
    'agent/crane',
    'calm',
    'agent/feed',
    'agent/pilot',
    'agent/lamp',
  ];
  act.murky([...aside, 'failure/pilot-halted'], { from: at, to: act.end });
  restartPods(act, at + 8_000);
}

export const POPULATION: readonly TimedIncident[] = [
  { id: 'rolling-update', weight: 8, claims: ['lamp'], lasts: [3 * MINUTE, 10 * MINUTE], play: playRollout },
  {
    id: 'node-falls-silent',
    weight: 4,
    claims: ['node', 'feed', 'pilot', 'lamp', 'executor', 'executor-pod'],
    lasts: [MINUTE, 8 * MINUTE],
    play: playSilentNode,
  },
  {
    id: 'producer-dead-for-long',
    weight: 5,
    claims: ['feed', 'feed-answers'],
    lasts: [5 * MINUTE, 12 * MINUTE],
    play: playDead,
  },
  { id: 'node-drains', weight: 4, claims: ['feed', 'pilot'], lasts: [MINUTE, MINUTE], play: playDrain },
  {
    id: 'switch-made-again',
    weight: 4,
    claims: ['brake', 'second', 'feed', 'pilot', 'lamp'],
    lasts: [20_000, 20_000],
    play: playRecreated,
  },
];
