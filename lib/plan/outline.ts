/**
 * The names in a plan and the references between them, read leniently: a mistake elsewhere in the file must not hide a
 * dangling reference, so that all mistakes are reported at once.
 */

import { z } from 'zod';

const name = z.string().catch('');
const names = z.array(name).catch([]);
const maybe = z.string().optional().catch(undefined);
const count = z.number().catch(0);
const maybeCount = z.number().nullable().catch(null).default(null);
const flag = z.boolean().catch(false);

function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item).catch([]);
}

/** A map whose own parts all read leniently: what is no map is an empty one. */
function map<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((value) => (isMap(value) ? value : {}), z.object(shape));
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const workload = map({ kind: name, name, namespace: maybe });

const contractLine = map({ check: z.union([z.string(), names]).optional().catch(undefined) });
const contract = map({
  must: listOf(contractLine),
  mustNever: listOf(contractLine),
  safetyDependencies: listOf(contractLine),
});

const probe = map({
  id: name,
  kind: name,
  intervalSeconds: maybeCount,
  limitSeconds: maybeCount,
  target: map({ workload: maybe }),
});

const agent = map({
  name,
  contract,
  aliases: names,
  kind: name,
  runs: name,
  criticality: name,
  optional: flag,
  slo: map({ objectivePercent: maybeCount, clock: name }),
  workloads: listOf(workload),
  probes: listOf(probe),
});

/** The variables of all its keys. */
const readAs = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]).catch([]))
  .catch({})
  .transform((keys) => Object.values(keys).flat());

const safety = map({
  executors: map({
    names,
    words: names,
    images: names,
    modules: names,
    /** Null: the whole cluster, or a word that the schema refuses. */
    scope: z.array(name).nullable().catch(null),
    notExecutors: listOf(map({ workload, signs: names })),
  }),
  haltSwitches: listOf(map({ id: name, namespace: name, configMap: name, key: name, readAs })),
  thresholds: listOf(map({ id: name, agents: names })),
  brokerCredentials: map({ agents: names }),
  environment: map({ mode: name, dryRun: names, enables: names, bypasses: names }),
  gates: listOf(map({ variable: name, safe: names, danger: names })),
});

const failure = map({ id: name, detector: name, agents: names, runbook: maybe });

const escalation = map({
  id: name,
  priority: name,
  forSeconds: count,
  during: name,
  runbook: maybe,
  when: map({ failure: maybe, agents: names, criticalities: names }),
});

const cadence = map({
  id: name,
  anchor: name,
  offsetMinutes: maybeCount,
  everyMinutes: maybeCount,
  throughout: flag,
  runbook: maybe,
  evidence: listOf(map({ kind: name, agents: names, failures: names, workload })),
});

const market = map({
  closures: listOf(map({ date: name })),
  earlyCloses: listOf(map({ date: name, close: name })),
});

export const outlineSchema = map({
  mesh: map({ namespaces: names }),
  safety,
  market,
  marketHalts: listOf(map({ level: count, from: name, to: maybe })),
  agents: listOf(agent),
  otherWorkloads: listOf(workload),
  failures: listOf(failure),
  escalations: listOf(escalation),
  cadence: listOf(cadence),
  fallbackRunbooks: z.record(z.string(), name).optional().catch(undefined),
  contractRunbooks: z.record(z.string(), name).optional().catch(undefined),
});
export type PlanOutline = z.infer<typeof outlineSchema>;
