/** What was said, now and then, from the posture and the journal. */

import { TIME_HEADER } from '#lib/documents/time.ts';
import { changesQuery, handoverQuery, historyQuery, postureQuery } from './query.ts';
import { send, sendJson } from './reply.ts';
import { type Call, notFound, plain, type Route, refused, route, settle, withQuery } from './route.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const DAY_MS = 86_400_000;
const MOST_CHANGES = 5_000;
const DEFAULT_SPAN_MS = 15 * 60_000;
const DEFAULT_POINTS = 300;

export const PAST_ROUTES: readonly Route[] = [
  route('/api/v1/posture', answerPosture),
  route('/api/v1/changes', answerChanges),
  route('/api/v1/history', answerHistory),
  route('/api/v1/slo', plain(answerSlo)),
  route('/api/v1/handover', answerHandover),
];

/** The present, or with `?at=` what was published then, byte for byte. */
function answerPosture(call: Call): void {
  const { response, answers } = call;
  withQuery(call, postureQuery, ({ at }) => {
    if (at !== undefined) answerPast(call, Date.parse(at));
    else {
      response.setHeader(TIME_HEADER, new Date(answers.now()).toISOString());
      send(response, 200, JSON_TYPE, answers.postureBytes());
    }
  });
}

function answerPast(call: Call, at: number): void {
  const { response, answers } = call;
  if (at > answers.now()) {
    notFound(call, 'That moment is still to come.', 'at');
    return;
  }
  settle(call, answers.journal.postureAt(at), ({ stored, unobserved }) => {
    if (stored === null || unobserved !== null) {
      const before =
        stored === null ? '' : ` What was published before: ?at=${new Date(stored.at).toISOString()}.`;
      notFound(
        call,
        `Nothing was published at that moment: ${unobserved ?? 'nothing is remembered'}.${before}`,
        'at',
      );
      return;
    }
    response.setHeader('x-posture-sha256', stored.hash);
    response.setHeader('x-posture-judge', stored.judge);
    send(response, 200, JSON_TYPE, stored.json);
  });
}

function answerChanges(call: Call): void {
  withQuery(call, changesQuery, (query) => {
    const to = query.to === undefined ? call.answers.now() : Date.parse(query.to);
    const from = query.from === undefined ? to - DAY_MS : Date.parse(query.from);
    const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    settle(call, call.answers.journal.changes(from, to, MOST_CHANGES), (found) =>
      sendJson(call.response, 200, { ...span, ...found }),
    );
  });
}

function answerSlo(call: Call): void {
  settle(call, call.answers.runtime.slo(), (slo) => sendJson(call.response, 200, slo));
}

function answerHandover(call: Call): void {
  withQuery(call, handoverQuery, (query) => {
    settle(call, call.answers.runtime.handover(query), (answer) => {
      if (answer.ok) sendJson(call.response, 200, answer.handover);
      else refused(call, answer.detail, answer.parameter);
    });
  });
}

function answerHistory(call: Call): void {
  withQuery(call, historyQuery, ({ agent, series, points = DEFAULT_POINTS, ...query }) => {
    const span = query.range ?? between(query, call.answers.now());
    if (typeof span === 'object' && span.from >= span.to) return refused(call, 'must be before now', 'from');
    settle(call, call.answers.runtime.history({ agent, series, span, points }), (history) => {
      if (history === null) notFound(call, `The plan has no agent ${agent.slice(0, 100)}.`, 'agent');
      else sendJson(call.response, 200, history);
    });
  });
}

/** The span that is asked for, as far as it is past. */
function between(query: { from?: string | undefined; to?: string | undefined }, now: number) {
  const to = query.to === undefined ? now : Math.min(Date.parse(query.to), now);
  return { from: query.from === undefined ? to - DEFAULT_SPAN_MS : Date.parse(query.from), to };
}
