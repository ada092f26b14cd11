/** ConfigMaps and Secrets that a container takes whole by `envFrom`: its spec does not show what they set. */

import type { ContainerSpec } from '../../facts/fact.ts';
import type { Plan } from '../../plan/schema.ts';

export type WholeSource = ContainerSpec['environmentFrom'][number];

/** Those that the plan does not know. None is read. */
export function unknownSources(plan: Plan, namespace: string, container: ContainerSpec): WholeSource[] {
  return container.environmentFrom.filter(
    (source) =>
      !plan.safety.knownSources.some(
        (known) =>
          known.namespace === namespace &&
          known.name === source.name &&
          known.kind === (source.kind === 'secret' ? 'Secret' : 'ConfigMap'),
      ),
  );
}
