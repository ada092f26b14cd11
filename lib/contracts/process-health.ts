/** `GET /health`: that the process answers, and its identity. It reports nothing about the work that the process does. */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, type Said } from './contract.ts';
import { asText, Fields } from './fields.ts';
import { identityProblem, noEvidence, notReadable, type ParseResult, type Reply } from './parse-result.ts';

const says = { contract: z.literal('process-health'), service: z.string(), healthy: z.boolean() };
export type ProcessHealth = Said<typeof says>;

/** Evidence needs a `status` word and the service's own name; healthy needs `ok` and a 2xx status together. */
export function readProcessHealth({ status, json, askedAt, answersAs }: Reply): ParseResult<ProcessHealth> {
  const body = new Fields(json, askedAt);
  const [word, service] = [body.need('status', asText), body.name('service')];
  const stranger = service === null ? null : identityProblem(service, answersAs);
  if (stranger !== null) return stranger;
  if (body.unreadable.length > 0 && service !== null) return notReadable(body.unreadable);
  if (word === null || service === null) return noEvidence(status, 'status-and-service');
  const healthy = status >= 200 && status < 300 && word.toLowerCase() === 'ok';
  return { outcome: 'evidence', value: { contract: 'process-health', service, healthy } };
}

export const processHealth = contract({
  says,
  read: readProcessHealth,
  finding: ({ healthy, status }) =>
    healthy && status === 200
      ? null
      : { code: 'failing', params: { reason: say('probe-not-ok', { status }) } },
});
