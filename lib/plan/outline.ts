/**
 * The names in a plan and the references between them, read leniently: a mistake elsewhere in the file must not hide a
 * dangling reference, so that all mistakes are reported at once.
 */

import { z } from 'zod';

const name = z.string().catch('');
const names = z.array(name).catch([]);

function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item).catch([]);
}

const workload = z
  .object({ kind: name, name, namespace: z.string().optional().catch(undefined) })
  .catch({ kind: '', name: '' });

const contractLine = z
  .object({ check: z.union([z.string(), names]).optional().catch(undefined) })
  .catch({ check: undefined });
const contract = z
  .object({
    must: listOf(contractLine),
    mustNever: listOf(contractLine),
    safetyDependencies: listOf(contractLine),
  })
  .catch({ must: [], mustNever: [], safetyDependencies: [] });

const agent = z
  .object({
    name,
    contract,
    aliases: names,
    kind: name,
    workloads: listOf(workload),
    probes: listOf(
      z
        .object({ id: name, target: z.object({ workload: z.string().optional() }).catch({}) })
        .catch({ id: '', target: {} }),
    ),
  })
  .catch({
    name: '',
    contract: { must: [], mustNever: [], safetyDependencies: [] },
    aliases: [],
    kind: '',
    workloads: [],
    probes: [],
  });

const identified = z.object({ id: name }).catch({ id: '' });

const notExecutor = z
  .object({ workload, signs: names })
  .catch({ workload: { kind: '', name: '' }, signs: [] });

const threshold = z.object({ id: name, agents: names }).catch({ id: '', agents: [] });

const failure = z
  .object({ id: name, detector: name, agents: names, runbook: z.string().optional().catch(undefined) })
  .catch({ id: '', detector: '', agents: [] });

const escalation = z
  .object({
    id: name,
    runbook: z.string().optional().catch(undefined),
    when: z.object({ failure: z.string().optional().catch(undefined), agents: names }).catch({ agents: [] }),
  })
  .catch({ id: '', when: { agents: [] } });

const cadence = z
  .object({
    id: name,
    runbook: z.string().optional().catch(undefined),
    evidence: listOf(z.object({ agents: names, failures: names }).catch({ agents: [], failures: [] })),
  })
  .catch({ id: '', evidence: [] });

const NO_EXECUTORS = { names: [], words: [], images: [], modules: [], notExecutors: [] };

export const outlineSchema = z
  .object({
    safety: z
      .object({
        executors: z
          .object({ names, words: names, images: names, modules: names, notExecutors: listOf(notExecutor) })
          .catch(NO_EXECUTORS),
        haltSwitches: listOf(identified),
        thresholds: listOf(threshold),
        gates: listOf(z.object({ variable: name }).catch({ variable: '' })),
      })
      .catch({ executors: NO_EXECUTORS, haltSwitches: [], thresholds: [], gates: [] }),
    agents: listOf(agent),
    otherWorkloads: listOf(workload),
    failures: listOf(failure),
    escalations: listOf(escalation),
    cadence: listOf(cadence),
    fallbackRunbooks: z.record(z.string(), name).optional().catch(undefined),
    contractRunbooks: z.record(z.string(), name).optional().catch(undefined),
  })
  .catch({
    safety: { executors: NO_EXECUTORS, haltSwitches: [], thresholds: [], gates: [] },
    agents: [],
    otherWorkloads: [],
    failures: [],
    escalations: [],
    cadence: [],
  });
export type PlanOutline = z.infer<typeof outlineSchema>;
