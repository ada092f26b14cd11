/** The one listener: methods are refused here before anything else sees the request; pages are Next's. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { refuseMethod, SECURITY_HEADERS, sendProblem } from './reply.ts';
import type { Answers } from './route.ts';
import { answerRoute } from './routes.ts';

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
    if (answerRoute(request, response, url, answers)) return;
    page(request, response).catch(() => failPage(response));
  });
  return server;
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
    detail: 'The page could not be made; the API still answers.',
  });
}
