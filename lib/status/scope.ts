/**
 * The scope of the execution proofs: what was searched for executors, and what was not. A claim is as wide as the search
 * behind it. `zod/mini`: the page parses it too.
 */

import * as z from 'zod/mini';
import { messageSchema } from './message.ts';

/** Something that was not searched, and why. */
const gapSchema = z.object({ what: z.string(), why: messageSchema });
export type ScopeGap = z.infer<typeof gapSchema>;

export const clusterScopeSchema = z.object({
  /** The namespaces that the plan asks for, or the whole cluster. */
  namespaces: z.union([z.literal('cluster'), z.array(z.string())]),
  /** The kinds that were searched in all of them. */
  kinds: z.array(z.string()),
  /** Kinds that can run a program, are served, and were not searched. */
  notSearched: z.array(gapSchema),
  /**
   * Served custom kinds that nobody knows to run programs: the first few by name, and how many. `unread`: groups whose
   * kinds could not be listed.
   */
  customKinds: z.object({ count: z.number(), named: z.array(z.string()), unread: z.array(gapSchema) }),
});
export type ClusterScope = z.infer<typeof clusterScopeSchema>;

/** `excluded`: by the operator's `--without-cloud-run`. `not-declared`: the plan names nothing on Cloud Run. */
export const CLOUD_RUN_SCOPE_STATES = ['searched', 'not-searched', 'excluded', 'not-declared'] as const;

export const cloudRunScopeSchema = z.object({
  state: z.enum(CLOUD_RUN_SCOPE_STATES),
  /** Searched regions, as `project/region`. */
  regions: z.array(z.string()),
  notSearched: z.array(gapSchema),
  /** No proof of Cloud Run older than this counts. */
  limitSeconds: z.number(),
});
export type CloudRunScope = z.infer<typeof cloudRunScopeSchema>;

export const settingsScopeSchema = z.object({
  /** ConfigMaps and Secrets by `envFrom`, not at an executor nor beside credentials, that were not read. */
  sourcesNotRead: z.number(),
  /** Settings outside the mesh that speak of executing, and change nothing. */
  elsewhere: z.number(),
  /** Suspects that the plan lists as no executor. */
  listedSuspects: z.number(),
});
export type SettingsScope = z.infer<typeof settingsScopeSchema>;

export const scopeSchema = z.object({
  cluster: clusterScopeSchema,
  cloudRun: cloudRunScopeSchema,
  settings: settingsScopeSchema,
});
export type ExecutionScope = z.infer<typeof scopeSchema>;
