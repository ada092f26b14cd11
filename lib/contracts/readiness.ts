/** `GET /readyz`: 200 when ready, 503 when not (docs/contracts.md, HTTP). Its body is JSON with a word, or the word alone. */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, type Said } from './contract.ts';
import { identity } from './fields.ts';
import { identityProblem, noEvidence, type Reading, type Reply } from './reading.ts';
import { readStrictJson } from './strict-json.ts';

const says = { contract: z.literal('readiness'), ready: z.boolean() };
export type Readiness = Said<typeof says>;

const READY_WORDS = ['ok', 'ready', 'true'];
const body = z
  .object({
    status: z.string().optional(),
    ready: z.boolean().optional(),
    service: identity.optional(),
  })
  .refine(({ status, ready }) => status !== undefined || ready !== undefined);

/** Evidence is a word in the body beside the status; ready needs 200 and nothing in the body against it. */
export function readReadiness({ status, json, answersAs }: Reply): Reading<Readiness> {
  if (status !== 200 && status !== 503) return noEvidence(status, 'readiness');
  const text = typeof json === 'string' ? json : '';
  const said = fromWord(text) ?? fromJson(text);
  if (said === null) return noEvidence(status, 'readiness');
  const stranger = said.service === undefined ? null : identityProblem(said.service, answersAs);
  return (
    stranger ?? { outcome: 'evidence', value: { contract: 'readiness', ready: status === 200 && said.ready } }
  );
}

interface ReadyWord {
  ready: boolean;
  service?: string | undefined;
}

function fromWord(text: string): ReadyWord | null {
  const word = text.trim();
  return /^[a-z][a-z ]{0,40}$/i.test(word) ? { ready: isReady(word) } : null;
}

function fromJson(text: string): ReadyWord | null {
  const parsed = readStrictJson(text);
  const said = 'value' in parsed ? body.safeParse(parsed.value).data : undefined;
  if (said === undefined) return null;
  const words = said.status === undefined || isReady(said.status);
  return { ready: words && said.ready !== false, service: said.service };
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
