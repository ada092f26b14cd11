/** One attempt of one probe: asks at as many paths as it takes, and publishes the result. */

import type { Fact } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import { PROBE_TIMEOUT_MS } from '#lib/plan/probe-interval.ts';
import type { Message } from '#lib/status/message.ts';
import { type Asked, type AttemptContext, askOnce } from './ask.ts';
import type { Chain } from './chain.ts';
import type { Interpretation } from './interpret.ts';
import type { Instance } from './targets.ts';

/** With less time than this left in an attempt no further path is asked. */
const MIN_TIMEOUT_MS = 50;

/** The subject of both facts of a probe. */
export function probeSubject({ agent, probe, instance }: Instance): string {
  return `probe/${agent.name}/${probe.id}/${instance}`;
}

/**
 * The `probe` fact of this attempt and, if the evidence parsed, its `answer`. One request is in flight at a time, and
 * one time limit spans them all. Never rejects; empty when stopped.
 */
export async function attemptProbe(target: Instance, context: AttemptContext, chain: Chain): Promise<Fact[]> {
  const { clock } = context;
  const begun = clock.monotonic();
  const asked: number[] = [];
  let first: Asked | null = null;
  for (const index of chain.order(begun)) {
    const place = target.places[index];
    const left = PROBE_TIMEOUT_MS - (clock.monotonic() - begun);
    if (place === undefined || left < MIN_TIMEOUT_MS) break;
    const answer = await askOnce(target, place, left, context);
    if (answer === null) return [];
    asked.push(index);
    if (!lacks(answer.said)) {
      chain.learn(asked, answer.said.evidence !== null, begun);
      return factsOf(target, answer, index);
    }
    first ??= answer;
  }
  chain.learn(asked, false, begun);
  return first === null ? [] : factsOf(target, { ...first, said: nowhere(target, first.said) }, 0);
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

function factsOf(target: Instance, { said, askedAt, latencyMs }: Asked, index: number): Fact[] {
  const about = { agent: target.agent.name, probe: target.probe.id, instance: target.instance };
  const base = { subject: probeSubject(target), observedAt: askedAt, source: 'probe' };
  const path = index === 0 ? undefined : target.probe.fallbacks?.[index - 1];
  const { outcome, status, evidence } = said;
  const message = path === undefined ? said.message : say('attempt-at', { attempt: said.message, path });
  const probe: Fact = { ...base, kind: 'probe', value: { ...about, outcome, status, latencyMs, message } };
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
