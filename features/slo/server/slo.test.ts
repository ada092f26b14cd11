import { expect, test } from 'vitest';
import type { MinuteRun } from '#lib/series/minutes.ts';
import { SAMPLE_PLAN } from '#testing/samples/plan.ts';
import type { SloDocument } from '../document.ts';
import { sloReader } from './slo.ts';

/** 10:15 ET; the month began at 04:00 UTC on 1 November, before the clocks changed. */
const NOW = Date.parse('2026-11-20T15:15:20.000Z');
const MONTH = Date.parse('2026-11-01T04:00:00.000Z');
const MINUTE = 60_000;
const FIRST_OPEN = Date.parse('2026-11-02T14:30:00.000Z');

const agent = SAMPLE_PLAN.agents.find((a) => a.slo.clock === 'market-hours');
const name = agent?.name ?? '';

/** A journal of one series, which notes what it is asked. */
function journalOf(runs: MinuteRun[], enabled: MinuteRun[] = []) {
  const asked: { names: readonly string[]; from: number; to: number }[] = [];
  const minutes = async (names: readonly string[], from: number, to: number) => {
    asked.push({ names, from, to });
    const kept: Record<string, MinuteRun[]> = { [`up/${name}`]: runs, [`enabled/${name}`]: enabled };
    return names.map((each) => (kept[each] ?? []).filter((r) => r.to > from && r.from < to));
  };
  return { asked, minutes };
}
const row = ({ agents }: SloDocument) => agents.find((a) => a.name === name);

test('minutes are good, bad or unobserved by what the journal holds of them', async () => {
  const journal = journalOf([
    { from: FIRST_OPEN, to: FIRST_OPEN + 60 * MINUTE, state: 'ones' },
    { from: FIRST_OPEN + 60 * MINUTE, to: FIRST_OPEN + 62 * MINUTE, state: 'some-zeros' },
    { from: FIRST_OPEN + 62 * MINUTE, to: FIRST_OPEN + 70 * MINUTE, state: 'unobserved' },
  ]);
  const slo = await sloReader(journal, () => ({ plan: SAMPLE_PLAN, now: NOW }))();
  // 14 sessions of 390 minutes are over, and 45 minutes of the fifteenth.
  expect(row(slo)?.measured?.minutes).toMatchObject({ good: 60, bad: 2, unobserved: 14 * 390 + 45 - 62 });
  expect(slo.period.from).toBe(new Date(MONTH).toISOString());
});

test('within a minute nothing is read again; after it only what is new', async () => {
  const journal = journalOf([{ from: FIRST_OPEN, to: NOW, state: 'ones' }]);
  let now = NOW;
  const read = sloReader(journal, () => ({ plan: SAMPLE_PLAN, now }));
  const first = await read();
  now += 20_000;
  const again = await read();
  expect(journal.asked).toHaveLength(1);
  expect(Date.parse(again.at) - Date.parse(first.at)).toBe(20_000);
  now += MINUTE;
  await read();
  expect(journal.asked.at(-1)).toMatchObject({ from: Math.floor(NOW / MINUTE) * MINUTE - MINUTE });
});

test('what is read in pieces is what is read at once', async () => {
  const runs: MinuteRun[] = [
    { from: FIRST_OPEN, to: FIRST_OPEN + 3 * MINUTE, state: 'ones' },
    { from: NOW - (NOW % MINUTE) - 5 * MINUTE, to: NOW - (NOW % MINUTE) - 3 * MINUTE, state: 'zeros' },
    { from: NOW - (NOW % MINUTE) - 3 * MINUTE, to: NOW - (NOW % MINUTE) + 10 * MINUTE, state: 'ones' },
  ];
  let now = NOW;
  const growing = {
    minutes: (names: readonly string[], from: number, to: number) =>
      journalOf(runs.map((r) => ({ ...r, to: Math.min(r.to, now - (now % MINUTE)) }))).minutes(
        names,
        from,
        to,
      ),
  };
  const inPieces = sloReader(growing, () => ({ plan: SAMPLE_PLAN, now }));
  for (let i = 0; i < 6; i++) {
    await inPieces();
    now += MINUTE;
  }
  const atOnce = await sloReader(growing, () => ({ plan: SAMPLE_PLAN, now }))();
  expect(row(await inPieces())?.measured?.minutes).toEqual(row(atOnce)?.measured?.minutes);
});

test('minutes in which nothing was asked of it are not counted, and are told', async () => {
  const halt = { from: FIRST_OPEN + 30 * MINUTE, to: FIRST_OPEN + 45 * MINUTE };
  const journal = journalOf(
    [
      { from: FIRST_OPEN, to: halt.from, state: 'ones' },
      { ...halt, state: 'unobserved' },
      { from: halt.to, to: FIRST_OPEN + 60 * MINUTE, state: 'ones' },
    ],
    [
      { from: FIRST_OPEN, to: halt.from, state: 'ones' },
      { ...halt, state: 'zeros' },
      // A minute that was asked of it in part counts.
      { from: halt.to, to: halt.to + MINUTE, state: 'some-zeros' },
    ],
  );
  const slo = await sloReader(journal, () => ({ plan: SAMPLE_PLAN, now: NOW }))();
  expect(row(slo)?.measured?.minutes).toMatchObject({
    good: 45,
    bad: 0,
    unobserved: 14 * 390 + 45 - 60,
    notAsked: 15,
    whole: 19 * 390 + 210 - 15,
  });
});
