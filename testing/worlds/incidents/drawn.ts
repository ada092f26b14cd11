/** Whatever the grammar draws, put into the mesh for a while: executors in disguise, suspects, settings, and innocents. */

import { COLLECTIONS } from '#collectors/cloud-run/kinds.ts';
import { kindOf, objectSchema, type RawObject } from '../../pipeline/raw-object.ts';
import { type Json, jsonSchema } from '../../practice/world/json.ts';
import { drawn } from '../grammar/claims.ts';
import type { Claim, CloudRunDocument, Drawn } from '../grammar/draw.ts';
import { QUARRY_WORDS } from '../grammar/vocabulary.ts';
import type { Place } from '../objects.ts';
import { CLOUD_RUN } from '../outages.ts';
import { OUTSIDE } from '../plan.ts';
import type { Random } from '../random.ts';
import type { Level, Span, Stage } from '../stage.ts';
import type { Incident } from './incident.ts';

const LEVELS: Readonly<Partial<Record<Claim, Level>>> = {
  executor: 'bad',
  live: 'bad',
  doubt: 'doubt',
  'doubt-setting': 'doubt',
};
/** What any part of execution says of it beside the outcome is not claimed. */
const PARTS = [
  'agent/crane',
  'proof/executors-scaled',
  'proof/executor-pods',
  'proof/halt-switches',
  'proof/modes',
  'proof/cloud-run-executor',
];
/** The day that the grammar's objects are of. */
const ITS_NOW = Date.parse('2026-11-20T15:15:00Z');

function play(stage: Stage, random: Random): void {
  const thing = drawn(QUARRY_WORDS, random.int(0, 2 ** 31), random.int(0, 2 ** 31));
  if (thing.cloudRun.length > 0 && stage.cloudRun === null) return;
  const span = stage.span();
  stage.drawn.push(`${thing.claim}: ${thing.sign}`);
  for (const object of thing.objects) put(stage, object, span);
  for (const document of thing.cloudRun) serve(stage, document, span);
  claim(stage, thing, span);
}

function put(stage: Stage, object: RawObject, span: Span): void {
  const { apiVersion, kind, metadata } = object;
  const { namespace = '', name } = metadata;
  const place: Place = { kind: kindOf(object), namespace, name };
  if (place.kind !== kind) stage.serves.push({ at: stage.start - 60_000, apiVersion, kind });
  stage.make(place, span.from, { kind: 'raw', value: objectSchema.parse(dated(stage, object)) });
  // A halt switch stays: what stood there before is history.
  if (kind !== 'ConfigMap') stage.remove(place, span.to);
}

function serve(stage: Stage, { kind, document, ...at }: CloudRunDocument, span: Span): void {
  const collection = COLLECTIONS[kind];
  const here = JSON.stringify(document).replaceAll(
    `projects/${at.project}/locations/${at.region}`,
    'projects/dock/locations/us-east1',
  );
  const item = jsonSchema.parse(JSON.parse(here));
  stage.cloudRun?.push({ at: span.from, collection, items: [item] }, { at: span.to, collection, items: [] });
}

/** The same with its times as long before this world as they were before the grammar's. */
function dated(stage: Stage, value: object): Json {
  const text = JSON.stringify(value).replace(/"2026-11-20T\d\d:\d\d:\d\dZ"/g, (time) => {
    const ms = Date.parse(time.slice(1, -1)) - ITS_NOW + stage.start;
    return `"${new Date(ms).toISOString().slice(0, 19)}Z"`;
  });
  return jsonSchema.parse(JSON.parse(text));
}

function claim(stage: Stage, thing: Drawn, span: Span): void {
  const { claim: claimed, objects, mayBeTold, cloudRun } = thing;
  const level = LEVELS[claimed];
  const isSwitch = objects.some(({ kind }) => kind === 'ConfigMap');
  const lasts = isSwitch ? { from: span.from, to: stage.end + 60_000 } : span;
  const polls = cloudRun.length > 0 ? [CLOUD_RUN] : thing.polls;
  if (level !== undefined)
    for (const via of polls) stage.mark(['execution'], level, via, lasts, { needs: polls });
  const after = { from: span.from, to: stage.end + 60_000 };
  const told = level !== undefined || mayBeTold || claimed === 'open';
  stage.murky(claimed === 'open' ? [...PARTS, 'execution'] : told ? PARTS : [], after);
  // A pod that goes without its end is not known to have ended.
  if (level !== undefined) stage.murky(['execution'], { from: span.to, to: stage.end + 60_000 });
  const inside = objects.some(
    ({ metadata }) => metadata.namespace !== undefined && isOfMesh(metadata.namespace),
  );
  if (inside || told) stage.murky(['calm', ...(inside ? ['failure/undeclared'] : [])], after);
  if (isSwitch)
    stage.murky(['calm', 'agent/pilot', 'agent/feed', 'agent/lamp', 'failure/pilot-halted'], after);
}

function isOfMesh(namespace: string): boolean {
  return !['default', 'kube-system', OUTSIDE].includes(namespace);
}

export const DRAWN: readonly Incident[] = [
  { id: 'drawn', weight: 30, claims: ['executor', 'brake', 'second', 'cloud-run', 'kinds'], play },
];
