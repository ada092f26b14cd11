/** One attempt of one probe: asks at as many paths as it takes, and publishes the result. */

import type { Fact } from '#lib/facts/fact.ts';
import { isHeard } from '#lib/facts/probed.ts';
import { say } from '#lib/messages/say.ts';
import { PROBE_TIMEOUT_MS } from '#lib/plan/probe-interval.ts';
import type { Message } from '#lib/status/message.ts';
import { type Asked, type AttemptContext, askOnce } from './ask.ts';
import type { Chain } from './chain.ts';
import type { Interpretation } from './interpret.ts';
import type { Instance, Place } from './targets.ts';

/** With less time than this left in an attempt no further path is asked. */
const MIN_TIMEOUT_MS = 50;

/** The subject of both facts of a probe. */
export function probeSubject({ agent, probe, instance }: Instance): string {
  return `probe/${agent.name}/${probe.id}/${instance}`;
}

/** What is kept of an instance from one attempt to the next. */
export interface Memory {
  chain: Chain;
  /** When the agent itself last answered over HTTP, epoch ms. */
  heardAt: number | undefined;
  /** How often it is asked, if that is less often than the plan says. */
  everySeconds: number | undefined;
}

/** Waits until a request to this place may begin; false if stopped before. */
export type Turn = (place: Place, signal: AbortSignal) => Promise<boolean>;

/**
 * The `probe` fact of this attempt and, if the evidence parsed, its `answer`. One request is in flight at a time, and
 * one time limit spans them all, without the time in which others had their turn. Never rejects; empty when stopped.
 */
export async function attemptProbe(
  target: Instance,
  context: AttemptContext,
  memory: Memory,
  turn: Turn,
): Promise<Fact[]> {
  const { clock, signal } = context;
  const { chain } = memory;
  const begun = clock.monotonic();
  let left = PROBE_TIMEOUT_MS;
  const asked: number[] = [];
  let first: Asked | null = null;
  for (const index of chain.order(begun)) {
    const place = target.places[index];
    if (place === undefined || left < MIN_TIMEOUT_MS) break;
    if (!(await turn(place, signal))) return [];
    const from = clock.monotonic();
    const answer = await askOnce(target, place, left, context);
    if (answer === null) return [];
    left -= clock.monotonic() - from;
    asked.push(index);
    if (isHeard(answer.said)) memory.heardAt = answer.askedAt;
    if (!lacks(answer.said)) {
      chain.learn(asked, answer.said.evidence !== null, begun);
      return factsOf(target, answer, index, memory);
    }
    first ??= answer;
  }
  chain.learn(asked, false, begun);
  return first === null ? [] : factsOf(target, { ...first, said: nowhere(target, first.said) }, 0, memory);
}

/**
 * The build may report it elsewhere: it has no such endpoint, or answers there as older builds do, 200 without
 * evidence.
 */
function lacks({ outcome, status }: Interpretation): boolean {
  return outcome === 'no-evidence' && (status === 200 || status === 404);
}

/** The same text each time, even if the other paths were not tried in this attempt. */
function nowhere({ probe }: Instance, said: Interpretation): Interpretation {
  const others = probe.fallbacks ?? [];
  return others.length === 0
    ? said
    : { ...said, message: say('attempt-nor-at', { attempt: said.message, paths: others }) };
}

function factsOf(
  target: Instance,
  { said, askedAt, latencyMs }: Asked,
  index: number,
  { heardAt, everySeconds }: Memory,
): Fact[] {
  const about = { agent: target.agent.name, probe: target.probe.id, instance: target.instance };
  const base = { subject: probeSubject(target), observedAt: askedAt, source: 'probe' };
  const path = index === 0 ? undefined : target.probe.fallbacks?.[index - 1];
  const { outcome, status, evidence } = said;
  const message = path === undefined ? said.message : say('attempt-at', { attempt: said.message, path });
  const kept = {
    ...(heardAt === undefined ? {} : { heardAt }),
    ...(everySeconds === undefined ? {} : { everySeconds }),
  };
  const tried = { ...about, outcome, status, latencyMs, message, ...kept };
  const probe: Fact = { ...base, kind: 'probe', value: tried };
  if (evidence === null) return [probe];
  const { raw, unreadable } = evidence;
  const more = {
    ...(path === undefined ? {} : { path }),
    ...(unreadable.length === 0 ? {} : { unreadable: [...unreadable] }),
  };
  const value = { ...about, ...evidence.value, status: status ?? READ, raw, ...more };
  return [probe, { ...base, kind: 'answer', value }];
}

/** For a ConfigMap, which is watched and not asked for: that it was read. */
const READ = 200;

/** The one fact of a probe that cannot be asked. */
export function notConfigured(target: Instance, problem: Message, observedAt: number): Fact {
  const about = { agent: target.agent.name, probe: target.probe.id, instance: target.instance };
  const value = {
    ...about,
    outcome: 'not-configured',
    status: null,
    latencyMs: null,
    message: problem,
  } as const;
  return { subject: probeSubject(target), kind: 'probe', value, observedAt, source: 'probe' };
}

/** Both facts of a probe whose pod is gone. */
export function goneFacts(subject: string, observedAt: number): Fact[] {
  return [
    { subject, kind: 'probe', value: null, observedAt, source: 'probe' },
    { subject, kind: 'answer', value: null, observedAt, source: 'probe' },
  ];
}
