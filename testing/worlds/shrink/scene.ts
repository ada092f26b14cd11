/** What incidents make of the calm mesh, as data: each change of an object and of an answer, with its instant and the truth of it. */

import { type JsonObject, toJson } from '../../practice/world/json.ts';
import { rawOf } from '../objects.ts';
import type { Life, Outage } from '../outages.ts';
import type { CloudRunVersion, Endpoint, Mark, Reply, Stage } from '../stage.ts';
import type { Version } from '../timeline.ts';
import { type Recipe, stageOf } from '../world.ts';

/** An object as it becomes at an instant, and as it was; null: not there. */
export interface ObjectChange {
  at: number;
  ref: { kind: string; namespace: string; name: string };
  before: JsonObject | null;
  after: JsonObject | null;
  /** No watch tells of it. */
  quiet?: boolean;
}

/** What an agent begins to answer at an instant; `calm`: what it else would. */
export interface ReplyChange {
  at: number;
  endpoint: Endpoint;
  calm: Reply | null;
  reply: Reply;
}

export interface Scene {
  start: number;
  end: number;
  onCloudRun: boolean;
  withoutCloudRun: boolean;
  calm: number;
  network: number;
  incidents: readonly string[];
  /** What the grammar drew for them. */
  drawn: readonly string[];
  objects: readonly ObjectChange[];
  replies: readonly ReplyChange[];
  cloudRun: readonly CloudRunVersion[];
  serves: Stage['serves'];
  outages: readonly Outage[];
  lives: readonly Life[];
  asked: readonly number[];
  marks: readonly Mark[];
  /** Fields of objects that are left out, wherever they stand. */
  dropped: readonly string[];
}

export function sceneOf(recipe: Recipe, asked: readonly number[]): Scene {
  const { start, end, onCloudRun, withoutCloudRun, calm, network, outages, lives } = recipe;
  const [stage, undisturbed] = [stageOf(recipe), stageOf({ ...recipe, incidents: [] })];
  return {
    ...{ start, end, onCloudRun, withoutCloudRun, calm, network, outages, lives, asked, dropped: [] },
    incidents: stage.incidents,
    drawn: stage.drawn,
    objects: objectChanges(stage.store.settle(), undisturbed.store.settle()),
    replies: stage.endpoints.flatMap((endpoint) =>
      replyChanges(stage, endpoint, isAmong(endpoint, undisturbed.endpoints)),
    ),
    cloudRun: stage.cloudRun ?? [],
    serves: stage.serves,
    marks: stage.marks,
  };
}

const isAmong = ({ agent, probe }: Endpoint, others: readonly Endpoint[]): boolean =>
  others.some((other) => other.agent === agent && other.probe === probe);

const keyOf = ({ kind, namespace, name }: ObjectChange['ref']): string => `${kind}/${namespace}/${name}`;

/** The versions that are not those of the calm mesh. */
function objectChanges(versions: readonly Version[], calm: readonly Version[]): ObjectChange[] {
  const last = new Map<string, JsonObject | null>();
  return versions.flatMap(({ at, place, thing, quiet }) => {
    const ref = { ...place, kind: place.kind.split('.')[0] ?? place.kind };
    const before = last.get(keyOf(ref)) ?? null;
    const after = thing && toJson(rawOf(place, thing));
    last.set(keyOf(ref), after);
    const isCalm = calm.some((version) => version.at === at && keyOf(version.place) === keyOf(place));
    return isCalm ? [] : [{ at, ref, before, after, ...(quiet ? { quiet } : {}) }];
  });
}

function replyChanges(stage: Stage, endpoint: Endpoint, isCalm: boolean): ReplyChange[] {
  const turns = [...new Set(stage.turns())].sort((a, b) => a - b);
  const calm = isCalm ? endpoint.reply : null;
  const changes: ReplyChange[] = isCalm ? [] : [{ at: stage.start, endpoint, calm, reply: endpoint.reply }];
  let last = JSON.stringify(endpoint.reply);
  for (const at of turns) {
    const reply = stage.replyAt(endpoint, at);
    if (JSON.stringify(reply) !== last) changes.push({ at, endpoint, calm, reply });
    last = JSON.stringify(reply);
  }
  return changes;
}
