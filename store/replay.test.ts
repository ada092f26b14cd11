/** Replaying a past evaluation gives the same bytes, over the worlds that evaluation is tested with. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { evaluate } from '#lib/evaluate/evaluate.ts';
import { composePosture } from '#platform/compose-posture.ts';
import { KEEP, T0 } from '#testing/store/postures.ts';
import { liveThrough, type Moment } from '#testing/worlds/console.ts';
import { makeWorld } from '#testing/worlds/world.ts';
import { JournalDatabase } from './database.ts';
import { JournalQueue } from './queue.ts';
import { inputOf, replay } from './replay.ts';

const SEED = 20_261_123;
const WORLDS = 120;
/** The journal's thread gets this many evaluations at once. */
const TOGETHER = 3;

let folder: string;
let database: JournalDatabase;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const about = {
  version: '1',
  build: 'b',
  clockOffsetSeconds: 0,
  context: 'c',
  startedAt: new Date(T0).toISOString(),
};

function published({ at, said, world, before }: Moment) {
  const inputs = {
    plan: { plan: world.plan, file: 'plan.yaml', digest: 'd', problems: ['one of the file'] },
    about,
    evaluationState: before,
    ledger: world.ledger,
  };
  return { posture: composePosture(said, at, inputs.plan, about), inputs };
}

/** All postures of a world’s console go to a journal; one write in seven is refused on its way. */
function keep(moments: readonly Moment[]): Set<number> {
  const queue = new JournalQueue();
  const lost = new Set<number>();
  let written = 0;
  for (let i = 0; i < moments.length; i += TOGETHER) {
    const part = moments.slice(i, i + TOGETHER);
    for (const moment of part) {
      const { posture, inputs } = published(moment);
      queue.published(posture, inputs);
      queue.evaluated(moment.at, moment.before, inputs.ledger);
    }
    const [first] = part;
    if (first)
      queue.inForce(first.at, [
        { kind: 'plan', name: 'plan.yaml', digest: 'd', text: JSON.stringify(first.world.plan) },
      ]);
    const batch = queue.take();
    written += 1;
    if (written % 7 === 0) {
      for (const { at } of part.slice(0, -1)) lost.add(at);
      queue.failed();
    } else {
      database.write(batch);
      queue.kept();
    }
  }
  database.write(queue.take());
  return lost;
}

test('every kept posture is replayed, byte for byte', async () => {
  let replayed = 0;
  for (let index = 0; index < WORLDS; index++) {
    const moments = liveThrough(await makeWorld(SEED, index), evaluate);
    database = JournalDatabase.open(join(folder, `${index}.sqlite`), 'j', T0, KEEP).database;
    const lost = keep(moments);
    for (const moment of moments) {
      if (lost.has(moment.at)) continue;
      const stored = database.inputAt(moment.at);
      const input = stored && inputOf(stored);
      if (stored?.at !== moment.at || input === null)
        throw new Error(`world ${index}: nothing is kept of ${moment.at}`);
      expect(JSON.stringify(replay(input, moment.at))).toBe(JSON.stringify(published(moment).posture));
      replayed += 1;
    }
    if (index < WORLDS - 1) database.close();
  }
  expect(replayed).toBeGreaterThan(400);
}, 120_000);
