/** Binds a definition to what reads it: parses the query, reads, and says why if it cannot. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IncidentReads } from '#features/incidents/server/incident.ts';
import type { LegacyDocuments } from '#features/legacy-api/server/documents.ts';
import type { DeployReports } from '#features/reports/server/deploy-reports.ts';
import type { Sealer } from '#features/seals/server/sealer.ts';
import type { Definition, JsonBody, MediaBody, Parameters, QueryOf } from '#lib/documents/define.ts';
import type { PlanDocument } from '#lib/documents/plan.ts';
import type { Reply } from '#lib/documents/reply.ts';
import type { Runtime } from '#server/handle.ts';
import type { VitalSigns } from '../vitals.ts';
import { queryParser } from './query.ts';
import { failed, jsonReply, problemReply, sendReply } from './reply.ts';
import type { Stream } from './stream.ts';

/** Inputs of the documents. */
export interface Answers {
  runtime: Runtime;
  stream: Stream;
  journal: IncidentReads;
  /** The posture as JSON, encoded once per evaluation. */
  postureBytes(): Buffer<ArrayBuffer>;
  plan(): PlanDocument;
  /** The console's metrics in Prometheus' text format. */
  metrics(): Promise<{ type: string; text: string }>;
  /** Health of the console's own process. */
  vitals(): VitalSigns;
  /** The legacy API's documents. */
  legacy: LegacyDocuments;
  deployReports: DeployReports;
  sealer: Pick<Sealer, 'seal' | 'publicKey' | 'signer'>;
  /** Epoch milliseconds by the console's clock. */
  now(): number;
}

/** `value` is what the body's schema says; a reply is sent as it is. */
export type Read<B> = Reply | (B extends JsonBody<infer T> ? { value: T; status?: number } : never);

/** @param variable the variable part of the path, decoded; empty if there is none. */
type Reader<P extends Parameters, B> = (
  query: QueryOf<P>,
  answers: Answers,
  variable: string,
) => Read<B> | Promise<Read<B>>;

export interface Call<P extends Parameters = Parameters> {
  request: IncomingMessage;
  response: ServerResponse;
  query: QueryOf<P>;
  answers: Answers;
}

/** A document of the API, bound. */
export interface Bound {
  definition: Definition;
  /** Its path; the variable part is group 1. */
  pattern: RegExp;
  answer(url: URL, answers: Answers): Promise<Reply>;
  /** Where the answer is no whole that can be handed over: writes it to the connection itself. */
  serve: ((url: URL, call: Omit<Call, 'query'>) => void) | null;
}

/** A document that is a whole: it can be answered by the listener and by a handler of Next's alike. */
export function bind<P extends Parameters, B extends JsonBody<unknown> | MediaBody>(
  definition: Definition<P, B>,
  read: Reader<P, B>,
): Bound {
  const parse = queryParser<P>(definition);
  const pattern = patternOf(definition.path);
  return {
    definition,
    pattern,
    serve: null,
    async answer(url, answers) {
      const query = parse(url.searchParams);
      if (!query.ok) return problemReply(query.problem);
      try {
        const told = await read(query.value, answers, decoded(pattern.exec(url.pathname)?.[1] ?? ''));
        return 'body' in told ? told : jsonReply(told.value, told.status);
      } catch (error) {
        return failed(error);
      }
    },
  };
}

/** A document that is written as it is made, which only the listener can do. */
export function bindStream<P extends Parameters>(
  definition: Definition<P, MediaBody>,
  serve: (call: Call<P>) => void,
): Bound {
  const parse = queryParser<P>(definition);
  return {
    definition,
    pattern: patternOf(definition.path),
    async answer() {
      return failed(`${definition.path} is written by the listener alone`);
    },
    serve(url, call) {
      const query = parse(url.searchParams);
      if (query.ok) serve({ ...call, query: query.value });
      else sendReply(call.response, problemReply(query.problem));
    },
  };
}

/** Null: a part that cannot be decoded. */
export function decodedPart(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

function decoded(part: string): string {
  return decodedPart(part) ?? part;
}

function patternOf(path: string): RegExp {
  const escaped = path.replaceAll('.', '\\.').replace(/\{[a-z]+\}/, '([^/]+)');
  return new RegExp(`^${escaped}$`);
}
