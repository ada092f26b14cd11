import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Against } from '#lib/timeline/past.ts';
import type { DiskJournal } from '#store/disk-journal.ts';
import { openJournal, publishedAt, stateWith, T0 } from '#testing/store/postures.ts';
import { pastReader } from './past.ts';

let folder: string;
let journal: DiskJournal;
const past = (at: number, against: Against = null) => pastReader(journal, () => T0 + 60_000)(at, against);
const iso = (ms: number) => new Date(ms).toISOString();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'past-'));
  journal = await openJournal(folder);
  const { posture: calm, inputs } = publishedAt(T0);
  const [first, ...others] = calm.agents;
  if (first === undefined) throw new Error('the sample has no agent');
  const worse = {
    ...calm,
    id: 'worse',
    at: iso(T0 + 2_000),
    agents: [{ ...first, code: 'stale' }, ...others],
  };
  const { plan, file, digest } = inputs.plan;
  journal.inForce(T0, [{ kind: 'plan', name: file, digest, text: JSON.stringify(plan) }]);
  journal.published(calm, inputs);
  journal.evaluated(T0, stateWith('k', T0), inputs.ledger);
  await journal.postureAt(T0);
  journal.published(worse, inputs);
  journal.evaluated(T0 + 2_000, stateWith('k', T0), inputs.ledger);
});
afterEach(async () => {
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

test('an instant has its own changes, and the changes before and after', async () => {
  const told = await past(T0 + 2_500);
  expect(told).toMatchObject({ unobserved: null, previous: iso(T0), next: null, posture: { id: 'worse' } });
  expect(told.compared?.at).toBe(iso(T0));
  expect(told.compared?.differences).toMatchObject([{ kind: 'agent', field: 'state', after: 'Stale' }]);
});

test('it is compared with another moment where one is named', async () => {
  expect((await past(T0 + 2_500, T0 + 2_400)).compared?.differences).toEqual([]);
  expect((await past(T0, T0 + 2_400)).compared?.differences).toMatchObject([{ before: 'Stale' }]);
});

test('the first posture has nothing before it, and before it there is nothing at all', async () => {
  expect(await past(T0)).toMatchObject({ compared: null, previous: null });
  expect(await past(T0 - 10_000)).toMatchObject({
    posture: null,
    compared: null,
    unobserved: expect.any(String),
  });
});

test('its session is shown up to now; outside of a session its New York day', async () => {
  const { day } = await past(T0);
  expect([day.from, day.to]).toEqual(['2026-11-20T13:30:00.000Z', iso(T0 + 60_000)]);
  expect(day.changes).toHaveLength(2);
  // 25 hours: the clocks went back on that Sunday.
  const sunday = (await past(Date.parse('2026-11-01T15:00:00Z'))).day;
  expect([sunday.from, sunday.to]).toEqual(['2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z']);
});

test('it can be compared with an hour before, T-60 and the close before', async () => {
  expect((await past(T0)).others).toEqual([
    { name: 'an hour before', at: iso(T0 - 3_600_000) },
    { name: 'T-60', at: '2026-11-20T13:30:00.000Z' },
    { name: 'the close before', at: '2026-11-19T21:00:00.000Z' },
  ]);
});

test('evaluated again by this version it shows the differences', async () => {
  expect((await past(T0, 'reevaluated')).compared).toEqual({ at: null, differences: [] });
  const altered = (await past(T0 + 2_500, 'reevaluated')).compared;
  expect(altered?.differences).toMatchObject([{ kind: 'agent', field: 'state', before: 'Stale' }]);
});
