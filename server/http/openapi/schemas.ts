/** Every schema of an answer, by the name that it has in `/api/v1/openapi.json`. */

import type { z } from 'zod';
import { contractsSchema } from '#features/conformance/document.ts';
import { handoverSchema } from '#features/handoff/document.ts';
import {
  olderAgentDocumentSchema,
  olderAgentsSchema,
  olderEventsSchema,
  olderHealthSchema,
  olderSafetySchema,
  olderStatusSchema,
} from '#features/legacy-api/document.ts';
import { sealKeySchema, sealSchema } from '#features/seals/document.ts';
import { sloSchema } from '#features/slo/document.ts';
import { openApiSchema } from '#lib/documents/open-api.ts';
import { planDocumentSchema } from '#lib/documents/plan.ts';
import { problemSchema } from '#lib/documents/problem.ts';
import { aliveSchema, readySchema } from '#lib/documents/process.ts';
import { runbookSchema } from '#lib/documents/runbook.ts';
import { sourcesSchema } from '#lib/documents/sources.ts';
import { postureSchema } from '#lib/posture.ts';
import { historySchema } from '#lib/series/history.ts';
import { changesSchema } from '#lib/timeline/changes.ts';

export const SCHEMAS = {
  Alive: aliveSchema,
  Changes: changesSchema,
  Contracts: contractsSchema,
  Handover: handoverSchema,
  History: historySchema,
  OlderAgent: olderAgentDocumentSchema,
  OlderAgents: olderAgentsSchema,
  OlderEvents: olderEventsSchema,
  OlderHealth: olderHealthSchema,
  OlderSafety: olderSafetySchema,
  OlderStatus: olderStatusSchema,
  OpenApi: openApiSchema,
  Plan: planDocumentSchema,
  Posture: postureSchema,
  Problem: problemSchema,
  Ready: readySchema,
  Runbook: runbookSchema,
  Seal: sealSchema,
  SealKey: sealKeySchema,
  Slo: sloSchema,
  Sources: sourcesSchema,
} as const satisfies Record<string, z.core.$ZodType>;
export type SchemaName = keyof typeof SCHEMAS;
