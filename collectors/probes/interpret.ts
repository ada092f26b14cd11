/** The meaning of one answer, or of its absence. Pure: the same bytes always mean the same. */

import { REDACTED, rawOf } from '#lib/contracts/redact.ts';
import type { AnswerEvidence, ProbeContract } from '#lib/contracts/registry.ts';
import { readStrictJson, type StrictJson } from '#lib/contracts/strict-json.ts';
import type { Unreadable } from '#lib/contracts/unreadable.ts';
import type { ConfigValue, ProbeValue } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Message, Param } from '#lib/status/message.ts';
import type { Answer } from '../http/exchange.ts';
import type { TransportError } from '../http/transport-error.ts';
import { ApiError, type ApiStatus, readApiStatus } from '../kubernetes/api-status.ts';

export interface Interpretation {
  outcome: ProbeValue['outcome'];
  status: number | null;
  message: Message;
  /** What was proven, with the redacted body; null when nothing was. */
  evidence: { value: AnswerEvidence; raw: string; unreadable: readonly Unreadable[] } | null;
}

export interface Asked {
  definition: ProbeContract;
  answersAs: readonly string[];
  /** When, epoch ms. */
  askedAt: number;
  /** The age over which the plan calls the heartbeat stale. */
  limitSeconds: number;
  /** The API server is in between: its own answers must not be taken for the agent's. */
  viaProxy: boolean;
  /** The key that was sent: an agent that repeats it must not bring it onto a screen. */
  secret: string | null;
}

export function interpretAnswer(given: Answer, asked: Asked): Interpretation {
  const answer = asked.secret === null ? given : withoutSecret(given, asked.secret);
  const { status, headers, body } = answer;
  const nothing = (outcome: ProbeValue['outcome'], message: Message): Interpretation => ({
    outcome,
    status,
    message,
    evidence: null,
  });
  if (status >= 300 && status < 400) return nothing('redirected', say('attempt-redirected', { status }));
  const own = asked.viaProxy ? readApiStatus(body) : null;
  if (own) return nothing(...ofApiServer(status, own, body));
  if (asked.viaProxy && isDialError(status, body.subarray(0, 64).toString('latin1').trim()))
    return nothing('unreachable', say('attempt-pod-unreachable', { status }));
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    return nothing('unparsable', say('attempt-compressed', { status }));
  const content = contentOf(answer, asked.definition);
  const absent = status === 401 || status === 403 || status === 404;
  if ('problem' in content && !absent)
    return nothing('unparsable', say('attempt-body', { status, problem: content.problem }));
  const json = 'value' in content ? masked(content.value, asked.secret) : undefined;
  const parsed = asked.definition.read({ ...asked, status, json });
  if (parsed.outcome === 'evidence')
    return {
      outcome: 'answered',
      status,
      message: say('attempt-answered', { status }),
      evidence: { value: parsed.value, raw: rawOf(json), unreadable: parsed.unreadable ?? [] },
    };
  const refused = parsed.outcome === 'no-evidence' && (status === 401 || status === 403);
  return refused
    ? nothing('forbidden', say('attempt-not-allowed', { status }))
    : nothing(parsed.outcome, parsed.message);
}

/** The API server's own text about a pod or a service that it could not ask. */
function ofApiServer(status: number, own: ApiStatus, body: Buffer): [ProbeValue['outcome'], Message] {
  const message = own.message ?? '';
  if (/no endpoints available/i.test(message))
    return ['no-endpoints', say('attempt-no-endpoints', { status })];
  if (status === 403) return ['forbidden', quoted(new ApiError(status, body).message)];
  if (own.reason === 'ServiceUnavailable' && isDialError(status, message))
    return ['unreachable', say('attempt-pod-unreachable', { status })];
  return ['proxy-error', say('attempt-api-server', { words: new ApiError(status, body).message })];
}

const quoted = (words: string): Message => say('quoted', { words });

/**
 * The API server's words where a pod does not accept connections; older ones send them as plain text. Nothing else is
 * taken for them: an agent could write what it likes.
 */
function isDialError(status: number, words: string): boolean {
  return (status === 502 || status === 503) && /^error trying to reach service/i.test(words);
}

/** Small servers label their JSON as plain text. A page is never JSON, whatever it contains. */
const MEDIA_TYPES = {
  json: /^(application\/([\w.-]+\+)?json|text\/(json|plain))$/,
  text: /^(text\/plain|application\/openmetrics-text)$/,
  any: /^(application\/([\w.-]+\+)?json|text\/(json|plain))$/,
} as const;
const NOT_SENT_AS = { json: 'not-sent-as-json', text: 'not-sent-as-text', any: 'not-sent-as-text' } as const;

/** The body as its kind of probe wants it: text, or JSON that has one reading only. */
function contentOf({ headers, body }: Answer, definition: ProbeContract): StrictJson {
  const wanted = definition.body ?? 'json';
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== '' && !MEDIA_TYPES[wanted].test(type)) return { problem: NOT_SENT_AS[wanted] };
  const text = textOf(body);
  if (text === null) return { problem: 'not-utf8' };
  return wanted === 'json' ? readStrictJson(text) : { value: text };
}

function textOf(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

/** The body with the key redacted before anything reads it, whole or in part. */
function withoutSecret(answer: Answer, secret: string): Answer {
  const body = answer.body.toString('latin1');
  if (!body.includes(secret)) return answer;
  return { ...answer, body: Buffer.from(body.replaceAll(secret, REDACTED), 'latin1') };
}

/** The same for a key that was written with escapes and appeared in parsing. The strict reader bounds the depth. */
function masked(value: unknown, secret: string | null): unknown {
  if (secret === null) return value;
  if (typeof value === 'string') return value.replaceAll(secret, REDACTED);
  if (Array.isArray(value)) return value.map((entry) => masked(entry, secret));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [
    key.replaceAll(secret, REDACTED),
    masked(entry, secret),
  ]);
  return Object.fromEntries(entries);
}

/** The value under one key of a watched ConfigMap. An unavailable watch proves nothing of it. */
export function interpretConfig(
  status: WatchedConfig,
  { name, key }: { name: string; key: string },
  asked: Asked,
): Interpretation {
  const nothing = (outcome: ProbeValue['outcome'], message: Message): Interpretation => ({
    outcome,
    status: null,
    message,
    evidence: null,
  });
  if ('unseen' in status) return nothing('proxy-error', say('attempt-config', { name, why: status.unseen }));
  if (status.config === null) return nothing('no-evidence', say('attempt-config-missing', { name }));
  const value = status.config.data[key];
  if (value === undefined && status.config.binaryKeys.includes(key))
    return nothing('unreadable', say('attempt-config-binary', { name, key }));
  if (value === undefined) return nothing('no-evidence', say('attempt-config-key', { name, key }));
  const parsed = asked.definition.read({ ...asked, status: 200, json: value });
  return parsed.outcome === 'evidence'
    ? {
        outcome: 'answered',
        status: null,
        message: say('attempt-config-read'),
        evidence: {
          value: parsed.value,
          raw: rawOf(`${key}: ${value}`),
          unreadable: parsed.unreadable ?? [],
        },
      }
    : nothing(parsed.outcome, say('attempt-config', { name, why: parsed.message }));
}

/** A ConfigMap as the cluster's watch has it: null if it does not exist, or why it is not known. */
export type WatchedConfig = { config: ConfigValue | null } | { unseen: Param };

/** Null if the console itself stopped the request. */
export function interpretFailure(error: TransportError, viaProxy: boolean): Interpretation | null {
  const of = (outcome: ProbeValue['outcome'], message: Message): Interpretation => ({
    outcome,
    status: null,
    message,
    evidence: null,
  });
  switch (error.failure) {
    case 'stopped':
      return null;
    case 'timeout':
    case 'too-large':
      return of(error.failure, quoted(error.message));
    case 'reset':
      return of('unreachable', quoted(error.message));
    default:
      return viaProxy
        ? of('proxy-error', say('attempt-api-server', { words: error.message }))
        : of('unreachable', quoted(error.message));
  }
}
