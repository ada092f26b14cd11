/** Probe results of an agent in the legacy API's form. */

import type { AnswerValue, FactOf } from '#lib/facts/fact.ts';
import { entryOf } from '#lib/facts/ledger.ts';
import { probeText } from '#lib/messages/status/probe.ts';
import { text } from '#lib/messages/text.ts';
import type { ProbeKind } from '#lib/plan/schema.ts';
import type { AgentPosture } from '#lib/posture.ts';
import type { LegacyEndpoint } from '../document.ts';
import type { KnownAgent, Present } from './present.ts';

/** One probe of one instance: its status, the last attempt, and the answer if that attempt has one. */
export interface Poll {
  told: AgentPosture['probes'][number];
  /** Its observation, in one line. */
  seen: string;
  attempt: FactOf<'probe'>;
  /** Null if the last attempt brought none: what came before it is the past. */
  answer: AnswerValue | null;
}

/** Endpoints of the agent itself; heartbeats in stores and other services' health do not prove its process alive. */
const OWN_KINDS: readonly ProbeKind[] = [
  'marketdata-heartbeat',
  'ops-status',
  'process-health',
  'execution-state',
  'readiness',
];

/** The attempts at the endpoints of the agent itself that it is known to offer. */
export function pollsOf({ world }: Present, { told, doubt }: KnownAgent): Poll[] {
  return told.probes.flatMap((probe) => {
    if (probe.verdict === 'not-applicable' || !OWN_KINDS.some((kind) => kind === probe.probeKind)) return [];
    const subject = `probe/${told.name}/${probe.id}/${probe.instance}`;
    const attempt = entryOf(world.ledger, 'probe', subject)?.fact;
    if (attempt === undefined || attempt.value === null) return [];
    const answer = entryOf(world.ledger, 'answer', subject)?.fact;
    const seen = doubt.length === 0 ? probeText(probe).seen : doubt.join('; ');
    const brought = answer?.observedAt === attempt.observedAt ? answer.value : null;
    return [{ told: probe, seen, attempt, answer: brought }];
  });
}

/** The newest attempt, epoch milliseconds; null: there was none. */
export function lastPollAt(polls: readonly Poll[]): number | null {
  return polls.reduce<number | null>((last, { attempt }) => Math.max(last ?? 0, attempt.observedAt), null);
}

/** State of the endpoint at these paths, worst instance first; null if it was never probed. */
export function endpointOf(polls: readonly Poll[], paths: readonly string[]): LegacyEndpoint | null {
  const endpoints = polls.filter(({ told }) => paths.includes(told.path)).map(endpoint);
  return endpoints.find(({ ok }) => !ok) ?? endpoints[0] ?? null;
}

function endpoint(poll: Poll): LegacyEndpoint {
  const { attempt } = poll;
  const ok = readsWell(poll);
  return {
    ok,
    status_code: attempt.value?.status ?? null,
    latency_ms: attempt.value?.latencyMs ?? null,
    error: ok ? null : errorOf(poll),
  };
}

function errorOf({ seen, attempt: { value } }: Poll): string {
  if (value === null) return 'not known';
  return value.outcome === 'answered' ? seen : text(value.message);
}

/** True if the last attempt has good evidence. */
export function readsWell({ told, answer }: Poll): boolean {
  return answer !== null && (told.verdict === 'good' || told.verdict === 'expected-off');
}
