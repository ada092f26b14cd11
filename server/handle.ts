/**
 * Interface of the running console for pages. The server puts it on `globalThis[Symbol.for(RUNTIME_KEY)]`, since a
 * module that both the server and Next's bundle load would be two instances.
 */

import type { ContractsDocument } from '#features/conformance/document.ts';
import type { HandoverAnswer, HandoverQuery } from '#features/handoff/document.ts';
import type { ReportPage, Reports } from '#features/reports/document.ts';
import type { SloDocument } from '#features/slo/document.ts';
import type { AgentDetail } from '#lib/documents/agent-detail.ts';
import type { CadenceGuide, HumanOnly } from '#lib/documents/guides.ts';
import type { OpenApiDocument } from '#lib/documents/open-api.ts';
import type { Reply } from '#lib/documents/reply.ts';
import type { Runbook } from '#lib/documents/runbook.ts';
import type { SourcesDocument } from '#lib/documents/sources.ts';
import type { Posture, Tick } from '#lib/posture.ts';
import type { History, HistoryQuery, Range } from '#lib/series/history.ts';
import type { Changes } from '#lib/timeline/changes.ts';
import type { Against, Past } from '#lib/timeline/past.ts';

export const RUNTIME_KEY = 'mission-control.runtime';

export interface Runtime {
  posture(): Posture;
  tick(): Tick;
  /** `null`: no such agent in the plan. Rejects if the journal cannot be read. */
  history(query: HistoryQuery): Promise<History | null>;
  /** Changes of the posture over an interval, at most so many. Rejects if the journal cannot be read. */
  changes(span: Range, limit: number): Promise<Changes>;
  /** The hand-over document of a shift. Rejects if the journal cannot be read. */
  handover(query: HandoverQuery): Promise<HandoverAnswer>;
  /** State of each agent's SLO. Rejects if the journal cannot be read. */
  slo(): Promise<SloDocument>;
  /** `null`: no such agent in the plan. */
  agentDetail(name: string): AgentDetail | null;
  /** Every agent by every conformance rule, as of now. */
  contracts(): ContractsDocument;
  /** Sources with scope and freshness, and the console's own health. */
  sources(): SourcesDocument;
  /**
   * The posture in force at an instant of the past, epoch milliseconds, and its differences from another posture.
   * Rejects if the journal cannot be read.
   */
  past(at: number, against: Against): Promise<Past>;
  /** The runs and reports in the folder of artifacts. */
  reports(): Promise<Reports>;
  /** One of them, and what differs from another one. `null`: there is none of this name. */
  report(name: string, against: string | null): Promise<ReportPage | null>;
  /** `null`: no such runbook. */
  runbook(slug: string): Runbook | null;
  runbooks(): { slug: string; title: string }[];
  cadenceGuides(): CadenceGuide[];
  humanOnly(): HumanOnly[];
  /** Every path that the console answers. */
  openApi(): OpenApiDocument;
}

/** All that Next's bundle may ask: the pages and the handlers of the API. */
export interface Handle extends Runtime {
  /** The answer to a request for a document, by its path as defined. */
  answer(path: string, url: URL): Promise<Reply>;
}
