/**
 * The one listener: methods are refused here before anything else sees the request. It answers some documents itself
 * (`documents.ts`); pages and the other documents are Next's.
 */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Answers } from './bind.ts';
import { documentAt } from './documents.ts';
import { refuseMethod, SECURITY_HEADERS, sendProblem, sendReply } from './reply.ts';

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Bounds on what a client may send and how slowly. */
const LIMITS = {
  requestTimeout: 10_000,
  headersTimeout: 5_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16_384,
};

export function createConsoleServer(answers: Answers, page: PageHandler): Server {
  const server = createServer(LIMITS, (request, response) => {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (refuseMethod(request, response)) return;
    const url = urlOf(request);
    if (url === null) {
      sendProblem(response, {
        title: 'Bad Request',
        status: 400,
        detail: 'The request target is not a path.',
      });
      return;
    }
    if (answerInFront(request, response, url, answers)) return;
    page(request, response).catch(() => failPage(response));
  });
  return server;
}

/** Answers what is not to reach Next; false if Next answers. */
function answerInFront(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  answers: Answers,
): boolean {
  const found = documentAt(url);
  if (found === null) {
    if (!url.pathname.startsWith('/api/')) return false;
    sendProblem(response, { title: 'Not Found', status: 404, detail: `There is no ${url.pathname} here.` });
    return true;
  }
  const { bound, inFront } = found;
  if (!inFront) return false;
  if (bound.serve !== null) bound.serve(url, { request, response, answers });
  else void bound.answer(url, answers).then((reply) => sendReply(response, reply));
  return true;
}

function urlOf(request: IncomingMessage): URL | null {
  const target = request.url ?? '';
  return target.startsWith('/') ? URL.parse(`http://console${target}`) : null;
}

function failPage(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  sendProblem(response, {
    title: 'Internal Server Error',
    status: 500,
    detail: 'Next could not answer; posture, stream, health and metrics still do.',
  });
}
