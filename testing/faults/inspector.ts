/** Reaches into a running Node process by its own debugger, which a signal opens. */

import type { ConsoleProcess } from '../../e2e/processes.ts';

const OPENS_WITHIN_MS = 5_000;

/** Evaluates an expression in the process; resolves when it has, however long that takes. */
export async function evaluateIn(program: ConsoleProcess, expression: string): Promise<void> {
  const socket = new WebSocket(await debuggerOf(program));
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const done = new Promise<void>((resolve) => {
    socket.onmessage = () => resolve();
  });
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } }));
  await done;
  socket.close();
}

async function debuggerOf(program: ConsoleProcess): Promise<string> {
  process.kill(program.pid, 'SIGUSR1');
  const until = performance.now() + OPENS_WITHIN_MS;
  while (performance.now() < until) {
    const url = /ws:\/\/127\.0\.0\.1:\d+\/\S+/.exec(program.output())?.[0];
    if (url !== undefined) return url;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the debugger of the console does not open');
}
