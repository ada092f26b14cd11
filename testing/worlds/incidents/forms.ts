/** Executors and settings of one telling form each, as raw objects that stand for a while. */

import { objectSchema } from '../../pipeline/raw-object.ts';
import { mergePatch } from '../../practice/api/patch.ts';
import { type JsonObject, toJson } from '../../practice/world/json.ts';
import {
  type Container,
  container,
  literal,
  type Place,
  pod,
  rawOf,
  type Thing,
  type Workload,
  workload,
} from '../objects.ts';
import { HOME, OUTSIDE, SECOND_NAMESPACE } from '../plan.ts';
import type { Random } from '../random.ts';
import type { Level, Stage } from '../stage.ts';
import { type Incident, MODES, PODS_OF_CRANE, SCALED } from './incident.ts';

interface Form extends Place {
  id: string;
  weight?: number;
  /** Null: nothing is wrong with it. */
  level: Level | null;
  subjects: readonly string[];
  thing: (place: Place, at: number) => Thing;
}

const OFF = { desired: 0, actual: 0, ready: 0 };
const PLAIN: Container = { ...container('worker'), image: 'registry.example/worker:3' };
const LIVE = literal('MODE', 'LIVE');
const WITHOUT_SWITCH = { ...PLAIN, env: [literal('MODE', 'OBSERVE'), literal('DRY', '1')], volumeMounts: [] };

/** The object with more in it than the pieces can say, by a merge patch. */
function patched(place: Place, thing: Thing, patch: JsonObject): Thing {
  return { kind: 'raw', value: objectSchema.parse(mergePatch(toJson(rawOf(place, thing)), patch)) };
}

/** One that wants a pod and has none yet: its template is all there is. */
const wanted =
  (value: Partial<Workload>, patch: JsonObject = {}) =>
  (place: Place, at: number): Thing =>
    patched(place, workload(place, at, { labels: {}, actual: 0, ready: 0, ...value }), patch);
const executorAtZero = (patch: JsonObject) => wanted({ ...OFF, containers: [container('crane')] }, patch);
const NEVER_RAN = { status: { lastScheduleTime: null } };
const isOlder = { metadata: { generation: 2 }, status: { observedGeneration: 1 } };
const ofOperator = {
  metadata: {
    ownerReferences: [
      { apiVersion: 'desk.example/v1', kind: 'Desk', name: 'east', uid: 'd', controller: true },
    ],
  },
};

const FORMS: readonly Form[] = [
  {
    ...{ id: 'executor-by-argument', kind: 'Deployment', namespace: OUTSIDE, name: 'helper-a' },
    ...{ level: 'bad', subjects: SCALED },
    thing: wanted({ containers: [{ ...PLAIN, command: ['python'], args: ['-m', 'desk.crane.app'] }] }),
  },
  {
    ...{ id: 'executor-annotated', kind: 'StatefulSet', namespace: HOME, name: 'annotated' },
    ...{ level: 'doubt', subjects: SCALED },
    thing: wanted({ containers: [PLAIN] }, { metadata: { annotations: { 'dock.example/serves': 'crane' } } }),
  },
  {
    ...{ id: 'executor-of-operator', kind: 'StatefulSet', namespace: OUTSIDE, name: 'helper-o' },
    ...{ level: 'bad', subjects: SCALED },
    thing: wanted({ containers: [container('crane')] }, ofOperator),
  },
  {
    ...{ id: 'executor-lags', kind: 'Deployment', namespace: OUTSIDE, name: 'crane-late' },
    ...{ level: 'doubt', subjects: SCALED },
    thing: executorAtZero(isOlder),
  },
  {
    ...{ id: 'executor-scheduled', kind: 'CronJob', namespace: OUTSIDE, name: 'crane-nightly' },
    ...{ level: 'bad', subjects: SCALED },
    thing: wanted({}, NEVER_RAN),
  },
  {
    ...{ id: 'executor-suspended', kind: 'CronJob', namespace: OUTSIDE, name: 'crane-weekly' },
    ...{ level: null, subjects: [] },
    thing: executorAtZero(NEVER_RAN),
  },
  {
    ...{ id: 'executor-takes-all', kind: 'StatefulSet', namespace: OUTSIDE, name: 'crane-w' },
    ...{ level: 'doubt', subjects: MODES },
    thing: wanted({
      ...OFF,
      containers: [{ ...container('crane'), envFrom: [{ secretRef: { name: 'desk-settings' } }] }],
    }),
  },
  {
    ...{ id: 'mode-set-twice', kind: 'Deployment', namespace: OUTSIDE, name: 'twice' },
    ...{ level: 'bad', subjects: MODES },
    thing: wanted({ containers: [container('twice', [LIVE])] }),
  },
  {
    ...{ id: 'mode-by-flag', kind: 'Deployment', namespace: SECOND_NAMESPACE, name: 'flagged' },
    ...{ level: 'bad', subjects: MODES },
    thing: wanted({ containers: [{ ...PLAIN, env: [], args: ['--mode=LIVE'] }] }),
  },
  {
    ...{ id: 'setting-not-kept', kind: 'Deployment', namespace: SECOND_NAMESPACE, name: 'confirms' },
    ...{ level: 'doubt', subjects: MODES },
    thing: wanted({ containers: [container('confirms', [literal('CONFIRM_ORDERS', 'x')])] }),
  },
  {
    ...{ id: 'mesh-takes-all', kind: 'Deployment', namespace: SECOND_NAMESPACE, name: 'taker' },
    ...{ level: 'doubt', subjects: MODES },
    thing: wanted({
      containers: [{ ...container('taker'), envFrom: [{ secretRef: { name: 'desk-settings' } }] }],
    }),
  },
  ...(['DaemonSet', 'ReplicaSet'] as const).map((kind) => ({
    ...{ id: `executor-${kind}`, kind, namespace: OUTSIDE, name: 'crane-each' },
    ...{ level: 'bad' as const, subjects: SCALED },
    thing: wanted({ containers: [container('crane')] }),
  })),
  {
    ...{ id: 'executor-gated', weight: 7, kind: 'Pod', namespace: HOME, name: 'crane-g' },
    ...{ level: 'bad', subjects: PODS_OF_CRANE },
    thing: (place, at) => pod(place, null, at, { containers: [container('crane')] }),
  },
  {
    ...{ id: 'executor-owned-pod', kind: 'Pod', namespace: OUTSIDE, name: 'crane-debug-x' },
    ...{ level: 'bad', subjects: PODS_OF_CRANE },
    thing: (place, at) => {
      const owner = { kind: 'Job', namespace: OUTSIDE, name: 'sweep' };
      return pod(place, owner, at, { labels: {}, containers: [PLAIN] });
    },
  },
  {
    ...{ id: 'executor-without-switch', kind: 'Pod', namespace: SECOND_NAMESPACE, name: 'crane-m' },
    ...{ level: 'bad', subjects: [...PODS_OF_CRANE, 'proof/halt-mounts'] },
    thing: (place, at) => pod(place, null, at, { containers: [WITHOUT_SWITCH] }),
  },
];

function playForm(
  stage: Stage,
  random: Random,
  { id: _, weight: __, level, subjects, thing, ...place }: Form,
): void {
  const span = stage.span();
  stage.make(place, span.from, thing(place, random.chance(0.5) ? span.from : span.from - 60_000));
  stage.remove(place, span.to);
  const after = { from: span.to, to: stage.end + 60_000 };
  if (level !== null) stage.mark(subjects, level, `poll/${place.kind}`, span);
  // A pod that goes without its end is not known to have ended.
  if (place.kind === 'Pod') stage.murky(PODS_OF_CRANE, after);
  if (level !== null) stage.murky(['calm'], { from: span.from, to: after.to });
  if (place.namespace !== OUTSIDE) stage.murky(['failure/undeclared'], { from: span.from, to: after.to });
  if (subjects === MODES) stage.murky(['agent/crane'], span);
}

export const IN_FORMS: readonly Incident[] = FORMS.map((form) => ({
  ...{ id: form.id, weight: form.weight ?? 2, claims: [form.id] },
  play: (stage, random) => playForm(stage, random, form),
}));
