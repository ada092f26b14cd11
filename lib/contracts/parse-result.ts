import type { Lacks } from '../messages/probes.ts';
import { say } from '../messages/say.ts';
import type { Message } from '../status/message.ts';
import { namedUnreadable, type Unreadable } from './unreadable.ts';

/**
 * The parse result of a body. A status code is never the verdict: the body must parse, must contain the evidence, and
 * must come from the agent that was asked (docs/contracts.md, rule 1). `unreadable`: the evidence is there and cannot be
 * read, which is never the same as evidence that is not there.
 */
export type ParseResult<T> =
  | { outcome: 'evidence'; value: T; unreadable?: readonly Unreadable[] }
  | { outcome: 'no-evidence' | 'unreadable' | 'wrong-identity' | 'forbidden'; message: Message };

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

/** Evidence, with the fields of it that cannot be read. */
export function evidenceWith<T>(value: T, unreadable: readonly Unreadable[]): ParseResult<T> {
  return unreadable.length === 0
    ? { outcome: 'evidence', value }
    : { outcome: 'evidence', value, unreadable };
}

/** Without the unreadable fields nothing of the body is left that could count. */
export function notReadable(unreadable: readonly Unreadable[]): ParseResult<never> {
  return { outcome: 'unreadable', message: namedUnreadable(unreadable) };
}

/**
 * `lacks`: the field that the contract needs and the body does not have. Older builds lack whole endpoints, and answer
 * 404.
 */
export function noEvidence(status: number, lacks: Lacks): ParseResult<never> {
  const message =
    status === 404 ? say('parse-no-endpoint', { status }) : say('parse-lacks', { status, lacks });
  return { outcome: 'no-evidence', message };
}

/** Null if `identity` is one of the expected names, else the parse result that names the answering service. */
export function identityProblem(
  identity: string,
  answersAs: readonly string[],
): Extract<ParseResult<never>, { message: Message }> | null {
  if (answersAs.includes(identity)) return null;
  return { outcome: 'wrong-identity', message: say('parse-stranger', { answeredAs: identity }) };
}
