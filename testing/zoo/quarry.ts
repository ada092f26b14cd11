/** A case on the mesh of the simulated worlds, as a world: its objects and answers go the same way as theirs. */

import { objectSchema, type RawObject } from '../pipeline/raw-object.ts';
import { timed } from '../pipeline/times.ts';
import { applyPatch, mergePatch } from '../practice/api/patch.ts';
import { isJsonObject, jsonSchema, toJson } from '../practice/world/json.ts';
import { setCalm } from '../worlds/calm.ts';
import { rawOf, setOf, type Thing } from '../worlds/objects.ts';
import type { Life } from '../worlds/outages.ts';
import { QUARRY, QUARRY_ON_CLOUD_RUN } from '../worlds/plan.ts';
import { Random } from '../worlds/random.ts';
import { record } from '../worlds/record.ts';
import { type Reply as Answer, type Endpoint, Stage } from '../worlds/stage.ts';
import { type SimulatedWorld, within } from '../worlds/world.ts';
import type { Happening, Quarry, Reply, Step } from './case.ts';

const FRIDAY_1015_ET = Date.parse('2026-11-20T15:15:00Z');
const STRATEGIC = 'application/strategic-merge-patch+json';
const BEFORE_MS = 60_000;

type Instant = (seconds: number) => number;

/** The world of a case, without a mark: its truth is what the case expects. */
export async function quarryWorld(given: Happening, mesh: Quarry): Promise<SimulatedWorld> {
  const start = given.now === undefined ? FRIDAY_1015_ET : Date.parse(given.now);
  const instant: Instant = (seconds) => start + Math.round(seconds * 1000);
  const end = instant(given.until);
  const plan = mesh.plan === 'quarry' ? QUARRY : QUARRY_ON_CLOUD_RUN;
  const stage = new Stage(start, end, new Random(mesh.calm, 0), plan === QUARRY_ON_CLOUD_RUN);
  setStage(stage, given, instant);
  const outages = mesh.outages.map((o) => ({
    ...o,
    from: instant(o.from),
    to: o.to === undefined ? end + BEFORE_MS : instant(o.to),
  }));
  const begun = livesOf(mesh, start, end, instant);
  const { network, withoutCloudRun } = mesh;
  const recorded = await record({ network, withoutCloudRun, plan, stage, outages, lives: begun });
  const asked = (mesh.asked ?? Array.from({ length: given.until }, (_, i) => i + 1)).map(instant);
  const lives = recorded.lives.map((life) => ({ ...life, times: within(life, asked) }));
  const { observations } = recorded;
  return { seed: 0, index: 0, plan, start, end, stage, outages, observations, lives, lossy: null };
}

function setStage(stage: Stage, given: Happening, instant: Instant): void {
  setCalm(stage);
  const steps = [{ ...given, at: 0 }, ...given.steps];
  for (const step of steps) apply(stage, step, instant(step.at), step.at === 0);
  setReplies(stage, steps, instant);
}

function livesOf({ restarts }: Quarry, start: number, end: number, instant: Instant): Life[] {
  const begins = [{ from: start, keepsCarry: false }].concat(
    restarts.map(({ back, keepsCarry }) => ({ from: instant(back), keepsCarry })),
  );
  return begins.map((life, i) => {
    const dies = restarts[i]?.at;
    return { ...life, to: dies === undefined ? end + 1 : instant(dies) };
  });
}

/** What is there at the beginning has long been. */
function apply(stage: Stage, step: Step, now: number, first: boolean): void {
  const comesUnheard = step.quiet && step.objects.length + step.remove.length > 0;
  if (comesUnheard || step.refuse.length > 0)
    throw new Error('the quarry says by an outage what is not seen');
  const at = first ? now - BEFORE_MS : now;
  for (const served of step.serves) stage.serves.push({ at, ...served });
  for (const object of step.objects) {
    const raw = objectSchema.parse(timed(object, now));
    stage.make(placeOf(raw), at, thingOf(raw));
  }
  for (const patch of step.patches) {
    const change = jsonSchema.parse(timed(patch.with, now));
    const changed = (thing: Thing): Thing =>
      thingOf(objectSchema.parse(applyPatch(STRATEGIC, toJson(rawOf(patch, thing)), change)));
    if (step.quiet) stage.changeUnnoticed(patch, at, changed);
    else stage.change(patch, at, changed);
  }
  for (const ref of step.remove) stage.remove(ref, at);
  for (const { path, json } of step.cloudRun) {
    const collection = path.split('/').at(-1) ?? '';
    const items = isJsonObject(json) ? (json[collection] ?? []) : [];
    stage.cloudRun?.push({ at, collection, items: jsonSchema.array().parse(items) });
  }
}

const placeOf = ({ kind, metadata }: RawObject) => ({
  kind,
  namespace: metadata.namespace ?? '',
  name: metadata.name,
});

function thingOf(value: RawObject): Thing {
  return value.kind === 'Deployment' ? { kind: 'raw', value, set: setOf(value) } : { kind: 'raw', value };
}

/** Each answer lasts until the next one of the same agent at the same path. */
function setReplies(stage: Stage, steps: readonly (Step & { at: number })[], instant: Instant): void {
  const replies = steps.flatMap(({ at, answers }) =>
    answers.map((reply) => ({ reply, from: at === 0 ? stage.start - BEFORE_MS : instant(at) })),
  );
  replies.forEach(({ reply, from }, i) => {
    const { agent, probe } = endpointOf(stage, reply);
    const next = replies
      .slice(i + 1)
      .find((r) => r.reply.agent === reply.agent && r.reply.path === reply.path);
    const to = next?.from ?? Number.POSITIVE_INFINITY;
    stage.twist(`${agent}/${probe}`, { from, to }, (calm) => answered(reply, calm));
  });
}

/** An agent of the calm mesh, or a pod of the case as `namespace/name`. */
function endpointOf(stage: Stage, { agent, path }: Reply): Endpoint {
  const known = stage.endpoints.find((e) => (e.agent === agent || e.pod === agent) && e.path === path);
  if (known !== undefined) return known;
  const made = { agent, probe: path, path, pod: agent, reply: { status: 404, json: {} } };
  stage.endpoints.push(made);
  return made;
}

function answered({ status, json, body, merge, fail }: Reply, calm: Answer): Answer {
  const code = { status: status ?? (merge === undefined ? 200 : calm.status) };
  if (fail !== undefined) return { ...code, fail };
  if (body !== undefined) return { ...code, text: body };
  return { ...code, json: merge === undefined ? (json ?? null) : mergePatch(calm.json ?? {}, merge) };
}
