/** That a difference is found, and that nothing is never called the same. */
import { beforeAll, describe, expect, test } from 'vitest';
import { compare, lineOf } from './compare.ts';
import { treeAt } from './load.ts';
import { recordSamples } from './parts/samples.ts';
import { type Judge, recordWorlds, recordWorldsInFull, type WorldTools, worldTools } from './parts/worlds.ts';
import { wordsOf } from './projection.ts';
import type { Cases } from './record.ts';
import { PRESENT } from './trees.ts';

const TREE = treeAt('present', PRESENT);
const WORLDS = 40;

describe('samples of the present tree', () => {
  let recorded: Cases;
  beforeAll(async () => {
    recorded = await recordSamples(TREE);
  });

  test('are many, and the same as themselves', () => {
    const { cases, differences } = compare([recorded], [structuredClone(recorded)]);
    expect(cases).toBeGreaterThan(100);
    expect(differences).toEqual([]);
  });

  test.each([
    ['execution', 'not-off, bad', 'proven-off, good → not-off, bad'],
    ['agent feed', 'bad', 'good → bad'],
    ['failure crash', 'present, bad', 'absent, good → present, bad'],
    ['escalation crane-on', 'firing, P0, bad', 'inactive, P0, good → firing, P0, bad'],
  ])('one tampered word of %s is told', (subject, words, change) => {
    const tampered = structuredClone(recorded);
    tampered.calm = { ...tampered.calm, [subject]: words };
    const { differences } = compare([recorded], [tampered]);
    expect(differences.map((d) => lineOf('samples', d))).toEqual([`samples, calm, ${subject}: ${change}`]);
  });

  test('a case that is gone is told, each of its subjects', () => {
    const { calm = {}, ...rest } = recorded;
    expect(compare([recorded], [rest]).differences).toHaveLength(Object.keys(calm).length);
    expect(compare([rest], [recorded]).differences).toHaveLength(Object.keys(calm).length);
  });
});

describe('simulated worlds', () => {
  let tools: WorldTools;
  beforeAll(async () => {
    tools = await worldTools(TREE);
  });

  /** Judges as the tree does, but calls one agent good that is not. */
  const flatterer =
    (judge: Judge): Judge =>
    (...given) => {
      const judgement = structuredClone(judge(...given)) as { said: { agents: { verdict: string }[] } };
      const poor = judgement.said.agents.find((a) => a.verdict === 'bad');
      if (poor !== undefined) poor.verdict = 'good';
      return judgement;
    };

  test('another judge is found by the digests, and told in full', () => {
    const other = { ...tools, judge: flatterer(tools.judge) };
    const { differences } = compare([recordWorlds(tools, WORLDS)], [recordWorlds(other, WORLDS)]);
    expect(differences.length).toBeGreaterThan(0);
    const names = differences.slice(0, 1).map((d) => d.case);
    const full = compare([recordWorldsInFull(tools, names)], [recordWorldsInFull(other, names)]).differences;
    expect(full.map((d) => lineOf('worlds', d)).join('\n')).toMatch(
      /^worlds, world \d+, moment .*: agent \S+: bad → good$/m,
    );
  });

  test('the same judge gives the same digests again', () => {
    const again = compare([recordWorlds(tools, WORLDS)], [recordWorlds(tools, WORLDS)]);
    expect(again).toMatchObject({ cases: WORLDS, same: WORLDS, differences: [] });
  });
});

describe('a comparison of nothing', () => {
  const some = { calm: { execution: 'proven-off, good' } };
  test.each<[string, Cases[], Cases[]]>([
    ['no run', [], [some]],
    ['no case then', [{}], [some]],
    ['no case now', [some], [{}]],
    ['a case without a subject', [some], [{ calm: {} }]],
  ])('%s is refused', (_what, then, now) => {
    expect(() => compare(then, now)).toThrow(/recorded of/);
  });
});

describe('several runs', () => {
  const said = (words: string): Cases => ({ drill: { agent: words } });
  test.each<[string, string[], string[], number, number]>([
    ['one of what was said before', ['good', 'bad'], ['bad'], 0, 1],
    ['what was never said before', ['good', 'bad'], ['unknown'], 1, 0],
    ['always the same', ['good', 'good'], ['good'], 0, 0],
  ])('%s', (_what, then, now, different, unsteady) => {
    const found = compare(then.map(said), now.map(said));
    expect([found.differences.length, found.unsteady.length]).toEqual([different, unsteady]);
  });
});

describe('a posture', () => {
  const escalation = { id: 'late', priority: 'P1', verdict: 'good' };
  const action = { severity: 'P1', agent: null, verdict: 'bad' };
  const posture = {
    market: { state: 'open' },
    execution: { outcome: 'proven-off', verdict: 'good', proofs: [] },
    cadence: { items: [] },
    agents: [],
    undeclared: [],
    failures: [],
    sources: [],
    permissions: { verdict: 'good' },
  };
  const older = {
    ...posture,
    escalations: [{ ...escalation, state: 'quiet' }],
    actions: [{ ...action, paging: 'held' }],
  };
  const newer = {
    ...posture,
    escalations: [{ ...escalation, state: 'inactive' }],
    actions: [{ ...action, paging: 'waiting' }],
  };

  test('in older words is the same as in newer ones', () => {
    expect(wordsOf(older)).toEqual(wordsOf(newer));
  });

  test.each(['market', 'execution', 'agents', 'failures', 'sources', 'permissions'])(
    'without %s is refused: what is not read is not compared',
    (path) => {
      expect(() => wordsOf({ ...newer, [path]: undefined })).toThrow();
    },
  );
});
