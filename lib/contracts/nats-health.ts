/** `GET /healthz` of a NATS server's monitoring port: `{"status":"ok"}`, or another status with an error. */

import { z } from 'zod';
import { say } from '../messages/say.ts';
import { contract, type Said } from './contract.ts';
import { noEvidence, type Reading, type Reply } from './reading.ts';

const says = { contract: z.literal('nats-health'), healthy: z.boolean() };
export type NatsHealth = Said<typeof says>;

/** A NATS server never names a service; a body with a name is from somebody else. */
const body = z.object({
  status: z.string(),
  service: z.never().optional(),
  service_name: z.never().optional(),
});

/** Healthy needs 200 and `ok` together. */
export function readNatsHealth({ status, json }: Reply): Reading<NatsHealth> {
  const said = body.safeParse(json).data;
  if (said === undefined) return noEvidence(status, 'nats-status');
  const healthy = status === 200 && said.status.trim().toLowerCase() === 'ok';
  return { outcome: 'evidence', value: { contract: 'nats-health', healthy } };
}

/** The server that an agent publishes to (plan, Escalation rules: NATS unreachable). */
export const natsHealth = contract({
  says,
  read: readNatsHealth,
  finding: ({ healthy, status }) =>
    healthy ? null : { code: 'nats-unhealthy', params: { reason: say('probe-nats', { status }) } },
});
