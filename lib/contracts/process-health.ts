/** `GET /health`: that the process answers, and its identity. It reports nothing about the work that the process does. */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, type Said } from './contract.ts';
import { identity } from './fields.ts';
import { identityProblem, noEvidence, type Reading, type Reply } from './reading.ts';

const says = { contract: z.literal('process-health'), service: z.string(), healthy: z.boolean() };
export type ProcessHealth = Said<typeof says>;

const body = z.object({ status: z.string(), service: identity });

/** Evidence needs a `status` word and the service's own name; healthy needs `ok` and a 2xx status together. */
export function readProcessHealth({ status, json, answersAs }: Reply): Reading<ProcessHealth> {
  const health = body.safeParse(json).data;
  if (!health) return noEvidence(status, 'status-and-service');
  const healthy = status >= 200 && status < 300 && health.status.trim().toLowerCase() === 'ok';
  return (
    identityProblem(health.service, answersAs) ?? {
      outcome: 'evidence',
      value: { contract: 'process-health', service: health.service, healthy },
    }
  );
}

export const processHealth = contract({
  says,
  read: readProcessHealth,
  finding: ({ healthy, status }) =>
    healthy && status === 200
      ? null
      : { code: 'failing', params: { reason: say('probe-not-ok', { status }) } },
});
