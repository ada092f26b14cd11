/** Differences between two deploy reports; they are foreign documents and parsed here. */

import { z } from 'zod';
import { differingLines, type Line, type LineDifference, told } from '#lib/timeline/lines.ts';

type Kind = 'execution' | 'switch' | 'component' | 'workload' | 'issue' | 'undeclared';
export type ReportDifference = LineDifference<Kind>;

const word = z.string().max(4_000);
const count = z.number().nullable();
const list = <T extends z.ZodType>(entry: T) => z.array(entry).max(5_000);

/** Compared parts of a report; pods change all the time and are left out. */
export const comparableReportSchema = z.object({
  plan: z.object({ digest: word }),
  mesh: z.object({ clusterVersion: word.nullable() }),
  critical: z.object({ health: word }),
  execution: z.object({ outcome: word, proofs: list(z.object({ id: word, verdict: word, value: word })) }),
  haltSwitches: list(z.object({ id: word, value: word.nullable() })),
  issues: list(z.object({ priority: word, verdict: word, subject: word, because: word })),
  components: list(
    z.object({
      name: word,
      health: word,
      state: word,
      because: word,
      allowed: word,
      modesObserved: list(word),
      desired: count,
      ready: count,
    }),
  ),
  workloads: list(
    z.object({
      kind: word,
      namespace: word,
      name: word,
      state: word,
      revision: word.nullable(),
      containers: list(z.object({ name: word, image: word })),
    }),
  ),
  undeclared: list(z.object({ kind: word, namespace: word, name: word })),
});
export type ComparableReport = z.infer<typeof comparableReportSchema>;

/** Every line that differs, in the order of `after`; removed lines come last. Empty for equal states. */
export function compareReports(before: ComparableReport, after: ComparableReport): ReportDifference[] {
  return differingLines(linesOf(before), linesOf(after));
}

function* linesOf(report: ComparableReport): Generator<Line<Kind>> {
  const { execution, plan, mesh, critical } = report;
  yield* told('execution', 'execution', {
    outcome: execution.outcome,
    'critical components': critical.health,
    plan: plan.digest,
    cluster: mesh.clusterVersion ?? 'not known',
  });
  for (const { id, verdict, value } of execution.proofs)
    yield* told('execution', `proof ${id}`, { verdict, value });
  for (const { id, value } of report.haltSwitches) yield* told('switch', id, { value: value ?? 'not there' });
  for (const component of report.components) yield* told('component', component.name, valuesOf(component));
  for (const workload of report.workloads) yield* workloadLines(workload);
  for (const { priority, subject, verdict, because } of report.issues)
    yield* told('issue', `${priority} ${subject}`, { verdict, because });
  for (const { kind, namespace, name } of report.undeclared)
    yield* told('undeclared', `${kind} ${namespace}/${name}`, { 'in the plan': 'no' });
}

function valuesOf(component: ComparableReport['components'][number]): Record<string, string> {
  const { health, state, because, allowed, modesObserved, desired, ready } = component;
  const replicas = `${ready ?? 'not known'} of ${desired ?? 'not known'}`;
  return { health, state, because, allowed, mode: modesObserved.join(', '), ready: replicas };
}

function workloadLines(workload: ComparableReport['workloads'][number]): Generator<Line<Kind>> {
  const { kind, namespace, name, state, revision, containers } = workload;
  const images = containers.map((c): [string, string] => [`image of ${c.name}`, c.image]);
  return told('workload', `${kind} ${namespace}/${name}`, {
    state,
    revision: revision ?? 'not said',
    ...Object.fromEntries(images),
  });
}
