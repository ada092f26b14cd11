/** What the mesh's older clients and scrapers ask the roster's `mission-control` for (docs/contracts.md). */

import { deployReportQuery, eventsQuery, refreshQuery } from './query.ts';
import { send, sendJson } from './reply.ts';
import { type Call, failed, notFound, plain, type Route, route, withQuery } from './route.ts';

const DEFAULT_EVENTS = 100;

export const OLDER_ROUTES: readonly Route[] = [
  route(
    '/ops/health',
    plain(({ response, answers }) => sendJson(response, 200, answers.older.health())),
  ),
  route(
    '/ops/status',
    refreshable(({ response, answers }) => sendJson(response, 200, answers.older.status())),
  ),
  route(
    '/api/v1/agents',
    refreshable(({ response, answers }) => sendJson(response, 200, answers.older.agents())),
  ),
  route('/api/v1/agents/{name}', refreshable(answerAgent)),
  route(
    '/api/v1/safety',
    refreshable(({ response, answers }) => sendJson(response, 200, answers.older.safety())),
  ),
  route('/api/v1/events/recent', (call) =>
    withQuery(call, eventsQuery, ({ limit = DEFAULT_EVENTS }) =>
      sendJson(call.response, 200, call.answers.older.events(limit)),
    ),
  ),
  route('/api/v1/reports/deploy/latest', answerDeployReport),
];

/** `refresh` is accepted and asks nobody anything: no request steers what the console reads. */
function refreshable(answer: Route['answer']): Route['answer'] {
  return (call) => withQuery(call, refreshQuery, () => answer(call));
}

function answerAgent(call: Call): void {
  const found = call.answers.older.agent(call.parameter);
  const detail = `There is no agent ${call.parameter.slice(0, 100)} of the kinds that are told of here.`;
  if (found === null) notFound(call, detail, 'name', 'agent_not_found');
  else sendJson(call.response, 200, found);
}

const TYPES = {
  markdown: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;

function answerDeployReport(call: Call): void {
  withQuery(call, deployReportQuery, ({ format = 'markdown' }) => {
    call.answers.deployReports.latest(format).then(
      (report) => {
        if (!report.ok) return notFound(call, report.problem, 'format');
        // A report tells of the moment at which it was written: whoever reads it must be able to see how old it is.
        call.response.setHeader('last-modified', new Date(report.writtenAt).toUTCString());
        send(call.response, 200, TYPES[format], report.text);
      },
      (error: unknown) => failed(call, error),
    );
  });
}
