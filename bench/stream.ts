/** What a thousand viewers cost, beside a bare `node:http` that sends the same bytes at the same times. */
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type ConsoleProcess, type PracticeMesh, startProgram, stopProgram } from '../e2e/processes.ts';
import { requestsTaken } from './faults.ts';
import { type Figure, quantile } from './report.ts';

const CLIENTS = 1_000;
const SPAN_S = 20;
const MAX_RATIO = 1.2;

/** Rounds of each measurement, ours and the bare one by turns: what else the machine does hits both alike. */
const ROUNDS = 3;

interface Cost {
  /** CPU seconds of the server over the span. */
  cpu: number;
  events: number;
  /** Requests that the mesh had in the span. */
  upstream: number;
}

export async function measureStream(mesh: PracticeMesh, console: ConsoleProcess): Promise<Figure[]> {
  const bare = await startProgram(['bench/bare-server.ts'], /ready at (\S+)/, {
    TICK: await record(console.url),
  });
  const rounds: { ours: number; theirs: number; extra: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await costOfCrowd(mesh, console.url, console.pid);
    const theirs = await costOfCrowd(mesh, bare.match[1] ?? '', bare.child.pid ?? 0);
    rounds.push({ ours: ours.perEvent, theirs: theirs.perEvent, extra: ours.extra });
  }
  await stopProgram(bare);
  const ours = median(rounds.map((r) => r.ours));
  const theirs = median(rounds.map((r) => r.theirs));
  const ratio = ours / theirs;
  const extra = median(rounds.map((r) => r.extra));
  return [
    {
      what: `CPU per event and client, ${CLIENTS} clients, against a bare node:http with the same bytes (${us(ours)} / ${us(theirs)}, medians of ${ROUNDS} rounds by turns)`,
      measured: `${ratio.toFixed(2)} ×`,
      bound: `≤ ${MAX_RATIO} ×`,
      holds: ratio <= MAX_RATIO,
    },
    {
      what: `upstream requests in ${SPAN_S} s with ${CLIENTS} clients, less those with one (median of ${rounds.map((r) => r.extra).join(', ')})`,
      measured: String(extra),
      bound: 'none more, but for the jitter of timers (± 3)',
      holds: extra <= 3,
    },
  ];
}

/** What a crowd costs over one client, in CPU seconds per event and in requests to the mesh. */
async function costOfCrowd(
  mesh: PracticeMesh,
  url: string,
  pid: number,
): Promise<{ perEvent: number; extra: number }> {
  const alone = await withClients(mesh, 1, url, pid);
  const crowd = await withClients(mesh, CLIENTS, url, pid);
  return {
    perEvent: (crowd.cpu - alone.cpu) / crowd.events,
    extra: crowd.upstream - alone.upstream,
  };
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function us(seconds: number): string {
  return `${(seconds * 1e6).toFixed(2)} µs`;
}

/** Runs clients against a server for the span; CPU and events are counted once all are connected. */
async function withClients(mesh: PracticeMesh, clients: number, url: string, pid: number): Promise<Cost> {
  const crowd = await startProgram(['bench/stream-clients.ts', url, String(clients)], /connected/);
  await pause(2_000);
  const [cpu, events, upstream] = [cpuSeconds(pid), await count(crowd.child), await requestsTaken(mesh)];
  await pause(SPAN_S * 1_000);
  const cost = {
    cpu: cpuSeconds(pid) - cpu,
    events: (await count(crowd.child)) - events,
    upstream: (await requestsTaken(mesh)) - upstream,
  };
  await stopProgram(crowd);
  return cost;
}

/** Asks the crowd how many events it has had: one line in, one line out. */
function count(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(Number(chunk.toString().trim())));
    child.kill('SIGUSR2');
  });
}

/** User and system CPU time of a process by /proc, in seconds. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The bytes of one tick, as the console sends them. */
async function record(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/stream`);
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const ticks = text.match(/event: tick\n[\s\S]*?\n\n/g);
    if (ticks !== null && ticks.length >= 3) {
      await reader?.cancel();
      return ticks.at(-1) ?? '';
    }
    text += decoder.decode((await reader?.read())?.value);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
