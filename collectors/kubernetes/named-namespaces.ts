/**
 * Whether each namespace that the plan names is there. A list in one that does not exist is empty and no error, so
 * that a misspelt namespace would read as a quiet one.
 */

import type { Plan } from '#lib/plan/schema.ts';
import type { Message } from '#lib/status/message.ts';
import { ApiError, readApiStatus } from './api-status.ts';
import { failureCause } from './failure-reason.ts';
import { pause } from './pause.ts';
import type { SourceContext } from './source-context.ts';

const MAX_BYTES = 256 * 1024;

/** Every namespace that the plan names, once. */
export function namespacesOf({ mesh, safety, agents, otherWorkloads }: Plan): string[] {
  const { executors, haltSwitches, thresholds } = safety;
  const workloads = [...agents.flatMap((agent) => agent.workloads), ...otherWorkloads];
  const targets = agents.flatMap(({ probes }) => probes.map(({ target }) => target));
  return [
    ...new Set([
      ...mesh.namespaces,
      ...(executors.scope === 'cluster' ? [] : executors.scope),
      ...[...haltSwitches, ...thresholds].map(({ namespace }) => namespace),
      ...workloads.flatMap(({ namespace }) => namespace ?? []),
      ...targets.flatMap((target) => (target.via === 'config-map' ? target.namespace : [])),
    ]),
  ];
}

export const namespaceSubject = (name: string): string => `namespace/${name}`;

export async function watchNamespace(context: SourceContext, name: string): Promise<void> {
  const { signal, timings } = context;
  show(context, name, 'starting', { cause: null, lastSeenAt: null, count: 0 });
  while (!signal.aborted) {
    const read = await ask(context, name).catch(() => false);
    await pause(read ? timings.namespaceEvery : timings.retryEvery, signal);
  }
}

/** False while nobody answers: what was known stays known, and ages. */
async function ask(context: SourceContext, name: string): Promise<boolean> {
  const { transport, timings, signal } = context;
  const limits = { timeoutMs: timings.listTimeout, maxBytes: MAX_BYTES, signal };
  const path = `/api/v1/namespaces/${encodeURIComponent(name)}`;
  const { status, body, startedAt } = await transport.get(path, limits);
  if (signal.aborted) return true;
  const missing = status === 404 && readApiStatus(body)?.reason === 'NotFound';
  const answered = status === 200 || missing;
  if (!answered && status >= 500) return false;
  show(context, name, answered ? 'seen' : 'unasked', {
    cause: answered ? null : failureCause(new ApiError(status, body)),
    lastSeenAt: startedAt,
    count: missing ? 0 : 1,
  });
  return true;
}

function show(
  { availability }: SourceContext,
  name: string,
  state: 'starting' | 'seen' | 'unasked',
  found: { cause: Message | null; lastSeenAt: number | null; count: number },
): void {
  const { lastSeenAt } = found;
  const status = { label: `Namespace ${name}`, state, scope: [name], ...found, syncedAt: lastSeenAt };
  availability.put(
    namespaceSubject(name),
    { ...status, lastEventAt: null, unreadable: 0, restarts: 0 },
    true,
  );
}
