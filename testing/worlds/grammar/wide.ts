/** A plan that uses every way to say what an executor is, what is none, and what is known; and the words of its mesh. */

import { type Plan, planSchema } from '#lib/plan/schema.ts';
import { PLAIN_AGENT } from '../../samples/agents.ts';
import { HOME, OUTSIDE, QUARRY_ON_CLOUD_RUN } from '../plan.ts';
import type { Choices } from '../random.ts';
import type { Entry } from './draw.ts';
import { QUARRY_WORDS, type Vocabulary } from './vocabulary.ts';

const FOLDER = 'registry.corp.example/keep';

/** Something that the plan lists as no executor: what the object is, and what it would be without its entry. */
export interface Listed extends Entry {
  kind: 'Deployment' | 'Pod' | 'CronJob';
  namespace: string;
  name: string;
  labels: Record<string, string>;
  images: Choices<string>;
  signs: readonly string[];
  until: string;
  holds: boolean;
  without: 'executor' | 'doubt';
}

const listed = (id: string, more: Partial<Listed>): Listed => ({
  ...{ id, kind: 'Deployment', namespace: OUTSIDE, name: id, labels: { app: 'crane' } },
  ...{ images: [`${FOLDER}/box`], signs: ['label app=crane'], until: '2026-12-31', holds: true },
  without: 'executor',
  ...more,
});

/** All of it is looked at on 2026-11-20, 15:15 UTC. */
export const LISTED: Choices<Listed> = [
  listed('keeper', {}),
  listed('keeper-pod', { kind: 'Pod' }),
  listed('keeper-cron', { kind: 'CronJob' }),
  listed('keeper-two', { images: [`${FOLDER}/box`, `${FOLDER}/lid`] }),
  listed('keeper-inside', {
    namespace: HOME,
    labels: { crew: 'derrick' },
    signs: ['label crew=derrick'],
    without: 'doubt',
  }),
  listed('keeper-today', { until: '2026-11-20' }),
  listed('keeper-hour', { until: '2026-11-20T16:00:00Z' }),
  listed('keeper-late', { until: '2026-11-19', holds: false }),
  listed('keeper-past', { until: '2026-11-20T15:00:00Z', holds: false }),
  // Its full name alone can be listed, and so can a program alone; both together cannot.
  listed('winch', { labels: {}, signs: ['name=winch'] }),
  listed('keeper-image', {
    labels: {},
    images: [`${FOLDER}/winch`],
    // On a pod the node tells it as well.
    signs: ['image=winch', 'image that runs=winch'],
  }),
  listed('windlass', {
    labels: {},
    images: [`${FOLDER}/windlass`],
    signs: ['name=windlass', 'image=windlass'],
    holds: false,
  }),
];

const words = { by: 'ada', why: 'it is none' };

/** Objects of Cloud Run that the plan names beside an executor's name. None of them bears it. */
export const DECLARED: Choices<Entry & { kind: 'service' | 'job' | 'worker-pool'; agent: object }> = [
  { id: 'rail-web', kind: 'service', agent: { name: 'gantry', cloudRun: { service: 'rail-web' } } },
  {
    id: 'lifter',
    kind: 'service',
    agent: { name: 'winch', aliases: ['windlass'], kind: 'execution', cloudRun: { service: 'lifter' } },
  },
  {
    id: 'pulley-web',
    kind: 'service',
    agent: {
      name: 'pulley',
      aliases: ['crane'],
      cloudRun: { service: 'pulley-web', urlEnv: 'CRANE_GATE_OF' },
    },
  },
  {
    id: 'hoist-night',
    kind: 'job',
    agent: { name: 'hoist', cloudRun: { service: 'crane', job: 'hoist-night' } },
  },
  {
    id: 'ratchet-web',
    kind: 'service',
    agent: { name: 'ratchet', cloudRun: { service: 'ratchet-web', job: 'crane' } },
  },
  {
    id: 'tackle-pool',
    kind: 'worker-pool',
    agent: {
      name: 'tackle',
      cloudRun: { job: 'tackle-night', workerPool: 'tackle-pool' },
      aliases: ['derrick'],
    },
  },
  {
    id: 'sheave-web',
    kind: 'service',
    agent: { name: 'sheave', cloudRun: { service: 'sheave-web', workerPool: 'crane' } },
  },
];

const MERE = { role: 'lifts', kind: 'ops', runs: 'off', criticality: 'P2', workloads: [], probes: [] };

const agents = [
  ...QUARRY_ON_CLOUD_RUN.agents.map((agent) => (agent.name === 'crane' ? { ...agent, kind: 'ops' } : agent)),
  ...DECLARED.map(({ agent }) => ({
    ...PLAIN_AGENT,
    ...MERE,
    ...agent,
  })),
  // On Cloud Run, and no executor.
  { ...PLAIN_AGENT, ...MERE, name: 'ledger', cloudRun: { service: 'ledger-web' } },
];

const { safety } = QUARRY_ON_CLOUD_RUN;

export const WIDE: Plan = planSchema.parse({
  ...QUARRY_ON_CLOUD_RUN,
  agents,
  safety: {
    ...safety,
    executors: {
      ...safety.executors,
      names: ['crane', 'gantry', 'trolley'],
      words: ['jib-hoist'],
      images: ['registry.corp.example/drum-pack'],
      modules: ['capstan_main'],
      notExecutors: LISTED.map(({ kind, namespace, name, signs, images, until }) => ({
        workload: { kind, namespace, name },
        ...{ signs, until, ...words },
        image: images.length === 1 ? images[0] : images,
      })),
    },
    haltSwitches: safety.haltSwitches.map((each) =>
      each.key === 'STOP' ? { ...each, key: 'CRANE_STOP' } : each,
    ),
    gates: [
      ...safety.gates,
      { variable: 'PASS', safe: [] },
      { variable: 'CRANE_UNLOCK', safe: ['off'] },
      { variable: 'LEVEL', safe: ['low'], danger: ['high'] },
      { variable: 'LOCAL_LOCK', safe: ['off'], where: 'mesh' },
      { variable: 'SIDE_DOOR', safe: ['shut'], unset: 'unknown' },
      {
        variable: 'BROKER_URL',
        safe: ['https://paper.broker.example'],
        danger: ['https://live.broker.example'],
      },
    ],
    knownSettings: [
      { setting: 'ALLOW_LIVE_TRADES', means: 'a label of a page', by: 'ada' },
      { setting: '--allow-order-routing', workload: 'router', means: 'a route of pages', by: 'ada' },
    ],
    knownSources: [
      { kind: 'Secret', namespace: HOME, name: 'reports-db', holds: 'a login', ...words },
      { kind: 'ConfigMap', namespace: HOME, name: 'tuning', holds: 'sizes', ...words },
    ],
  },
});

const [brake, second] = QUARRY_WORDS.switches;

export const WIDE_WORDS: Vocabulary = {
  ...QUARRY_WORDS,
  id: 'wide',
  plan: WIDE,
  names: ['crane', 'derrick', 'gantry', 'trolley', 'winch', 'windlass', 'jib-hoist'],
  modules: ['capstan-main'],
  images: ['drum-pack'],
  gates: [
    { variable: 'UNLOCK', opens: 'on' },
    { variable: 'PASS', opens: 'a-token-of-somebody' },
    { variable: 'LEVEL', opens: 'high' },
    { variable: 'SIDE_DOOR', opens: 'on' },
    { variable: 'BROKER_URL', opens: 'https://live.broker.example' },
  ],
  lookalikes: [...QUARRY_WORDS.lookalikes, 'winchester', 'capstan', 'jib', 'hoist-jib'],
  switches: [brake, { ...second, key: 'CRANE_STOP' }],
  // An image in no folder of its registry makes none of the others one of the mesh.
  folder: 'registry.quarry.example',
  isWide: true,
};
