/** What a route is made of: its path, what it answers from, and how it refuses. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { IncidentReads } from '#features/incidents/server/incident.ts';
import type { OlderDocuments } from '#features/legacy-api/server/documents.ts';
import type { DeployReports } from '#features/reports/server/deploy-reports.ts';
import type { Sealer } from '#features/seals/server/sealer.ts';
import type { PlanDocument } from '#lib/documents/plan.ts';
import type { Runtime } from '#server/handle.ts';
import type { VitalSigns } from '../vitals.ts';
import type { DocumentedPath } from './openapi/operations.ts';
import { noQuery, parseQuery } from './query.ts';
import { sendProblem } from './reply.ts';
import type { Stream } from './stream.ts';

/** What the routes answer from. */
export interface Answers {
  runtime: Runtime;
  stream: Stream;
  journal: IncidentReads;
  /** The posture as JSON, encoded once per judgement. */
  postureBytes(): Buffer;
  plan(): PlanDocument;
  /** What the console tells of itself, in Prometheus' text. */
  metrics(): Promise<{ type: string; text: string }>;
  /** How the console's own process is doing. */
  vitals(): VitalSigns;
  /** What the mesh's older clients read. */
  older: OlderDocuments;
  deployReports: DeployReports;
  sealer: Pick<Sealer, 'seal' | 'publicKey' | 'signer'>;
  /** Epoch milliseconds by the console's clock. */
  now(): number;
}

export interface Call {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** The variable part of the path, decoded; empty where there is none. */
  parameter: string;
  answers: Answers;
}

export interface Route {
  /** As documented, e.g. `/api/v1/runbooks/{slug}`. */
  path: DocumentedPath;
  pattern: RegExp;
  answer(call: Call): void;
}

/** A path that is not documented is no route: it does not compile. */
export function route(path: DocumentedPath, answer: Route['answer']): Route {
  const escaped = path.replaceAll('.', '\\.').replace(/\{[a-z]+\}/, '([^/]+)');
  return { path, pattern: new RegExp(`^${escaped}$`), answer };
}

/** A route without parameters: any that is given is refused. */
export function plain(answer: Route['answer']): Route['answer'] {
  return (call) => withQuery(call, noQuery, () => answer(call));
}

export function withQuery<T>(call: Call, schema: z.ZodType<T>, then: (query: T) => void): void {
  const parsed = parseQuery(call.url.searchParams, schema);
  if (parsed.ok) then(parsed.value);
  else sendProblem(call.response, parsed.problem);
}

/** 404 as problem details; `says`: the whole, where a client looks for a word of its own. */
export function notFound(call: Call, detail: string, parameter: string, says = detail): void {
  const errors = [{ parameter, detail }];
  sendProblem(call.response, { title: 'Not Found', status: 404, detail: says, errors });
}

/** 400 as problem details, of a parameter that is well formed and cannot be answered. */
export function refused({ response }: Call, detail: string, parameter: string): void {
  const errors = [{ parameter, detail }];
  sendProblem(response, { title: 'Bad Request', status: 400, detail: `${parameter}: ${detail}`, errors });
}

/** A mistake of the console itself; what was asked for cannot be told. */
export function failed(call: Call, error: unknown): void {
  sendProblem(call.response, { title: 'Internal Server Error', status: 500, detail: String(error) });
}

/** What the journal cannot tell now is told as that. */
export function settle<T>(call: Call, promise: Promise<T>, then: (value: T) => void): void {
  promise.then(then).catch((error: unknown) => {
    const detail = error instanceof Error ? error.message : String(error);
    sendProblem(call.response, {
      title: 'Service Unavailable',
      status: 503,
      detail: `The journal: ${detail}.`,
    });
  });
}
