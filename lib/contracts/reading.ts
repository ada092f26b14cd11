import type { Lacks } from '../messages/probes.ts';
import { say } from '../messages/say.ts';
import type { Message } from '../status/message.ts';

/**
 * What a body was worth as evidence. A status code is never the verdict: the body must parse and must carry the
 * evidence, and it must come from the agent that was asked (docs/contracts.md, rule 1).
 */
export type Reading<T> =
  | { outcome: 'evidence'; value: T }
  | { outcome: 'no-evidence' | 'wrong-identity' | 'forbidden'; message: Message };

/**
 * What a contract gets to read: the status, the body as parsed, when it was asked for (epoch ms by the reader's clock),
 * the age in seconds over which the plan calls its heartbeat stale, and the names that the agent may answer as.
 */
export interface Reply {
  status: number;
  json: unknown;
  askedAt: number;
  limitSeconds: number;
  answersAs: readonly string[];
}

/** `lacks`: what the contract wants and the body does not carry. Older builds lack whole endpoints, and say so by 404. */
export function noEvidence(status: number, lacks: Lacks): Reading<never> {
  const message =
    status === 404 ? say('parse-no-endpoint', { status }) : say('parse-lacks', { status, lacks });
  return { outcome: 'no-evidence', message };
}

/** Null when `identity` is one of the expected names, else the reading that says whose answer it was. */
export function identityProblem(identity: string, answersAs: readonly string[]): Reading<never> | null {
  if (answersAs.includes(identity)) return null;
  return { outcome: 'wrong-identity', message: say('parse-stranger', { answeredAs: identity }) };
}
