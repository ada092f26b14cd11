/** The parts of an object that the plan wants kept; everything else is dropped on entry. */

import { isSecretKey } from '#lib/contracts/redact.ts';
import { executorsRunBy } from '#lib/evaluate/execution/recognition/phrases.ts';
import { configKeyOf, type Plan } from '#lib/plan/schema.ts';
import { dangerousAddress, keptGateValue } from '#lib/settings/gates.ts';
import { isHarmless } from '#lib/settings/values.ts';
import { nameKey } from '#lib/settings/words.ts';

export type Mark = (place: string, value: string) => string;

export interface MapContext {
  /** The part of a variable's literal value that may be kept; null: only that it is set. */
  keptValue(name: string, value: string): string | null;
  /** True for a switch or a gate of the plan, however its name is written. */
  isSwitch(name: string): boolean;
  /** The executors of the plan that a variable's value names as a module or command. */
  executorsIn(value: string): string[];
  /** A keyed hash of a value at its place; left out where no key is kept. */
  mark?: Mark | undefined;
  /** The keys of a ConfigMap that the plan names. */
  configKeys(namespace: string, name: string): readonly string[];
}

export function mapContextOf(plan: Plan, mark?: Mark): MapContext {
  const { haltSwitches, thresholds } = plan.safety;
  const beats = plan.agents.flatMap(({ probes }) =>
    probes.flatMap((probe) =>
      probe.target.via === 'config-map' ? [{ ...probe.target, key: configKeyOf(probe) }] : [],
    ),
  );
  return {
    mark,
    keptValue: keptValueOf(plan),
    isSwitch: isSwitchOf(plan),
    executorsIn: (value) => executorsRunBy(plan, value),
    configKeys: (namespace, name) =>
      [...haltSwitches, ...thresholds, ...beats]
        .filter((named) => named.namespace === namespace && named.configMap === name)
        .map((named) => named.key),
  };
}

/** The mode is none of them: its name is an ordinary word in many a configuration, where its live values count anyway. */
function isSwitchOf({ safety: { environment, gates } }: Plan): MapContext['isSwitch'] {
  const names = [...environment.enables, ...environment.dryRun, ...gates.map((gate) => gate.variable)];
  const keys = new Set(names.map(nameKey));
  return (name) => keys.has(nameKey(name));
}

/**
 * Kept are the variables of a kill switch as they are, since what is wrong with them must be shown, of a gate what its
 * reading needs, and else only harmless words and a broker's live address. A name that speaks of a secret has none.
 */
function keptValueOf({ safety }: Plan): MapContext['keptValue'] {
  const readAs = safety.haltSwitches.flatMap((halt) => halt.readAs ?? []);
  const switches = new Set(
    readAs.flatMap(({ env, fileEnv, olderEnv = [], olderFileEnv = [] }) => [
      env,
      fileEnv,
      ...olderEnv,
      ...olderFileEnv,
    ]),
  );
  const haltKeys = safety.haltSwitches.map((halt) => halt.key);
  const gates = new Map(safety.gates.map((gate) => [nameKey(gate.variable), gate]));
  return (name, value) => {
    // A kill switch's derived names too, such as `…_FILE` with the path of its mount.
    if (switches.has(name) || haltKeys.some((key) => name.startsWith(key))) return value;
    const gate = gates.get(nameKey(name));
    if (gate !== undefined) return keptGateValue(gate, value);
    if (isSecretKey(name)) return null;
    return isHarmless(value) ? value : dangerousAddress(safety.gates, value);
  };
}
