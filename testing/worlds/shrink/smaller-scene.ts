/** A scene in less time and with less in its objects: asked once if that will do, begun as late as it can. */

import { CALM_STREAM, NETWORK_STREAM } from '../../zoo/case.ts';
import { within } from '../world.ts';
import { type Hunt, inScene, violationsIn, worldOfScene } from './hunt.ts';
import { minimal } from './minimal.ts';
import { NOISE } from './noise.ts';
import type { Scene } from './scene.ts';

/** Seconds that a scene may begin before it is asked first, shortest first. */
const LEADS = [6, 8, 10, 12, 15, 20, 25, 30, 40, 50];

/** `scene` shows the violation. */
export async function smallerScene(hunt: Hunt, scene: Scene): Promise<Scene> {
  const asked = await askedLess(hunt, scene);
  const later = await begunLater(hunt, await ended(hunt, asked));
  const less = await withoutNoise(hunt, await narrower(hunt, later));
  const seconds = ({ start, end }: Scene): number => Math.round((end - start) / 1000);
  hunt.tell(
    `${seconds(scene)} s → ${seconds(less)} s, asked ${scene.asked.length} → ${less.asked.length} times`,
  );
  return less;
}

/** One recorded world serves for every choice of instants. */
async function askedLess(hunt: Hunt, scene: Scene): Promise<Scene> {
  const world = await worldOfScene(hunt, scene);
  const asked = await minimal(scene.asked, async (some) => {
    const lives = world.lives.map((life) => ({ ...life, times: within(life, some) }));
    return violationsIn(hunt, { ...world, lives }).length > 0;
  });
  return { ...scene, asked };
}

/** Nothing happens after it was asked last, if what was under way then does not matter. */
async function ended(hunt: Hunt, scene: Scene): Promise<Scene> {
  const end = scene.asked.at(-1) ?? scene.end;
  const lived = scene.lives.filter(({ from }) => from <= end);
  const lives = lived.map((life) => ({ ...life, to: Math.min(life.to, end + 1) }));
  const candidate = { ...scene, end, lives };
  return (await inScene(hunt, candidate)).length > 0 ? candidate : scene;
}

async function begunLater(hunt: Hunt, scene: Scene): Promise<Scene> {
  for (const lead of LEADS) {
    const start = Math.floor(((scene.asked[0] ?? scene.end) - lead * 1000) / 1000) * 1000;
    if (start <= scene.start) break;
    const lives = scene.lives.filter(({ to }) => to > start);
    const begun = lives.map((life) => ({ ...life, from: Math.max(life.from, start) }));
    const candidate = { ...scene, start, lives: begun };
    if ((await inScene(hunt, candidate)).length > 0) return candidate;
  }
  return scene;
}

/** Of each outage only the sources that matter, and the streams of the zoo if they will do by now. */
async function narrower(hunt: Hunt, scene: Scene): Promise<Scene> {
  let kept = scene;
  for (const simpler of [{ calm: CALM_STREAM }, { network: NETWORK_STREAM }]) {
    const candidate = { ...kept, ...simpler };
    if ((await inScene(hunt, candidate)).length > 0) kept = candidate;
  }
  for (const outage of kept.outages) {
    const of = (sources: readonly string[]): Scene => ({
      ...kept,
      outages: kept.outages.map((o) =>
        o.from === outage.from && o.kind === outage.kind ? { ...o, sources } : o,
      ),
    });
    const sources = await minimal(outage.sources, async (some) => (await inScene(hunt, of(some))).length > 0);
    kept = of(sources);
  }
  return kept;
}

async function withoutNoise(hunt: Hunt, scene: Scene): Promise<Scene> {
  const of = (kept: readonly string[]): Scene => ({
    ...scene,
    dropped: NOISE.filter((field) => !kept.includes(field)),
  });
  return of(await minimal(NOISE, async (kept) => (await inScene(hunt, of(kept))).length > 0));
}
