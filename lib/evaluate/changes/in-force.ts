/** What is in force of an agent now, as a flat list that can be kept and compared. Of values only marks. */

import type { ContainerSpec, EnvironmentEntry } from '../../facts/fact.ts';
import type { EvaluatedAgent } from '../agents/agent.ts';
import { runningImages } from '../agents/images/running.ts';
import { modesOf } from '../agents/modes-observed.ts';
import { meshAvailability, subjectAvailability } from '../base/availability.ts';
import { configOf, type Workload, type World } from '../base/input.ts';

export type Items = Readonly<Record<string, string>>;

/** The parts of an item's name, which may hold spaces themselves. */
const BETWEEN = '\t';
export const ITEM_KINDS = ['replicas', 'image', 'digest', 'environment', 'mode', 'config'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export interface ItemName {
  kind: string;
  /** The workload, with its container where it is of one; the ConfigMap; empty for a mode. */
  of: string;
  /** The variable or key. */
  name: string;
}

const itemName = (kind: ItemKind, of: string, name = ''): string => [kind, of, name].join(BETWEEN);

export function parseName(item: string): ItemName {
  const [kind = '', of = '', name = ''] = item.split(BETWEEN);
  return { kind, of, name };
}

/** Null while its workloads cannot be read. */
export function agentItems(world: World, agent: EvaluatedAgent): Items | null {
  const { plan } = agent;
  if (plan.workloads.length === 0) return null;
  const kinds = [...new Set([...plan.workloads.map(({ kind }) => kind), 'Pod'])];
  if (!meshAvailability(world, kinds).available) return null;
  const modes = modesOf(world, agent);
  return Object.fromEntries([
    ...agent.workloads.flatMap(workloadItems),
    ...digestItems(world, agent),
    ...(modes.length === 0 ? [] : [[itemName('mode', ''), modes.join(', ')]]),
  ]);
}

type Item = [string, string];

function workloadItems(workload: Workload): Item[] {
  const of = `${workload.kind} ${workload.namespace}/${workload.name}`;
  return [
    [itemName('replicas', of), String(workload.desired)],
    ...workload.containers.flatMap((container) => containerItems(`${of}, ${container.name}`, container)),
  ];
}

function containerItems(of: string, { image, environment }: ContainerSpec): Item[] {
  return [
    [itemName('image', of), image],
    ...environment.map((entry): Item => [itemName('environment', of, entry.name), setTo(entry)]),
  ];
}

/** The mark of a value, or where the value comes from. */
function setTo({ origin, mark, ref, secret }: EnvironmentEntry): string {
  if (ref !== null) return `${origin} ${ref.configMap}/${ref.key}`;
  return mark ?? `${origin} ${secret ?? ''}`;
}

function digestItems(world: World, { plan }: EvaluatedAgent): Item[] {
  const digests = new Map<string, Set<string>>();
  for (const { workload, container, digest } of runningImages(world, plan)) {
    const of = itemName('digest', `${workload}, ${container}`);
    digests.set(of, (digests.get(of) ?? new Set()).add(digest));
  }
  return [...digests].map(([of, all]): Item => [of, [...all].sort().join(', ')]);
}

/** The ConfigMaps that the plan names for safety; null while one cannot be read. */
export function meshItems(world: World): Items | null {
  const { haltSwitches, thresholds } = world.plan.safety;
  const named = new Map(
    [...haltSwitches, ...thresholds].map(({ namespace, configMap }) => [
      `${namespace}/${configMap}`,
      { namespace, configMap },
    ]),
  );
  const maps = [...named.values()].map(({ namespace, configMap }) => ({
    of: `ConfigMap ${namespace}/${configMap}`,
    seen: subjectAvailability(world, `poll/ConfigMap/${namespace}/${configMap}`).available,
    value: configOf(world, namespace, configMap),
  }));
  if (maps.some(({ seen, value }) => !seen || value === undefined)) return null;
  return Object.fromEntries(
    maps.flatMap(({ of, value }) =>
      Object.entries(value?.marks ?? {}).map(([key, mark]): Item => [itemName('config', of, key), mark]),
    ),
  );
}
