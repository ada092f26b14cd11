/** Seals of screenshots, and the key to check them with. Nothing is kept of what was sealed. */

import type { Answer } from '#features/seals/server/sealer.ts';
import { sealQuery } from './query.ts';
import { sendJson, sendProblem } from './reply.ts';
import { type Call, plain, type Route, route, withQuery } from './route.ts';

const TITLES = { 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable' } as const;

export const SEAL_ROUTES: readonly Route[] = [
  route('/api/v1/seal', (call) =>
    withQuery(call, sealQuery, ({ posture, pixels }) =>
      tell(call, call.answers.sealer.seal(posture, pixels)),
    ),
  ),
  route(
    '/api/v1/seal/key',
    plain((call) => tell(call, call.answers.sealer.publicKey())),
  ),
];

function tell({ response }: Call, answer: Answer<object>): void {
  if (answer.ok) {
    sendJson(response, 200, answer.value);
    return;
  }
  const { status, why: detail } = answer;
  if (status === 429) response.setHeader('retry-after', '1');
  const errors = status === 404 ? [{ parameter: 'posture', detail }] : [];
  sendProblem(response, { title: TITLES[status], status, detail, errors });
}
