/** What the plan wants kept of an object; everything else is dropped where it enters. */

import { configKeyOf, type Plan } from '#lib/plan/schema.ts';

export interface MapContext {
  /** True for an environment variable whose literal value judgement needs. */
  keepsVariable(name: string): boolean;
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
    // A halt switch by its own name and what derives from it, such as `…_FILE` that says where it is mounted.
    keepsVariable: (name) => names.has(name) || haltKeys.some((key) => name.startsWith(key)),
    configKeys: (namespace, name) =>
      [...haltSwitches, ...thresholds, ...beats]
        .filter((named) => named.namespace === namespace && named.configMap === name)
        .map((named) => named.key),
  };
}
