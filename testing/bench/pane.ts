/** `npm run bench`: every figure of the pane, in one run, written to bench/results/pane.md. */

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { postureSchema } from '#lib/posture.ts';
import { ConsoleProcess, keepModules, PracticeMesh, residentMiB } from '../../e2e/processes.ts';
import { measureLatency } from './latency.ts';
import { type Figure, ms, report } from './report.ts';
import { measureStream } from './stream.ts';

const RESIDENT_LIMIT_MIB = 160;
const FIRST_POSTURE_MS = 3_000;
/** Time over which the resident size is sampled; shorten it for a trial run. */
const SOAK_MINUTES = Number(process.env.SOAK_MINUTES ?? '10');

/** From the start of the process to the first posture that proves something. */
async function measureStart(mesh: PracticeMesh): Promise<{ console: ConsoleProcess; figures: Figure[] }> {
  const console = new ConsoleProcess(mesh, ['--port', '34567']);
  const from = performance.now();
  const started = console.start();
  const first = await firstPosture('http://127.0.0.1:34567', () => true, from);
  const proven = await firstPosture('http://127.0.0.1:34567', (outcome) => outcome === 'proven-off', from);
  await started;
  return {
    console,
    figures: [
      {
        what: 'process start → first posture',
        measured: ms(first),
        bound: `≤ ${FIRST_POSTURE_MS} ms`,
        holds: first <= FIRST_POSTURE_MS,
      },
      {
        what: 'process start → execution proven off',
        measured: ms(proven),
        bound: '(no bound)',
        holds: true,
      },
    ],
  };
}

async function firstPosture(
  url: string,
  wanted: (outcome: string) => boolean,
  from: number,
): Promise<number> {
  for (;;) {
    try {
      const posture = postureSchema.parse(await (await fetch(`${url}/api/v1/posture`)).json());
      if (wanted(posture.execution.outcome)) return performance.now() - from;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function measureResident(console: ConsoleProcess): Promise<Figure> {
  const samples: number[] = [];
  for (let minute = 0; minute < SOAK_MINUTES; minute++) {
    await fetch(console.url);
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    samples.push(residentMiB(console.pid));
  }
  const last = samples.at(-1) ?? Number.NaN;
  const highest = Math.max(...samples);
  return {
    what: `resident after ${SOAK_MINUTES} minutes of practice, a page rendered each minute (highest ${highest.toFixed(0)} MiB)`,
    measured: `${last.toFixed(0)} MiB`,
    bound: `≤ ${RESIDENT_LIMIT_MIB} MiB`,
    holds: last <= RESIDENT_LIMIT_MIB,
  };
}

function measureWeight(): Figure {
  const said = execFileSync('node', ['scripts/check-page-weight.ts'], { encoding: 'utf8' }).trim();
  const kib = Number(/([\d.]+) KiB gzip/.exec(said)?.[1]);
  return {
    what: 'JavaScript at first load, gzip, before charts',
    measured: `${kib} KiB`,
    bound: '≤ 175 KiB',
    holds: kib <= 175,
  };
}

keepModules();

const mesh = new PracticeMesh();
await mesh.start();
const { console: served, figures } = await measureStart(mesh);
try {
  const soak = await measureResident(served);
  const latency = await measureLatency(mesh, served);
  const all = [...figures, ...latency, measureWeight(), soak, ...(await measureStream(mesh, served))];
  writeFileSync('testing/bench/results/pane.md', report(all));
  console.log(report(all));
} finally {
  await served.stop();
  await mesh.remove();
}
