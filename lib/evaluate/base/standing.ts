/**
 * The workloads that count by themselves, each with the pod templates that it runs. A ReplicaSet of a Deployment that is
 * read is a part of that Deployment; one of an add-on, of an operator or of nobody is a workload of its own.
 */

import { kindName } from '../../facts/kind-name.ts';
import { valuesOf } from '../../facts/ledger.ts';
import type { Workload, World } from './input.ts';
import { oncePer } from './once.ts';

const workloadsByPath = oncePer(
  ({ ledger }: World): ReadonlyMap<string, Workload> =>
    new Map(valuesOf(ledger, 'workload').map((w) => [pathOf(w), w])),
);

export const standingWorkloads = oncePer((world: World): Workload[] => {
  const all = valuesOf(world.ledger, 'workload');
  const byPath = workloadsByPath(world);
  return all.filter((w) => !isPart(w, ownerIn(byPath, w))).map((w) => withTemplates(byPath, w));
});

/** Without the ReplicaSets of those Deployments among them that are wanted or run: these count them. */
export function eachOnce(workloads: readonly Workload[]): Workload[] {
  const byPath = new Map(workloads.map((w) => [pathOf(w), w]));
  return workloads.filter((w) => {
    const owner = w.kind === 'ReplicaSet' ? ownerIn(byPath, w) : undefined;
    return owner === undefined || !isActive(owner);
  });
}

/** Objects that hold a template of a workload and were not found. */
export function missingTemplates(world: World, { uses = [] }: Workload): NonNullable<Workload['uses']> {
  return uses.filter((use) => !workloadsByPath(world).has(pathOf(use)));
}

type Path = Pick<Workload, 'kind' | 'namespace' | 'name'>;

function pathOf({ kind, namespace, name }: Path): string {
  return `${kind}/${namespace}/${name}`;
}

function ownerIn(
  byPath: ReadonlyMap<string, Workload>,
  { owner, namespace }: Workload,
): Workload | undefined {
  if (owner === null) return undefined;
  return byPath.get(pathOf({ kind: kindName(owner.group, owner.kind), namespace, name: owner.name }));
}

export function isActive({ desired, actual }: Workload): boolean {
  return desired > 0 || actual > 0;
}

/**
 * A ReplicaSet at 0 is its owner's history. One that is wanted counts with its owner only if that is wanted too, and
 * starts the same programs with the same settings: a rollout that does not finish keeps the old one.
 */
function isPart(w: Workload, owner: Workload | undefined): boolean {
  if (w.kind !== 'ReplicaSet' || owner === undefined) return false;
  if (!isActive(w)) return true;
  return isActive(owner) && programsOf(w) === programsOf(owner);
}

function programsOf({ containers }: Workload): string {
  return JSON.stringify(
    containers.map((c) => [c.name, c.image, c.command, c.args, c.hooks, c.environment, c.environmentFrom]),
  );
}

const DEPTH = 4;

/** With the containers of the objects that it takes its templates from, and of those that these take theirs from. */
function withTemplates(byPath: ReadonlyMap<string, Workload>, w: Workload, depth = DEPTH): Workload {
  const used = (w.uses ?? []).flatMap((use) => byPath.get(pathOf(use)) ?? []);
  if (used.length === 0 || depth === 0) return w;
  const whole = used.map((other) => withTemplates(byPath, other, depth - 1));
  return {
    ...w,
    podLabels: Object.fromEntries([...whole, w].flatMap(({ podLabels }) => Object.entries(podLabels))),
    containers: [...w.containers, ...whole.flatMap(({ containers }) => containers)],
  };
}
