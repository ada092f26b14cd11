/** `GET /readyz`: 200 when ready, 503 when not (docs/contracts.md, HTTP). Its body is JSON with a word, or the word alone. */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, type Said } from './contract.ts';
import { asBoolean, asText, Fields } from './fields.ts';
import {
  evidenceWith,
  identityProblem,
  noEvidence,
  notReadable,
  type ParseResult,
  type Reply,
} from './parse-result.ts';
import { readStrictJson } from './strict-json.ts';

const says = { contract: z.literal('readiness'), ready: z.boolean() };
export type Readiness = Said<typeof says>;

const READY_WORDS = ['ok', 'ready', 'true'];

/** Evidence is a word in the body beside the status; ready needs 200 and nothing in the body against it. */
export function readReadiness(reply: Reply): ParseResult<Readiness> {
  const { status, json } = reply;
  if (status !== 200 && status !== 503) return noEvidence(status, 'readiness');
  const text = typeof json === 'string' ? json : '';
  const word = text.trim();
  if (/^[a-z][a-z ]{0,40}$/i.test(word)) return evidenceWith(readinessOf(status, isReady(word)), []);
  const parsed = readStrictJson(text);
  return 'value' in parsed ? fromJson(parsed.value, reply) : noEvidence(status, 'readiness');
}

function fromJson(json: unknown, { status, askedAt, answersAs }: Reply): ParseResult<Readiness> {
  const body = new Fields(json, askedAt);
  const [word, ready] = [body.read('status', asText), body.read('ready', asBoolean)];
  const service = body.has('service') ? body.read('service', asText) : null;
  const stranger = service === null ? null : identityProblem(service, answersAs);
  if (stranger !== null) return stranger;
  if (word === null && ready === null)
    return body.unreadable.length > 0 ? notReadable(body.unreadable) : noEvidence(status, 'readiness');
  const well = (word === null || isReady(word)) && ready !== false;
  return evidenceWith(readinessOf(status, well), body.unreadable);
}

function readinessOf(status: number, well: boolean): Readiness {
  return { contract: 'readiness', ready: status === 200 && well };
}

function isReady(word: string): boolean {
  return READY_WORDS.includes(word.trim().toLowerCase());
}

export const readiness = contract({
  says,
  body: 'any',
  read: readReadiness,
  finding: ({ ready, status }) =>
    ready ? null : { code: 'unready', params: { reason: say('probe-calls-unready', { status }) } },
});
