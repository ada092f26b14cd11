/**
 * `npm run bench:history`: what a month of a mesh takes in the journal, how fast it is written and read, how long a console
 * with that file takes to its first posture, and how long the journal ever keeps the console's event loop.
 */

import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DiskJournal } from '#store/disk-journal.ts';
import { ConsoleProcess, keepModules, PracticeMesh } from '../../e2e/processes.ts';
import { publishedAt, stateWith, T0 } from '../store/postures.ts';
import { type Month, type Written, writeMonth } from './history-month.ts';
import { type Figure, figureRows, machineWords, ms, quantile } from './report.ts';

const DAY_MS = 86_400_000;
const KEEP = { days: 400, rawDays: 7 };
const posture = JSON.stringify(publishedAt(T0).posture);
const folder = mkdtempSync(join(tmpdir(), 'bench-history-'));

/** Days that are written for a mesh of so many agents; what a month takes follows from them. */
const SIZES = [
  { agents: 12, days: Number(process.env.HISTORY_DAYS ?? '30') },
  { agents: 120, days: 0.1 },
  { agents: 1_200, days: 0.01 },
];

interface Told extends Written {
  agents: number;
  days: number;
  bytes: number;
}

try {
  const told = SIZES.map(written);
  const figures = [...(await read(told[0])), ...(await started())];
  const text = report(told, figures);
  writeFileSync('testing/bench/results/history.md', text);
  console.log(text);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function fileOf(agents: number): string {
  return `journal-${agents.toString(16)}.sqlite`;
}

function written({ agents, days }: { agents: number; days: number }): Told {
  const file = join(folder, fileOf(agents));
  const month: Month = { agents, days, changesADay: 200, posture, from: T0 - days * DAY_MS };
  const done = writeMonth(file, month);
  console.log(`${agents} agents, ${days} days: ${done.seconds.toFixed(0)} s`);
  return { agents, days, ...done, bytes: statSync(file).size };
}

/** Questions to the month's file as the console asks them, while it goes on writing each second. */
async function read(month: Told | undefined): Promise<Figure[]> {
  const clock = { now: () => T0 + performance.now(), monotonic: () => performance.now() };
  const journal = await DiskJournal.open({ folder, file: fileOf(12), lib: 'lib', clock, keep: KEEP });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const { posture: said, inputs } = publishedAt(T0);
  const writing = setInterval(() => {
    const at = clock.now();
    journal.published({ ...said, id: `b${at}`, at: new Date(at).toISOString() }, inputs);
    journal.evaluated(at, stateWith('k', T0), inputs.ledger);
    journal.sampled({ at, values: [['up/agent-0', 1]] });
  }, 1_000);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  delay.enable();
  const span = (month?.days ?? 30) * DAY_MS;
  const postures = await timed(200, (i) => journal.postureAt(T0 - ((i * 7_919) % 1_000) * (span / 1_000)));
  const name = (i: number) => `heartbeat_age_seconds/agent-${i % 12}`;
  const charts = await timed(100, (i) =>
    journal.series({ name: name(i), from: T0 - span, to: T0, columns: 360 }),
  );
  const hours = await timed(100, (i) =>
    journal.series({ name: name(i), from: T0 - 3_600_000, to: T0, columns: 360 }),
  );
  const names = Array.from({ length: 12 }, (_, i) => `up/agent-${i}`);
  const slo = await timed(3, () => journal.minutes(names, T0 - span, T0));
  delay.disable();
  clearInterval(writing);
  await journal.close();
  const blocked = delay.max / 1e6;
  const rate = (month?.samples ?? 0) / (month?.seconds ?? 1);
  const perSample = (month?.bytes ?? 0) / (month?.samples ?? 1);
  return [
    figure('Bytes of the file per sample that was taken', `${perSample.toFixed(1)}`, 16, perSample),
    {
      what: 'Samples written per second',
      measured: rate.toFixed(0),
      bound: '≥ 50000',
      holds: rate >= 50_000,
    },
    figure('`posture?at=`, p95', ms(quantile(postures, 0.95)), 150, quantile(postures, 0.95)),
    figure('Chart of 30 days, p95', ms(quantile(charts, 0.95)), 50, quantile(charts, 0.95)),
    figure('Chart of an hour, p95', ms(quantile(hours, 0.95)), 50, quantile(hours, 0.95)),
    { what: 'Every SLO of the month, first time', measured: ms(Math.max(...slo)), bound: '–', holds: true },
    figure('Event loop blocked meanwhile, longest', ms(blocked), 50, blocked),
  ];
}

async function timed(count: number, ask: (i: number) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const began = performance.now();
    await ask(i);
    times.push(performance.now() - began);
  }
  return times;
}

/** Extra time to the first posture with the month's file, compared with none. */
async function started(): Promise<Figure[]> {
  keepModules();
  const mesh = new PracticeMesh();
  const data = join(folder, 'data');
  mkdirSync(data);
  try {
    await mesh.start();
    const empty = await startOnce(mesh, data);
    const [own = ''] = readdirSync(data).filter((name) => name.endsWith('.sqlite'));
    for (const name of readdirSync(data)) rmSync(join(data, name));
    renameSync(join(folder, fileOf(12)), join(data, own));
    const full = await startOnce(mesh, data);
    return [
      figure(
        'Journal of a month adds to the start, up to the first posture',
        ms(full - empty),
        1_000,
        full - empty,
      ),
    ];
  } finally {
    await mesh.remove();
  }
}

async function startOnce(mesh: PracticeMesh, data: string): Promise<number> {
  const console = new ConsoleProcess(mesh, ['--data-dir', data]);
  const began = performance.now();
  await console.start();
  await fetch(`${console.url}/api/v1/posture`);
  const took = performance.now() - began;
  await console.stop();
  return took;
}

function figure(what: string, measured: string, bound: number, value: number): Figure {
  return { what, measured, bound: `≤ ${bound}`, holds: value <= bound };
}

function report(told: readonly Told[], figures: readonly Figure[]): string {
  const sizes = told.map(({ agents, days, bytes, samples, seconds }) => {
    const mib = (n: number) => `${(n / 2 ** 20).toFixed(0)} MiB`;
    const month = days === 30 ? mib(bytes) : `${mib((bytes / days) * 30)}, extrapolated and without pruning`;
    const rate = (samples / seconds / 1_000).toFixed(0);
    return `| ${agents} | ${days} | ${mib(bytes)} | ${(bytes / samples).toFixed(1)} | ${rate} 000 | ${month} |`;
  });
  return `# The journal, measured

\`npm run bench:history\`, ${new Date().toISOString().slice(0, 10)}, on ${machineWords()}. Five series of each agent, a sample each
second; 200 changes of posture a day, each of ${(posture.length / 1024).toFixed(0)} KiB of JSON; samples kept for ${KEEP.rawDays} days. Read through the console's own
interface to its thread, which goes on writing a posture and its evaluation state each second.

| what | measured | bound | |
| --- | --- | --- | --- |
${figureRows(figures)}

| agents | days written | file | bytes a sample | samples a second | file after 30 days |
| --- | --- | --- | --- | --- | --- |
${sizes.join('\n')}
`;
}
