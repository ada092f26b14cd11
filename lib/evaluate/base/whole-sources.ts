/** ConfigMaps and Secrets that a container takes whole by `envFrom`: its spec does not show what they set. */

import type { ContainerSpec } from '../../facts/fact.ts';
import type { Plan } from '../../plan/schema.ts';

export type WholeSource = ContainerSpec['environmentFrom'][number];

/** `ConfigMap` or `Secret`, as the cluster and the plan have it. */
export function sourceKind({ kind }: WholeSource): 'ConfigMap' | 'Secret' {
  return kind === 'secret' ? 'Secret' : 'ConfigMap';
}

/** True if the plan says what a source holds. */
export function isKnownSource(
  plan: Plan,
  namespace: string,
  kind: 'ConfigMap' | 'Secret',
  name: string,
): boolean {
  return plan.safety.knownSources.some(
    (known) => known.namespace === namespace && known.name === name && known.kind === kind,
  );
}

/** Those that the plan does not know. None is read. */
export function unknownSources(plan: Plan, namespace: string, container: ContainerSpec): WholeSource[] {
  return container.environmentFrom.filter(
    (source) => !isKnownSource(plan, namespace, sourceKind(source), source.name),
  );
}
