/** A violation becomes a small case, which fails under the wrong evaluation and passes under the right one. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Evaluation, evaluate } from '#lib/evaluate/evaluate.ts';
import { parseCase } from '../../zoo/case.ts';
import { faults } from '../../zoo/expectations.ts';
import { liveThrough } from '../../zoo/run.ts';
import type { Evaluate } from '../console.ts';
import { examine } from '../examine.ts';
import { makeWorld } from '../world.ts';
import { SAYABLE } from './expectation.ts';
import { keep, writeCase } from './keep.ts';
import { shrink } from './shrink.ts';

const SEED = 20_261_120;

type Said = Evaluation['said'];
const saying =
  (change: (said: Said) => Said): Evaluate =>
  (world, before) => {
    const { said, evaluationState } = evaluate(world, before);
    return { said: change(said), evaluationState };
  };

interface Sabotage {
  wrong: Evaluate;
  property: string;
  subject: string;
  /** The world from which on one is looked for. */
  from: number;
}

const SABOTEURS: Record<string, Sabotage> = {
  'always proven off': {
    wrong: saying((said) => ({ ...said, execution: { ...said.execution, outcome: 'proven-off' } })),
    ...{ property: 'never good unproven', subject: 'execution', from: 30 },
  },
  'failures absent unless present': {
    wrong: saying((said) => ({
      ...said,
      failures: said.failures.map((f) => (f.state === 'cannot-tell' ? { ...f, state: 'absent' } : f)),
    })),
    ...{ property: 'never good unproven', subject: 'failure/undeclared', from: 42 },
  },
  'never pages': {
    wrong: saying((said) => ({
      ...said,
      escalations: said.escalations.map((e) => ({ ...e, state: 'inactive' })),
    })),
    ...{ property: 'a rule in sight is under way', subject: 'stale-long', from: 34 },
  },
};

/** The first world from one on that shows the violation. */
async function shownBy({ wrong, property, subject, from }: Sabotage): Promise<number> {
  for (let index = from; ; index += 1) {
    const { violations } = examine(await makeWorld(SEED, index), wrong).found;
    if (violations.some((v) => v.property === property && v.subject === subject)) return index;
  }
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const silently = () => undefined;

test.each(Object.entries(SABOTEURS))(
  'a world that catches the saboteur becomes a case: %s',
  async (name, it) => {
    const { wrong, property, subject } = it;
    const wanted = {
      seed: SEED,
      index: await shownBy(it),
      evaluate: wrong,
      property,
      subject,
      tell: silently,
    };
    const file = name.replaceAll(' ', '-');
    const { scene, violation } = await keep(wanted, file, folder);
    expect(violation).toMatchObject({ property, subject });
    expect(scene.incidents.length).toBeLessThanOrEqual(1);
    expect(scene.outages.length).toBeLessThanOrEqual(1);
    const text = readFileSync(join(folder, `${file}.yaml`), 'utf8');
    expect(text.split('\n').length).toBeLessThanOrEqual(61);
    const found = parseCase(file, text);
    expect(faults(found, await liveThrough(found, wrong)), text).not.toEqual([]);
    expect(faults(found, await liveThrough(found)), text).toEqual([]);
    expect((await shrink(wanted)).text, 'the same bytes again').toBe(text);
  },
);

test('a file that holds another case is not overwritten', () => {
  const file = join(folder, 'taken.yaml');
  writeCase(file, 'one');
  expect(() => writeCase(file, 'another')).toThrow('holds another case');
  expect(readFileSync(file, 'utf8')).toBe('one');
});

test('what no case can say is refused, with what one can', async () => {
  const throws: Evaluate = () => {
    throw new Error('a world that nobody thought of');
  };
  const refused = shrink({ seed: SEED, index: 1, evaluate: throws, tell: silently });
  await expect(refused).rejects.toThrow(`“total” of judge. A case can say: ${SAYABLE.join('; ')}.`);
  const none = shrink({ seed: SEED, index: 1, evaluate, tell: silently });
  await expect(none).rejects.toThrow('It shows: none.');
});
