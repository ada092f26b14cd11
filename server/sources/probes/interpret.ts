/** What one answer, or the lack of one, says. Pure: the same bytes always mean the same. */
import { cleanText, rawOf } from '#lib/contracts/redact.ts';
import { readStrictJson, type StrictJson } from '#lib/contracts/strict-json.ts';
import type { ProbeValue } from '#lib/ledger/fact.ts';
import type { Answer } from '../http/exchange.ts';
import type { TransportError } from '../http/transport-error.ts';
import { ApiError, type ApiStatus, readApiStatus } from '../kubernetes/api-status.ts';
import type { Evidence, ProbeKindDefinition } from './kinds/probe-kind.ts';

export interface Interpretation {
  outcome: ProbeValue['outcome'];
  status: number | null;
  message: string;
  /** What was proven, with the redacted body; null when nothing was. */
  evidence: { value: Evidence; raw: string } | null;
}

export interface Asked {
  definition: ProbeKindDefinition;
  answersAs: readonly string[];
  /** The API server stands between: its own answers must not be read as the agent's. */
  viaProxy: boolean;
}

export function interpretAnswer(answer: Answer, asked: Asked): Interpretation {
  const { status, headers, body } = answer;
  const nothing = (outcome: ProbeValue['outcome'], message: string): Interpretation => ({
    outcome,
    status,
    message,
    evidence: null,
  });
  if (status >= 300 && status < 400) return nothing('redirected', `${status}: redirects are not followed`);
  const own = asked.viaProxy ? readApiStatus(body) : null;
  if (own) return nothing(...ofApiServer(status, own, body));
  if (asked.viaProxy && isDialError(status, body))
    return nothing('unreachable', `${status}: the API server cannot reach the pod`);
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    return nothing('unparsable', `${status} with a compressed body that was not asked for`);
  const content = contentOf(answer, asked.definition);
  const absent = status === 401 || status === 403 || status === 404;
  if ('problem' in content && !absent)
    return nothing('unparsable', `${status} with a body ${content.problem}`);
  const json = 'value' in content ? content.value : undefined;
  const reading = asked.definition.read({ status, json, answersAs: asked.answersAs });
  if (reading.outcome === 'evidence')
    return {
      outcome: 'answered',
      status,
      message: `${status} with evidence`,
      evidence: { value: reading.value, raw: rawOf(json) },
    };
  const refused = reading.outcome === 'no-evidence' && (status === 401 || status === 403);
  return refused ? nothing('forbidden', `${status}: not allowed`) : nothing(reading.outcome, reading.message);
}

/** The API server's own words about a pod or a service that it could not ask. */
function ofApiServer(status: number, own: ApiStatus, body: Buffer): [ProbeValue['outcome'], string] {
  const message = own.message ?? '';
  if (/no endpoints available/i.test(message))
    return ['no-endpoints', `${status}: the service has no ready pod`];
  if (status === 403) return ['forbidden', new ApiError(status, body).message];
  if (/error trying to reach service|dial tcp|connection refused|i\/o timeout/i.test(message))
    return ['unreachable', `${status}: the API server cannot reach the pod`];
  return ['proxy-error', `API server: ${new ApiError(status, body).message}`];
}

/** Older API servers say in plain text that the pod does not accept connections. */
function isDialError(status: number, body: Buffer): boolean {
  return (
    status >= 500 && /^error trying to reach service/i.test(body.subarray(0, 64).toString('latin1').trim())
  );
}

/** Plain text is how small servers call their JSON. A page is none, whatever stands in it. */
const MEDIA_TYPES = {
  json: /^(application\/([\w.-]+\+)?json|text\/(json|plain))$/,
  text: /^(text\/plain|application\/openmetrics-text)$/,
} as const;

/** The body as its kind of probe wants it: text, or JSON that has one reading only. */
function contentOf({ headers, body }: Answer, definition: ProbeKindDefinition): StrictJson {
  const wanted = definition.body ?? 'json';
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type !== '' && !MEDIA_TYPES[wanted].test(type))
    return { problem: `that is sent as ${cleanText(type, 40)}` };
  const text = textOf(body);
  if (text === null) return { problem: 'that is not UTF-8' };
  return wanted === 'text' ? { value: text } : readStrictJson(text);
}

function textOf(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

/** Null when the request was stopped by ourselves. */
export function interpretFailure(error: TransportError, viaProxy: boolean): Interpretation | null {
  const of = (outcome: ProbeValue['outcome'], message: string): Interpretation => ({
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
      return of(error.failure, error.message);
    case 'reset':
      return of('unreachable', error.message);
    default:
      return viaProxy ? of('proxy-error', `API server: ${error.message}`) : of('unreachable', error.message);
  }
}
