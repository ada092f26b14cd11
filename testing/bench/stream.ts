/** Cost of a thousand viewers, beside a bare `node:http` that sends the same bytes at the same times to as many. */

import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type ConsoleProcess, type PracticeMesh, startProgram, stopProgram } from '../../e2e/processes.ts';
import { requestsTaken } from '../faults/control.ts';
import { type Figure, quantile } from './report.ts';

const CLIENTS = 1_000;
const SPAN_S = 40;
const MAX_RATIO = 1.2;
/** The machine does other things too; the median round is reported. */
const ROUNDS = 3;

interface Server {
  url: string;
  pid: number;
}

interface Span {
  /** By server: CPU seconds over the interval, and events that its clients had. */
  costs: { cpu: number; events: number }[];
  /** Requests that the mesh had. */
  upstream: number;
}

export async function measureStream(mesh: PracticeMesh, console: ConsoleProcess): Promise<Figure[]> {
  const bare = await startProgram(['testing/bench/bare-server.ts'], /ready at (\S+)/, {
    SOURCE: console.url,
  });
  const servers = [
    { url: console.url, pid: console.pid },
    { url: bare.match[1] ?? '', pid: bare.child.pid ?? 0 },
  ];
  const rounds: { ours: number; theirs: number; extra: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const alone = await spanWith(mesh, servers, 1);
    const crowd = await spanWith(mesh, servers, CLIENTS);
    const [ours = Number.NaN, theirs = Number.NaN] = servers.map((_, i) => perEvent(alone, crowd, i));
    rounds.push({ ours, theirs, extra: crowd.upstream - alone.upstream });
  }
  await stopProgram(bare);
  const ratio = median(rounds.map((r) => r.ours / r.theirs));
  const extra = median(rounds.map((r) => r.extra));
  return [
    {
      what: `CPU per event and client, ${CLIENTS} clients, against a bare node:http that relays the same bytes to as many at the same time (${rounds.map((r) => `${us(r.ours)} / ${us(r.theirs)}`).join(', ')})`,
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

/** Cost of one event to one client beyond a server with a single client, in CPU seconds. */
function perEvent(alone: Span, crowd: Span, server: number): number {
  const [one, many] = [alone.costs[server], crowd.costs[server]];
  return one === undefined || many === undefined ? Number.NaN : (many.cpu - one.cpu) / many.events;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function us(seconds: number): string {
  return `${(seconds * 1e6).toFixed(2)} µs`;
}

/** Runs as many clients against each server for the interval; CPU and events are counted once all are connected. */
async function spanWith(mesh: PracticeMesh, servers: readonly Server[], clients: number): Promise<Span> {
  const crowds = await Promise.all(
    servers.map(({ url }) =>
      startProgram(['testing/bench/stream-clients.ts', url, String(clients)], /connected/),
    ),
  );
  const counted = () =>
    Promise.all(
      crowds.map(async ({ child }, i) => ({
        cpu: cpuSeconds(servers[i]?.pid ?? 0),
        events: await count(child),
      })),
    );
  await pause(2_000);
  const [before, upstream] = [await counted(), await requestsTaken(mesh)];
  await pause(SPAN_S * 1_000);
  const costs = (await counted()).map((after, i) => ({
    cpu: after.cpu - (before[i]?.cpu ?? Number.NaN),
    events: after.events - (before[i]?.events ?? Number.NaN),
  }));
  const span = { costs, upstream: (await requestsTaken(mesh)) - upstream };
  await Promise.all(crowds.map((crowd) => stopProgram(crowd)));
  return span;
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

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
