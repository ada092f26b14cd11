/** The parts of an object that the plan wants kept; everything else is dropped on entry. */

import { executorsRunBy } from '#lib/evaluate/execution/recognition/phrases.ts';
import { configKeyOf, type Plan } from '#lib/plan/schema.ts';

export interface MapContext {
  /** True for an environment variable whose literal value evaluation needs. */
  keepsVariable(name: string): boolean;
  /** The executors of the plan that a variable's value names as a module or command. */
  executorsIn(value: string): string[];
  /** The keys of a ConfigMap that the plan names. */
  configKeys(namespace: string, name: string): readonly string[];
}

export function mapContextOf(plan: Plan): MapContext {
  const { environment, haltSwitches, thresholds } = plan.safety;
  const names = new Set([
    environment.mode,
    ...environment.dryRun,
    ...environment.enables,
    ...environment.bypasses,
  ]);
  for (const { env, fileEnv } of haltSwitches.flatMap((halt) => halt.readAs ?? [])) {
    if (env !== undefined) names.add(env);
    if (fileEnv !== undefined) names.add(fileEnv);
  }
  const beats = plan.agents.flatMap(({ probes }) =>
    probes.flatMap((probe) =>
      probe.target.via === 'config-map' ? [{ ...probe.target, key: configKeyOf(probe) }] : [],
    ),
  );
  const haltKeys = haltSwitches.map((halt) => halt.key);
  return {
    // A kill switch's variable and its derived names, such as `…_FILE` with the path of its mount.
    keepsVariable: (name) => names.has(name) || haltKeys.some((key) => name.startsWith(key)),
    executorsIn: (value) => executorsRunBy(plan, value),
    configKeys: (namespace, name) =>
      [...haltSwitches, ...thresholds, ...beats]
        .filter((named) => named.namespace === namespace && named.configMap === name)
        .map((named) => named.key),
  };
}
