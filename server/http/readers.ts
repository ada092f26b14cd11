/** Readers of documents that take more than one call: defaults, refusals and headers. */

import type { deployReportDocument } from '#features/reports/document.ts';
import type { Answer } from '#features/seals/server/sealer.ts';
import type { changesDocument } from '#lib/documents/changes.ts';
import type { Definition, JsonBody, MediaBody, Parameters, QueryOf } from '#lib/documents/define.ts';
import type { historyDocument } from '#lib/documents/history.ts';
import { TIME_HEADER } from '#lib/documents/live.ts';
import type { readyDocument } from '#lib/documents/process.ts';
import type { Reply } from '#lib/documents/reply.ts';
import { sourceWhy } from '#lib/messages/status/source.ts';
import { text } from '#lib/messages/text.ts';
import type { Posture } from '#lib/posture.ts';
import type { Answers, Read } from './bind.ts';
import { notFound, problemReply, refused, remembered, reply } from './reply.ts';

type Query<D> = D extends Definition<infer P, JsonBody<unknown> | MediaBody> ? QueryOf<P> : never;
type Told<D> = D extends Definition<Parameters, infer B> ? Read<B> : never;

const JSON_TYPE = 'application/json; charset=utf-8';
const DAY_MS = 86_400_000;
const MOST_CHANGES = 5_000;
const DEFAULT_SPAN_MS = 15 * 60_000;
const DEFAULT_POINTS = 300;

/** The present, or with `at` what was published then, byte for byte. */
export function readPosture({ at }: { at?: string | undefined }, answers: Answers): Reply | Promise<Reply> {
  if (at !== undefined) return readPast(Date.parse(at), answers);
  const headers = { [TIME_HEADER]: new Date(answers.now()).toISOString() };
  return reply(200, JSON_TYPE, answers.postureBytes(), headers);
}

function readPast(at: number, { now, journal }: Answers): Reply | Promise<Reply> {
  if (at > now()) return notFound('That moment is still to come.', 'at');
  return remembered(journal.postureAt(at), ({ stored, unobserved }) => {
    if (stored === null || unobserved !== null) {
      const before =
        stored === null ? '' : ` What was published before: ?at=${new Date(stored.at).toISOString()}.`;
      return notFound(
        `Nothing was published at that moment: ${unobserved ?? 'nothing is remembered'}.${before}`,
        'at',
      );
    }
    const headers = { 'x-posture-sha256': stored.hash, 'x-posture-evaluation': stored.evaluationVersion };
    return reply(200, JSON_TYPE, stored.json, headers);
  });
}

export function readChanges(
  query: Query<typeof changesDocument>,
  { now, journal }: Answers,
): Promise<Told<typeof changesDocument>> {
  const to = query.to === undefined ? now() : Date.parse(query.to);
  const from = query.from === undefined ? to - DAY_MS : Date.parse(query.from);
  const span = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return remembered(journal.changes(from, to, MOST_CHANGES), (found) => ({ value: { ...span, ...found } }));
}

export async function readHistory(
  { agent, series, points = DEFAULT_POINTS, ...query }: Query<typeof historyDocument>,
  { runtime, now }: Answers,
): Promise<Told<typeof historyDocument>> {
  const span = query.range ?? between(query, now());
  if (typeof span === 'object' && span.from >= span.to) return refused('must be before now', 'from');
  return remembered(runtime.history({ agent, series, interval: span, points }), (history) =>
    history === null
      ? notFound(`The plan has no agent ${agent.slice(0, 100)}.`, 'agent')
      : { value: history },
  );
}

/** The past part of the requested interval. */
function between(query: { from?: string | undefined; to?: string | undefined }, now: number) {
  const to = query.to === undefined ? now : Math.min(Date.parse(query.to), now);
  return { from: query.from === undefined ? to - DEFAULT_SPAN_MS : Date.parse(query.from), to };
}

/**
 * Ready only while every safety source is available and evaluation is in time. A blind or stuck console must get no
 * readers.
 */
export function readReady({ runtime, vitals }: Answers): Told<typeof readyDocument> {
  const reasons = [...vitals().reasons.map(text), ...unseen(runtime.posture())];
  const ready = reasons.length === 0;
  return { value: { ready, reasons }, status: ready ? 200 : 503 };
}

function unseen(posture: Posture): string[] {
  const safety = posture.sources.filter((s) => s.safety);
  if (safety.length === 0) return ['no safety source has been read yet'];
  const blind = safety.filter((s) => s.verdict === 'unknown');
  return blind.map((s) => `${s.label}: ${sourceWhy(s)}`);
}

const TITLES = { 404: 'Not Found', 429: 'Too Many Requests', 503: 'Service Unavailable' } as const;

/** The sealer's answer. */
export function sealed<T extends object>(answer: Answer<T>): { value: T } | Reply {
  if (answer.ok) return { value: answer.value };
  const { status, why: detail } = answer;
  const errors = status === 404 ? [{ parameter: 'posture', detail }] : [];
  const headers: Record<string, string> = status === 429 ? { 'retry-after': '1' } : {};
  return problemReply({ title: TITLES[status], status, detail, errors }, headers);
}

const TYPES = {
  markdown: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;

export async function readDeployReport(
  { format = 'markdown' }: Query<typeof deployReportDocument>,
  { deployReports }: Answers,
): Promise<Reply> {
  const report = await deployReports.latest(format);
  if (!report.ok) return notFound(report.problem, 'format');
  // A report describes the time of its writing, so its age must be visible.
  const headers = { 'last-modified': new Date(report.writtenAt).toUTCString() };
  return reply(200, TYPES[format], report.text, headers);
}
