/** Every path that the console answers itself, before Next sees the request: one line each. All of them only read. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { PlanDocument } from '#lib/wire/plan.ts';
import type { Posture } from '#lib/wire/posture.ts';
import type { Runtime } from '#lib/wire/runtime.ts';
import { TIME_HEADER } from '#lib/wire/time.ts';
import type { Journal } from '../journal/journal.ts';
import type { VitalSigns } from '../vitals.ts';
import { changesQuery, historyQuery, noQuery, parseQuery, postureQuery } from './query.ts';
import { send, sendJson, sendProblem } from './reply.ts';
import type { Stream } from './stream.ts';

/** What the routes answer from. */
export interface Answers {
  runtime: Runtime;
  stream: Stream;
  journal: Pick<Journal, 'postureAt' | 'changes'>;
  /** The posture as JSON, encoded once per judgement. */
  postureBytes(): Buffer;
  plan(): PlanDocument;
  /** What the console tells of itself, in Prometheus' text. */
  metrics(): Promise<{ type: string; text: string }>;
  /** How the console's own process is doing. */
  vitals(): VitalSigns;
  /** Epoch milliseconds by the console's clock. */
  now(): number;
}

interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** The variable part of the path, decoded; empty where there is none. */
  parameter: string;
  answers: Answers;
}

export interface Route {
  /** As documented, e.g. `/api/v1/runbooks/{slug}`. */
  path: string;
  pattern: RegExp;
  answer(call: Call): void;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const DEFAULT_SPAN_MS = 15 * 60_000;
const DEFAULT_POINTS = 300;

export const ROUTES: readonly Route[] = [
  route('/api/v1/posture', answerPosture),
  route('/api/v1/changes', answerChanges),
  route(
    '/api/v1/stream',
    plain(({ request, response, answers }) => answers.stream.open(request, response)),
  ),
  route('/api/v1/history', answerHistory),
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
  route('/api/v1/slo', plain(answerSlo)),
  route('/api/v1/runbooks/{slug}', plain(answerRunbook)),
  route(
    '/healthz',
    plain(({ response }) => sendJson(response, 200, { status: 'ok', service: 'mission-control' })),
  ),
  route('/readyz', plain(answerReady)),
  route('/ops/metrics', plain(answerMetrics)),
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

function route(path: string, answer: Route['answer']): Route {
  const pattern = new RegExp(`^${path.replace(/\{[a-z]+\}/, '([^/]+)')}$`);
  return { path, pattern, answer };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A route without parameters: any that is given is refused. */
function plain(answer: Route['answer']): Route['answer'] {
  return (call) => withQuery(call, noQuery, () => answer(call));
}

function withQuery<T>(call: Call, schema: z.ZodType<T>, then: (query: T) => void): void {
  const parsed = parseQuery(call.url.searchParams, schema);
  if (parsed.ok) then(parsed.value);
  else sendProblem(call.response, parsed.problem);
}

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

const DAY_MS = 86_400_000;
const MOST_CHANGES = 5_000;

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

/** What cannot be told now is told as that. */
function settle<T>(call: Call, promise: Promise<T>, then: (value: T) => void): void {
  promise.then(then).catch((error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error);
    sendProblem(call.response, {
      title: 'Service Unavailable',
      status: 503,
      detail: `The journal: ${detail}.`,
    });
  });
}

function answerSlo(call: Call): void {
  settle(call, call.answers.runtime.slo(), (slo) => sendJson(call.response, 200, slo));
}

function answerHistory(call: Call): void {
  withQuery(call, historyQuery, ({ agent, series, points = DEFAULT_POINTS, ...query }) => {
    const span = query.range ?? between(query, call.answers.now());
    if (typeof span === 'object' && span.from >= span.to) return refuseSpan(call);
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

function refuseSpan({ response }: Call): void {
  const detail = 'must be before now';
  sendProblem(response, {
    title: 'Bad Request',
    status: 400,
    detail,
    errors: [{ parameter: 'from', detail }],
  });
}

function notFound(call: Call, detail: string, parameter: string): void {
  sendProblem(call.response, { title: 'Not Found', status: 404, detail, errors: [{ parameter, detail }] });
}

function answerRunbook(call: Call): void {
  const runbook = call.answers.runtime.runbook(call.parameter);
  if (runbook === null) notFound(call, `There is no runbook ${call.parameter.slice(0, 100)}.`, 'slug');
  else sendJson(call.response, 200, runbook);
}

function answerMetrics({ response, answers }: Call): void {
  answers.metrics().then(
    ({ type, text }) => send(response, 200, type, Buffer.from(text)),
    (error: unknown) =>
      sendProblem(response, { title: 'Internal Server Error', status: 500, detail: String(error) }),
  );
}

/**
 * Ready only while every safety source is seen and what is served is judged in time: what cannot see, or is stuck, must
 * not be routed to as if it could tell.
 */
function answerReady(call: Call): void {
  const { runtime, vitals } = call.answers;
  const reasons = [...vitals().reasons, ...unseen(runtime.posture())];
  sendJson(call.response, reasons.length === 0 ? 200 : 503, { ready: reasons.length === 0, reasons });
}

function unseen(posture: Posture): string[] {
  const safety = posture.sources.filter((s) => s.safety);
  if (safety.length === 0) return ['no safety source has been read yet'];
  const blind = safety.filter((s) => s.verdict === 'unknown');
  return blind.map((s) => `${s.label}: ${s.reason || s.state}`);
}
