/** What evaluation must remember of executors, since the cluster forgets it: plain data, kept in the journal. */

import { z } from 'zod';

/** Epoch milliseconds. */
const at = z.number();

/** An executor's pod on a node, for as long as nothing shows that its containers have ended. */
const trackedPodSchema = z.object({
  namespace: z.string(),
  name: z.string(),
  uid: z.string(),
  node: z.string(),
  /** Of the Node object while the pod was known; null: never seen. */
  nodeUid: z.string().nullable(),
  graceSeconds: z.number(),
  /** Since when the API does not have it; null while it does. */
  goneAt: at.nullable(),
});
export type TrackedPod = z.infer<typeof trackedPodSchema>;

/** An executor that ran and ended. */
const finishedExecutorSchema = z.object({
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  at,
});
export type FinishedExecutor = z.infer<typeof finishedExecutorSchema>;

export const executorMemorySchema = z.object({
  pods: z.array(trackedPodSchema),
  /** Pods that went without an end and had no room here, and when the last of them went. */
  dropped: z.object({ count: z.number(), at }).nullable(),
  finished: z.array(finishedExecutorSchema),
});
export type ExecutorMemory = z.infer<typeof executorMemorySchema>;

export const NO_EXECUTORS: ExecutorMemory = { pods: [], dropped: null, finished: [] };
