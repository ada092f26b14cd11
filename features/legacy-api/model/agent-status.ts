/** An agent's own answer at `/ops/status`, as it came, redacted: given as validated only if it is believed. */

import { z } from 'zod';
import type { AnswerValue } from '#lib/facts/fact.ts';
import { agentStatusSchema, type LegacyAgent } from '../document.ts';
import { type Poll, readsWell } from './polls.ts';

type StatusAnswer = Extract<AnswerValue, { contract: 'ops-status' }>;

function statusAnswer({ answer }: Poll): StatusAnswer | null {
  return answer?.contract === 'ops-status' ? answer : null;
}

/** The states that its instances give themselves now. */
export function ownStates(polls: readonly Poll[]): string[] {
  return polls.flatMap((poll) => statusAnswer(poll)?.state ?? []);
}

/** The reason codes that its instances give now, each once. */
export function ownCodes(polls: readonly Poll[]): string[] {
  return polls.flatMap((poll) => {
    const answer = statusAnswer(poll);
    return answer === null ? [] : [...answer.reasonCodes, ...answer.gatingReasons];
  });
}

const objectSchema = z.record(z.string(), z.unknown());

/**
 * The worst instance's answer, if it is the richer form. One that calls itself OK is given only if that is believed.
 */
export function agentStatusOf(polls: readonly Poll[]): LegacyAgent['ops_status'] {
  const poll = worst(polls);
  if (poll === undefined || poll.told.verdict === 'unknown') return null;
  const parsed = agentStatusSchema.safeParse(rawOf(poll));
  if (!parsed.success) return null;
  return parsed.data.status.state !== 'OK' || readsWell(poll) ? parsed.data : null;
}

/** The worst instance's answer, believed or not. A truncated body cannot be read. */
export function rawStatusOf(polls: readonly Poll[]): LegacyAgent['raw_ops_status_redacted'] {
  const poll = worst(polls);
  return poll === undefined ? null : (objectSchema.safeParse(rawOf(poll)).data ?? null);
}

/** Of those that were asked for a status: one that does not read well, if there is any. */
function worst(polls: readonly Poll[]): Poll | undefined {
  const asked = polls.filter(({ told }) => told.probeKind === 'ops-status' || told.path === '/ops/status');
  return asked.find((poll) => !readsWell(poll)) ?? asked[0];
}

function rawOf({ answer }: Poll): unknown {
  try {
    return JSON.parse(answer?.raw ?? 'null');
  } catch {
    return null;
  }
}
