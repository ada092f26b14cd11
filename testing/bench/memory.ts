/**
 * `npm run bench:memory`: the console's resident size over 30 minutes with market data appearing and disappearing
 * each second, 50 readers of the stream, one page rendered each minute, and the metrics read as a scraper reads them.
 */

import { writeFileSync } from 'node:fs';
import { keepModules, residentMiB, startProgram, stopProgram } from '../../e2e/processes.ts';
import { fault as flapping } from '../faults/cases/agent-flapping.ts';
import { DEFAULT_PACE } from '../faults/pace.ts';
import { Stage } from '../faults/stage.ts';
import { machineWords } from './report.ts';
import { type Sample, slopeOf } from './slope.ts';

const READERS = 50;
const MINUTES = Number(process.env.SOAK_MINUTES ?? '30');
/** Caches fill and the heap finds its size in the first minutes. */
const WARM_MINUTES = MINUTES / 6;
const SAMPLE_MS = 5_000;
const RENDER_EVERY = 12;
/** Above this a week of it would need more than the machine's memory is worth: no longer flat. */
const FLAT_MIB_PER_HOUR = 6;

keepModules();
const stage = new Stage(DEFAULT_PACE);
await stage.open();
const crowd = await startProgram(
  ['testing/bench/stream-clients.ts', stage.console.url, String(READERS)],
  /connected/,
);
try {
  await flapping.cause(stage);
  const samples = await watch();
  await flapping.end(stage);
  const text = told(samples);
  writeFileSync('testing/bench/results/memory.md', text);
  console.log(text);
} finally {
  await stopProgram(crowd);
  await stage.close();
}

async function watch(): Promise<Sample[]> {
  const from = performance.now();
  const samples: Sample[] = [];
  for (let i = 0; performance.now() - from < MINUTES * 60_000; i++) {
    await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    if (i % RENDER_EVERY === 0) await fetch(stage.console.url).then((page) => page.text());
    if (i % 3 === 0) await fetch(`${stage.console.url}/ops/metrics`).then((page) => page.text());
    samples.push({ hours: (performance.now() - from) / 3_600_000, value: residentMiB(stage.console.pid) });
  }
  return samples;
}

function told(samples: readonly Sample[]): string {
  const warm = samples.filter(({ hours }) => hours * 60 >= WARM_MINUTES);
  const { perHour, error } = slopeOf(warm);
  const each = Array.from({ length: Math.floor(MINUTES / 5) + 1 }, (_, i) => {
    const at = samples.findLast(({ hours }) => hours * 60 <= Math.max(5 * i, 0.1));
    return at === undefined ? null : `| ${5 * i} min | ${at.value.toFixed(1)} MiB |`;
  });
  return `# Memory over ${MINUTES} minutes of flapping

\`npm run bench:memory\`, ${new Date().toISOString().slice(0, 10)}, on ${machineWords()}. Market data is there and gone in turn each second,
${READERS} readers of the stream, one page rendered each minute, the metrics read each 15 s, the console as \`npm start\` runs it.
Resident size, a sample each ${SAMPLE_MS / 1000} s; the slope is the least-squares line after the first ${WARM_MINUTES.toFixed(0)} minutes.

| | |
| --- | --- |
| slope | ${perHour.toFixed(2)} ± ${(2 * error).toFixed(2)} MiB an hour |
| bound for *flat* | ≤ ${FLAT_MIB_PER_HOUR} MiB an hour: ${perHour + 2 * error <= FLAT_MIB_PER_HOUR ? 'holds' : '**missed**'} |
| highest | ${Math.max(...samples.map(({ value }) => value)).toFixed(1)} MiB |

| after | resident |
| --- | --- |
${each.filter((row) => row !== null).join('\n')}
`;
}
