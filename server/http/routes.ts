/** Every path that the console answers itself, before Next sees the request: one line each. All of them only read. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ready } from '#lib/documents/process.ts';
import { sourceWhy } from '#lib/messages/status/source.ts';
import { text } from '#lib/messages/text.ts';
import type { Posture } from '#lib/posture.ts';
import { INCIDENT_ROUTES } from './incident-route.ts';
import { OLDER_ROUTES } from './older-routes.ts';
import { PAST_ROUTES } from './past-routes.ts';
import { send, sendJson, sendProblem } from './reply.ts';
import { type Answers, type Call, failed, notFound, plain, type Route, route } from './route.ts';
import { SEAL_ROUTES } from './seal-routes.ts';

export const ROUTES: readonly Route[] = [
  ...PAST_ROUTES,
  ...SEAL_ROUTES,
  ...INCIDENT_ROUTES,
  route(
    '/api/v1/stream',
    plain(({ request, response, answers }) => answers.stream.open(request, response)),
  ),
  route(
    '/api/v1/plan',
    plain(({ response, answers }) => sendJson(response, 200, answers.plan())),
  ),
  route(
    '/api/v1/contracts',
    plain(({ response, answers }) => sendJson(response, 200, answers.runtime.contracts())),
  ),
  route(
    '/api/v1/sources',
    plain(({ response, answers }) => sendJson(response, 200, answers.runtime.sources())),
  ),
  route('/api/v1/runbooks/{slug}', plain(answerRunbook)),
  route(
    '/healthz',
    plain(({ response }) => sendJson(response, 200, { status: 'ok', service: 'mission-control' })),
  ),
  route('/readyz', plain(answerReady)),
  route('/ops/metrics', plain(answerMetrics)),
  route(
    '/api/v1/openapi.json',
    plain(({ response, answers }) => sendJson(response, 200, answers.runtime.openApi())),
  ),
  ...OLDER_ROUTES,
];

/** Answers when the path is one of ours or lies under `/api`; false when it is a page's. */
export function answerRoute(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  answers: Answers,
): boolean {
  for (const { pattern, answer } of ROUTES) {
    const match = pattern.exec(url.pathname);
    if (match === null) continue;
    answer({ request, response, url, answers, parameter: decoded(match[1] ?? '') });
    return true;
  }
  if (!url.pathname.startsWith('/api/')) return false;
  sendProblem(response, { title: 'Not Found', status: 404, detail: `There is no ${url.pathname} here.` });
  return true;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function answerRunbook(call: Call): void {
  const runbook = call.answers.runtime.runbook(call.parameter);
  if (runbook === null) notFound(call, `There is no runbook ${call.parameter.slice(0, 100)}.`, 'slug');
  else sendJson(call.response, 200, runbook);
}

function answerMetrics(call: Call): void {
  call.answers.metrics().then(
    ({ type, text }) => send(call.response, 200, type, text),
    (error: unknown) => failed(call, error),
  );
}

/**
 * Ready only while every safety source is seen and what is served is judged in time: what cannot see, or is stuck, must
 * not be routed to as if it could tell.
 */
function answerReady(call: Call): void {
  const { runtime, vitals } = call.answers;
  const reasons = [...vitals().reasons.map(text), ...unseen(runtime.posture())];
  const ready: Ready = { ready: reasons.length === 0, reasons };
  sendJson(call.response, ready.ready ? 200 : 503, ready);
}

function unseen(posture: Posture): string[] {
  const safety = posture.sources.filter((s) => s.safety);
  if (safety.length === 0) return ['no safety source has been read yet'];
  const blind = safety.filter((s) => s.verdict === 'unknown');
  return blind.map((s) => `${s.label}: ${sourceWhy(s)}`);
}
