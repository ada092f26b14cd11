/** Every schema of an answer, by the name that it has in `/api/v1/openapi.json`. */
import type { z } from 'zod';
import { changesSchema } from '#lib/wire/changes.ts';
import { contractsSchema } from '#lib/wire/contracts.ts';
import { handoverSchema } from '#lib/wire/handover.ts';
import { historySchema } from '#lib/wire/history.ts';
import {
  olderAgentDocumentSchema,
  olderAgentsSchema,
  olderEventsSchema,
  olderHealthSchema,
  olderSafetySchema,
  olderStatusSchema,
} from '#lib/wire/older.ts';
import { openApiSchema } from '#lib/wire/open-api.ts';
import { planDocumentSchema } from '#lib/wire/plan.ts';
import { postureSchema } from '#lib/wire/posture.ts';
import { problemSchema } from '#lib/wire/problem.ts';
import { aliveSchema, readySchema } from '#lib/wire/process.ts';
import { runbookSchema } from '#lib/wire/runbook.ts';
import { sealKeySchema, sealSchema } from '#lib/wire/seal.ts';
import { sloSchema } from '#lib/wire/slo.ts';
import { sourcesSchema } from '#lib/wire/sources.ts';

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
