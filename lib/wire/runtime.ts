/**
 * What the pages may ask of the running console. The server puts it on `globalThis[Symbol.for(RUNTIME_KEY)]`,
 * since a module that both the server and Next's bundle load would be two instances.
 */
import type { LiveEvidence } from '../vocabulary.ts';
import type { AgentDetail } from './agent-detail.ts';
import type { ContractsDocument } from './contracts.ts';
import type { History } from './history.ts';
import type { OpenApiDocument } from './open-api.ts';
import type { Posture, Tick } from './posture.ts';
import type { Runbook } from './runbook.ts';
import type { SourcesDocument } from './sources.ts';

export const RUNTIME_KEY = 'mission-control.runtime';

export interface HistoryQuery {
  agent: string;
  series: 'heartbeat_age_seconds';
  /** Epoch milliseconds. */
  from: number;
  to: number;
  points: number;
}

/** How an item of the cadence is done, by the plan; `id` is the part of a cadence item's id before `@`. */
export interface CadenceGuide {
  id: string;
  steps: string[];
  command: string | null;
  artifacts: string[];
  /** Slug; null where the plan has none for it. */
  runbook: string | null;
}

/** What only people may do, by the plan, and what they need for it. Nothing here does it. */
export interface HumanOnly {
  id: string;
  title: string;
  requires: string[];
  /** `shows`: what of the present stands beside the line; it fulfils nothing. */
  evidence: { text: string; shows: LiveEvidence | null }[];
}

export interface Runtime {
  posture(): Posture;
  tick(): Tick;
  /** `null`: no such agent in the plan. */
  history(query: HistoryQuery): History | null;
  /** `null`: no such agent in the plan. */
  agentDetail(name: string): AgentDetail | null;
  /** Every agent by every conformance rule, as of now. */
  contracts(): ContractsDocument;
  /** What the console sees, how far and how fresh, and how it is doing itself. */
  sources(): SourcesDocument;
  /** `null`: no such runbook. */
  runbook(slug: string): Runbook | null;
  runbooks(): { slug: string; title: string }[];
  cadenceGuides(): CadenceGuide[];
  humanOnly(): HumanOnly[];
  /** Every path that the console answers. */
  openApi(): OpenApiDocument;
}
