/** Executors' pods and runs over time: how each left, what was seen of it later, and what must then be said. */

import type { Fact } from '#lib/facts/fact.ts';
import { cranePod, gone, lived, n1, type Step, settledBy } from '../../samples/executor-life.ts';
import { blind, NOW, pod, workload } from '../../samples/facts.ts';
import { type Choices, Random } from '../random.ts';
import type { Entry } from './draw.ts';

/** `lost`: nothing shows that it has ended. `over`: something does. `ran`: it is told as one that ran. `none`: nothing is told of it. */
type Claim = 'lost' | 'over' | 'ran' | 'runs' | 'none';

interface Life extends Entry {
  claim: Claim;
  first?: readonly Fact[];
  steps: (after: number) => Step[];
  /** Names that are told. */
  tells?: string;
}

const HOUR = 3_600;
const then = (after: number, ...facts: Step['facts']): Step => ({ after, facts });
const force = then(1, gone(1));
const SILENT = n1({ ready: null });
const silently = then(1, SILENT, gone(1));
const SHUT_DOWN = { ready: null, taints: ['node.kubernetes.io/out-of-service'] };
const settled = (plan: Step['plan'], more: Step[] = [silently]): Step[] => [
  ...more,
  { after: 61, facts: [], ...(plan && { plan }) },
];
const later = (value: Parameters<typeof cranePod>[0], after: number): Fact => ({
  ...cranePod({ resourceVersion: `2${after}`, ...value }),
  observedAt: NOW + after * 1_000,
});
const off = { desired: 0, actual: 0, ready: 0 };
const job = (ago: number, more: Parameters<typeof workload>[1] = {}): Fact =>
  workload('crane-once', {
    ...off,
    kind: 'Job',
    finished: 'complete',
    lastRunAt: NOW - ago * 1_000,
    ...more,
  });
const cron = (ago: number): Fact =>
  workload('crane', { ...off, kind: 'CronJob', lastRunAt: NOW - ago * 1_000 });
const ended = (at: number | null): Parameters<typeof cranePod>[0] => ({
  phase: 'Succeeded',
  states: [
    {
      ...{ name: 'main', ready: false, restarts: 0, state: 'terminated', reason: 'Completed' },
      ...{ message: null, startedAt: null },
      lastExit: { code: 0, reason: 'Completed', message: null, at },
    },
  ],
});
/** A pod that nothing but its labels makes an executor's. */
const labelled = (value: Parameters<typeof pod>[2], after: number): Fact => ({
  ...pod('x-1', 'x', { resourceVersion: `2${after}`, ...value }),
  observedAt: NOW + after * 1_000,
});
const UNCLEAR = { phase: 'Failed', reason: 'NodeLost', states: [] };
const MANY = Array.from({ length: 230 }, (_, i) => `crane-${i}`);
const leaveAll = then(1, SILENT, ...MANY.map((name) => gone(1, false, name)));
const many = MANY.map((name) => pod(name, 'crane'));
const DAY = 24 * HOUR;

/** `after`: seconds, from some to many, that nothing happens. */
export const LIVES: Choices<Life> = [
  { id: 'ended as it went', claim: 'over', steps: () => [then(1, gone(1, true))] },
  { id: 'ended, told late', claim: 'over', steps: () => [force, then(2, gone(2, true))] },
  {
    id: 'another one’s end',
    claim: 'lost',
    steps: () => [force, then(2, { ...gone(2, true), goneUid: 'u-other' })],
  },
  {
    id: 'its end was read, and told again',
    claim: 'over',
    steps: () => [then(1, later(ended(NOW), 1)), then(2, gone(2, true))],
  },
  { id: 'by force', claim: 'lost', steps: () => [force] },
  { id: 'by force, within its time', claim: 'lost', steps: () => [force, then(90)] },
  { id: 'by force, long ago', claim: 'over', steps: (after) => [force, then(100 + after)] },
  {
    id: 'with a long grace',
    claim: 'lost',
    steps: () => [then(0, cranePod({ graceSeconds: 600 })), force, then(300)],
  },
  {
    id: 'with a grace that was longer',
    claim: 'lost',
    steps: () => [
      then(0, cranePod({ graceSeconds: 600 })),
      then(1, later({ graceSeconds: 30 }, 1)),
      then(2, gone(2)),
      then(300),
    ],
  },
  { id: 'from a silent node', claim: 'lost', steps: (after) => [silently, then(after * 10)] },
  {
    id: 'its node is back',
    claim: 'lost',
    steps: () => [silently, then(600, n1({ readySince: NOW + 590_000 }, 600))],
  },
  {
    id: 'its node is back for long',
    claim: 'over',
    steps: () => [silently, then(600, n1({ readySince: NOW + 500_000 }, 600))],
  },
  { id: 'its node was shut down', claim: 'over', steps: () => [silently, then(2, n1(SHUT_DOWN, 2))] },
  { id: 'its node is gone', claim: 'lost', steps: (after) => [then(1, n1(null), gone(1)), then(after * 10)] },
  {
    id: 'another node has its name',
    claim: 'lost',
    steps: (after) => [then(1, n1(null), gone(1)), then(HOUR + after, n1({ uid: 'new' }, 2))],
  },
  {
    id: 'its node was replaced before',
    claim: 'lost',
    steps: (after) => [then(1, n1({ uid: 'new' }, 1)), then(2, gone(2)), then(HOUR + after)],
  },
  { id: 'nodes cannot be read', claim: 'lost', steps: () => [force, then(HOUR, blind('watch/Node'))] },
  {
    id: 'another pod has its name',
    claim: 'lost',
    steps: () => [then(1, cranePod({ uid: 'next', phase: 'Succeeded', resourceVersion: '20' }))],
  },
  {
    id: 'another pod, long ago',
    claim: 'over',
    steps: () => [then(1, cranePod({ uid: 'next', phase: 'Succeeded', resourceVersion: '20' })), then(HOUR)],
  },
  { id: 'while the console was away', claim: 'lost', steps: () => [{ ...then(1), restart: true }] },
  {
    id: 'while it was away for long',
    claim: 'over',
    steps: () => [{ ...then(1), restart: true }, then(HOUR)],
  },
  {
    id: 'before a restart',
    claim: 'lost',
    steps: () => [silently, { ...then(600, n1({ ready: null }, 600)), restart: true }],
  },
  {
    id: 'pods cannot be read',
    claim: 'lost',
    steps: () => [{ ...then(1, blind('poll/Pod')), restart: true }, then(2)],
  },
  { id: 'settled', claim: 'over', steps: () => settled(settledBy()) },
  {
    id: 'settled by its uid',
    claim: 'over',
    steps: () => settled(settledBy({ uid: 'u-crane-x', pod: 'pier/crane-x' })),
  },
  { id: 'settled at another node', claim: 'lost', steps: () => settled(settledBy({ node: 'n2' })) },
  { id: 'settled by another uid', claim: 'lost', steps: () => settled(settledBy({ uid: 'u' })) },
  {
    id: 'settled too soon',
    claim: 'lost',
    steps: () => settled(settledBy({ at: new Date(NOW).toISOString() })),
  },
  {
    id: 'labelled anew',
    claim: 'lost',
    first: [labelled({ labels: { app: 'crane' } }, 0)],
    steps: () => [then(1, labelled({}, 1)), then(2, gone(2, false, 'x-1'))],
  },
  {
    id: 'labelled anew, and it ended',
    claim: 'over',
    first: [labelled({ labels: { app: 'crane' } }, 0)],
    steps: () => [then(1, labelled({}, 1)), then(2, labelled(ended(NOW), 2))],
  },
  { id: 'seen late to be gone', claim: 'over', steps: () => [then(60, gone(1)), then(95)] },
  { id: 'seen to be silent', claim: 'lost', steps: () => [silently], tells: 'which is silent' },
  {
    id: 'refused after it ran',
    claim: 'lost',
    steps: () => [
      then(
        1,
        cranePod({ phase: 'Failed', reason: 'UnexpectedAdmissionError', states: [], resourceVersion: '11' }),
      ),
    ],
  },
  {
    id: 'refused, long ago',
    claim: 'over',
    steps: () => [
      then(
        1,
        cranePod({ phase: 'Failed', reason: 'UnexpectedAdmissionError', states: [], resourceVersion: '11' }),
      ),
      then(HOUR),
    ],
  },
  {
    id: 'its end is unclear',
    claim: 'lost',
    steps: (after) => [then(1, later(UNCLEAR, 1)), then(1 + after)],
  },
  {
    id: 'gone after an unclear end',
    claim: 'lost',
    first: [cranePod(UNCLEAR)],
    steps: () => [then(1), force],
  },
  {
    id: 'another’s end is unclear',
    claim: 'over',
    first: [pod('x-1', 'x', UNCLEAR)],
    steps: () => [then(1), then(2, gone(2, false, 'x-1'))],
  },
  {
    id: 'unclear, and settled',
    claim: 'over',
    first: [cranePod({ ...UNCLEAR, createdAt: NOW })],
    steps: () => [{ after: 61, facts: [], plan: settledBy() }],
  },
  {
    id: 'unclear, made after it was settled',
    claim: 'lost',
    first: [cranePod({ ...UNCLEAR, createdAt: NOW + 60_500 })],
    steps: () => [{ after: 61, facts: [], plan: settledBy() }],
  },
  {
    id: 'unclear, settled, age unknown',
    claim: 'over',
    first: [cranePod(UNCLEAR)],
    steps: () => [{ after: 61, facts: [], plan: settledBy() }],
  },
  {
    id: 'without a node',
    claim: 'none',
    first: [cranePod({ node: null, phase: 'Pending', states: [] })],
    steps: () => [force],
  },
  { id: 'back again', claim: 'runs', steps: () => [force, then(2, later({}, 2))] },
  { id: 'gone twice', claim: 'lost', steps: () => [force, then(2, later({}, 2)), then(HOUR, gone(HOUR))] },
  { id: 'more than there is room for', claim: 'lost', first: many, steps: () => [leaveAll] },
  {
    id: 'those without room',
    claim: 'lost',
    first: many,
    steps: () => settled(settledBy({ pod: '*' }), [leaveAll]),
    tells: '"count":30',
  },
  {
    id: 'those without room, by and by',
    claim: 'lost',
    first: many,
    steps: () => settled(settledBy({ pod: '*' }), [leaveAll, then(2), then(3)]),
    tells: '"count":30',
  },
  {
    id: 'all of them settled',
    claim: 'over',
    first: many,
    steps: () => settled(settledBy({ pod: '*', node: '*' }), [leaveAll]),
  },
  {
    id: 'many that still run',
    claim: 'lost',
    first: many,
    steps: () => settled(settledBy({ pod: '*' }), [{ ...then(1, SILENT), restart: true }]),
    tells: '"count":30',
  },
  {
    id: 'as many as there is room for',
    claim: 'over',
    first: many.slice(0, 200),
    steps: () =>
      settled(settledBy({ pod: '*' }), [
        then(1, SILENT, ...MANY.slice(0, 200).map((name) => gone(1, false, name))),
      ]),
  },
  { id: 'a Job that completed', claim: 'ran', first: [job(600)], steps: () => [], tells: 'crane-once' },
  {
    id: 'a Job without its time',
    claim: 'ran',
    first: [job(600, { lastRunAt: null, createdAt: NOW - 600_000 })],
    steps: () => [],
    tells: 'crane-once',
  },
  {
    id: 'a Job without any time',
    claim: 'ran',
    first: [job(600, { lastRunAt: null })],
    steps: () => [then(60), then(120)],
    tells: `"at":${NOW}`,
  },
  { id: 'a Job of long ago', claim: 'none', first: [job(30 * HOUR)], steps: () => [] },
  {
    id: 'a Job made long ago',
    claim: 'none',
    first: [job(0, { lastRunAt: null, createdAt: NOW - 30 * HOUR * 1_000 })],
    steps: () => [],
  },
  {
    id: 'a Job that has not run',
    claim: 'none',
    first: [job(0, { finished: null, lastRunAt: null })],
    steps: () => [],
  },
  { id: 'a CronJob that ran', claim: 'ran', first: [cron(600)], steps: () => [], tells: '"kind":"CronJob"' },
  {
    id: 'a CronJob that ran not yet',
    claim: 'none',
    first: [workload('crane', { ...off, kind: 'CronJob' })],
    steps: () => [],
  },
  {
    id: 'a CronJob, its Job and its pod',
    claim: 'ran',
    first: [
      cron(600),
      workload('crane-7', {
        ...off,
        kind: 'Job',
        finished: 'complete',
        lastRunAt: NOW - 599_000,
        owner: { kind: 'CronJob', name: 'crane', group: 'batch' },
      }),
      pod('crane-7-x', 'crane-7', { ...ended(NOW - 599_000), workload: { kind: 'Job', name: 'crane-7' } }),
    ],
    steps: () => [],
    tells: '"count":1,',
  },
  {
    id: 'a Job of nobody’s schedule',
    claim: 'ran',
    first: [job(600, { owner: { kind: 'Release', name: 'x', group: 'a.b' } })],
    steps: () => [],
    tells: '"kind":"Job"',
  },
  {
    id: 'a pod that ended',
    claim: 'ran',
    first: [cranePod(ended(NOW - 60_000))],
    steps: () => [],
    tells: `"at":${NOW - 60_000}`,
  },
  {
    id: 'a pod that ended at no time',
    claim: 'ran',
    first: [cranePod({ ...ended(null), createdAt: NOW - 90_000 })],
    steps: () => [],
    tells: `"at":${NOW - 90_000}`,
  },
  {
    id: 'a pod that never ran',
    claim: 'none',
    first: [cranePod({ phase: 'Failed', reason: 'OutOfcpu', states: [] })],
    steps: () => [],
  },
  {
    id: 'somebody else’s pod that ended',
    claim: 'none',
    first: [pod('x-1', 'x', ended(NOW))],
    steps: () => [],
  },
  {
    id: 'its Job is gone',
    claim: 'ran',
    first: [],
    steps: (after) => [then(0, job(600)), { ...then(60 + after), restart: true }],
    tells: 'crane-once',
  },
  {
    id: 'its Job is gone, and the session',
    claim: 'none',
    first: [],
    steps: () => [then(0, job(600)), { ...then(8 * HOUR), restart: true }],
  },
  {
    id: 'it ran again',
    claim: 'ran',
    first: [job(600)],
    steps: () => [then(60, { ...job(-50, { resourceVersion: '11' }), observedAt: NOW + 60_000 })],
    tells: `"at":${NOW + 50_000}`,
  },
  { id: 'after the close', claim: 'ran', first: [job(17 * HOUR)], steps: () => [], tells: 'crane-once' },
  { id: 'before the open', claim: 'ran', first: [job(6 * HOUR)], steps: () => [], tells: 'crane-once' },
  {
    id: 'beyond the calendar',
    claim: 'ran',
    first: [],
    steps: () => [then(0, job(-70 * 365 * 24 * HOUR)), then(70 * 365 * 24 * HOUR + DAY - 60)],
    tells: 'crane-once',
  },
];

export const lifeAt = (index: number): Life => LIVES[index % LIVES.length] ?? LIVES[0];

/** One life; null: all that is claimed holds. */
export function brokenLife(seed: number, index: number): string | null {
  const random = new Random(seed, index);
  const life = lifeAt(index);
  const said = lived(life.steps(random.int(1, 300)), life.first);
  const wanted = {
    lost: 'unproven',
    over: 'proven-off',
    ran: 'proven-off',
    runs: 'not-off',
    none: 'proven-off',
  }[life.claim];
  if (said.outcome !== wanted) return `${life.id} is ${said.outcome}`;
  if ((said.code === 'executor-finished') !== (life.claim === 'ran') && life.claim !== 'over')
    return `${life.id} is told as ${said.code}`;
  const told = life.tells === undefined || JSON.stringify(said.proof).includes(life.tells);
  return told ? null : `not told: ${life.tells}`;
}
