import type { Lacks } from '../messages/probes.ts';
import { say } from '../messages/say.ts';
import type { Message } from '../status/message.ts';

/**
 * The parse result of a body. A status code is never the verdict: the body must parse, must contain the evidence, and
 * must come from the agent that was asked (docs/contracts.md, rule 1).
 */
export type Reading<T> =
  | { outcome: 'evidence'; value: T }
  | { outcome: 'no-evidence' | 'wrong-identity' | 'forbidden'; message: Message };

/**
 * The reply that a contract parses: the status, the parsed body, when it was asked for (epoch ms by the console's
 * clock), the age in seconds over which the plan calls its heartbeat stale, and the names that the agent may answer
 * with.
 */
export interface Reply {
  status: number;
  json: unknown;
  askedAt: number;
  limitSeconds: number;
  answersAs: readonly string[];
}

/**
 * `lacks`: the field that the contract needs and the body does not have. Older builds lack whole endpoints, and answer
 * 404.
 */
export function noEvidence(status: number, lacks: Lacks): Reading<never> {
  const message =
    status === 404 ? say('parse-no-endpoint', { status }) : say('parse-lacks', { status, lacks });
  return { outcome: 'no-evidence', message };
}

/** Null if `identity` is one of the expected names, else the parse result that names the answering service. */
export function identityProblem(identity: string, answersAs: readonly string[]): Reading<never> | null {
  if (answersAs.includes(identity)) return null;
  return { outcome: 'wrong-identity', message: say('parse-stranger', { answeredAs: identity }) };
}
