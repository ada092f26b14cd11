import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fact } from '#lib/facts/fact.ts';
import { applyAll, EMPTY_LEDGER, knownValue, valuesOf } from '#lib/facts/ledger.ts';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import { makeClock } from '#platform/clock.ts';
import { until } from '#testing/collectors/scratch-server.ts';
import { writeRun } from '#testing/reports/scratch-runs.ts';
import { NOW } from '#testing/samples/facts.ts';
import { startArtifacts } from './artifacts-source.ts';
import { openRuns } from './runs.ts';

let folder: string;
let said: Fact[];
let end: () => void;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'artifacts-'));
  said = [];
  const say = (facts: Fact[]) => void said.push(...facts);
  end = startArtifacts({ runs: openRuns(folder), clock: makeClock(0), say, readEveryMs: 20 });
});
afterEach(() => {
  end();
  rmSync(folder, { recursive: true });
});

const known = () => applyAll(EMPTY_LEDGER, said);
const snapshots = () => valuesOf(known(), 'snapshot');

test('a snapshot is published with its metadata, and withdrawn when its folder goes', async () => {
  await until('told', () => said.length > 0);
  expect(valuesOf(known(), 'source-status')).toEqual([]);
  const { name, path } = writeRun(folder, 'pre-market', NOW);
  await until('told', () => snapshots().length === 1);
  expect(snapshots()).toEqual([
    {
      ...{ run: name, kind: 'pre-market', takenAt: NOW },
      ...{ takenBy: 'ada@desk', mesh: 'Harbour', practice: null, report: true, failed: [], trouble: null },
    },
  ]);
  expect(knownValue(known(), 'source-status', 'artifacts')).toMatchObject({ state: 'seen', count: 1 });
  rmSync(path, { recursive: true });
  await until('told', () => snapshots().length === 0);
});

test('a snapshot that was altered is published as altered', async () => {
  const { path } = writeRun(folder, 'pre-market', NOW);
  await until('told', () => snapshots().length === 1);
  appendFileSync(join(path, 'pods.json'), ' ');
  await until(
    'told',
    () => text(snapshots()[0]?.trouble ?? null) === 'pods.json is not what SHA256SUMS says',
  );
});

test('a folder that cannot be listed is unavailable, and withdraws nothing', async () => {
  const { path } = writeRun(folder, 'pre-market', NOW);
  await until('told', () => snapshots().length === 1);
  rmSync(join(path, '..'), { recursive: true });
  writeFileSync(join(folder, 'ops_runs'), '');
  await until('told', () => knownValue(known(), 'source-status', 'artifacts')?.state === 'blind');
  expect(knownValue(known(), 'source-status', 'artifacts')?.cause).toEqual(
    say('cause-unlisted', { error: 'ENOTDIR' }),
  );
});
