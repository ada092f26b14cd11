/** `GET /healthz` of a NATS server's monitoring port: `{"status":"ok"}`, or another status with an error. */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, type Said } from './contract.ts';
import { asText, Fields } from './fields.ts';
import { noEvidence, notReadable, type ParseResult, type Reply } from './parse-result.ts';

const says = { contract: z.literal('nats-health'), healthy: z.boolean() };
export type NatsHealth = Said<typeof says>;

/** Healthy needs 200 and `ok` together. A NATS server never names a service; a body with a name is from somebody else. */
export function readNatsHealth({ status, json, askedAt }: Reply): ParseResult<NatsHealth> {
  const body = new Fields(json, askedAt);
  const named = body.has('service') || body.has('service_name');
  const word = body.need('status', asText);
  if (body.unreadable.length > 0 && !named) return notReadable(body.unreadable);
  if (word === null || named) return noEvidence(status, 'nats-status');
  const healthy = status === 200 && word.toLowerCase() === 'ok';
  return { outcome: 'evidence', value: { contract: 'nats-health', healthy } };
}

/** The server that an agent publishes to (plan, Escalation rules: NATS unreachable). */
export const natsHealth = contract({
  says,
  read: readNatsHealth,
  finding: ({ healthy, status }) =>
    healthy ? null : { code: 'nats-unhealthy', params: { reason: say('probe-nats', { status }) } },
});
