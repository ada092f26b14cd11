/** What a thousand viewers cost, beside a bare `node:http` that sends the same bytes at the same times. */
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type ConsoleProcess, type PracticeMesh, startProgram, stopProgram } from '../e2e/processes.ts';
import { requestsTaken } from './faults.ts';
import type { Figure } from './report.ts';

const CLIENTS = 1_000;
const SPAN_S = 20;
const MAX_RATIO = 1.2;

interface Cost {
  /** CPU seconds of the server over the span. */
  cpu: number;
  events: number;
}

export async function measureStream(mesh: PracticeMesh, console: ConsoleProcess): Promise<Figure[]> {
  const alone = await withClients(mesh, 1, console.url, console.pid);
  const crowd = await withClients(mesh, CLIENTS, console.url, console.pid);
  const recorded = await record(console.url);
  const bare = await bareCost(mesh, recorded);
  const ours = (crowd.cpu - alone.cpu) / crowd.events;
  const theirs = (bare.crowd.cpu - bare.alone.cpu) / bare.crowd.events;
  const ratio = ours / theirs;
  const extra = crowd.upstream - alone.upstream;
  return [
    {
      what: `CPU per event and client, ${CLIENTS} clients, against a bare node:http with the same bytes (${us(ours)} / ${us(theirs)})`,
      measured: `${ratio.toFixed(2)} ×`,
      bound: `≤ ${MAX_RATIO} ×`,
      holds: ratio <= MAX_RATIO,
    },
    {
      what: `upstream requests in ${SPAN_S} s with ${CLIENTS} clients, less those with one (${crowd.upstream} / ${alone.upstream})`,
      measured: String(extra),
      bound: 'none more, but for the jitter of timers (± 3)',
      holds: extra <= 3,
    },
  ];
}

function us(seconds: number): string {
  return `${(seconds * 1e6).toFixed(2)} µs`;
}

/** Runs clients against a server for the span; CPU and events are counted once all are connected. */
async function withClients(
  mesh: PracticeMesh,
  clients: number,
  url: string,
  pid: number,
): Promise<Cost & { upstream: number }> {
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

async function bareCost(mesh: PracticeMesh, tick: string): Promise<{ alone: Cost; crowd: Cost }> {
  const bare = await startProgram(['bench/bare-server.ts'], /ready at (\S+)/, { TICK: tick });
  const url = bare.match[1] ?? '';
  const pid = bare.child.pid ?? 0;
  const alone = await withClients(mesh, 1, url, pid);
  const crowd = await withClients(mesh, CLIENTS, url, pid);
  await stopProgram(bare);
  return { alone, crowd };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
