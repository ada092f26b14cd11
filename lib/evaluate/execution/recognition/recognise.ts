/** Executors, suspects and what the plan lists as neither, among all objects of the cluster. */

import { kindName } from '../../../facts/kind-name.ts';
import { valuesOf } from '../../../facts/ledger.ts';
import type { NotExecutor, Plan } from '../../../plan/schema.ts';
import type { Pod, Workload, World } from '../../base/input.ts';
import { oncePer } from '../../base/once.ts';
import { knownWorkload, ownersOf } from '../../base/owners.ts';
import type { ObjectName } from '../objects.ts';
import { entryFor, type Lapse, lapseOf } from './not-executors.ts';
import { type Beside, besideOf } from './second-sign.ts';
import { type Candidate, type Signs, signsOf } from './signs.ts';

/** `plain`: nothing speaks of an executor, or not enough. `listed`: the plan lists it as none, and the entry holds. */
export interface Recognition {
  is: 'executor' | 'suspect' | 'listed' | 'plain';
  signs: readonly string[];
  /** What makes weak signs count; null where it is not needed. */
  beside: Beside | null;
  /** The plan's entry for it, and why that does not hold; null while it does. */
  entry: NotExecutor | null;
  lapse: Lapse | null;
}

const PLAIN: Recognition = { is: 'plain', signs: [], beside: null, entry: null, lapse: null };

/** Recognises the objects of one evaluation. */
export interface Recogniser {
  workload(workload: Workload): Recognition;
  pod(pod: Pod): Recognition;
  /** An object outside the cluster, where the plan can list none. */
  other(object: Candidate): Recognition;
}

export const recogniserOf = oncePer((world: World): Recogniser => {
  const workload = workloadsOf(world);
  const signsOfPod = podSigns(world.plan);
  const executors = new Set(
    valuesOf(world.ledger, 'workload').flatMap((w) => (workload(w).is === 'executor' ? [w.name] : [])),
  );
  const isOwned = (p: Pod): boolean => [p.owner, p.workload].some((o) => o !== null && executors.has(o.name));
  const pod = (p: Pod): Recognition => {
    const { object, signs } = signsOfPod(p);
    const owned = isOwned(p) ? ownedSigns(world, p, workload) : [];
    return recognised(world, { object, signs, chain: () => podChain(world, p), owned });
  };
  const other = (object: Candidate): Recognition =>
    recognised(world, { object, signs: signsOf(world.plan, object), chain: () => [], owned: [] });
  return { workload, pod, other };
});

function workloadsOf(world: World): Recogniser['workload'] {
  const known = new Map<Workload, Recognition>();
  const recognise = (w: Workload): Recognition => {
    const held = known.get(w);
    if (held !== undefined) return held;
    // An owner may own itself through others: while it is being recognised it counts as plain.
    known.set(w, PLAIN);
    const { object, signs } = workloadSigns(world.plan)(w);
    const chain = (): ObjectName[] => [w, ...ownersOf(world, w)];
    const found = recognised(world, { object, signs, chain, owned: ownedSigns(world, w, recognise) });
    known.set(w, found);
    return found;
  };
  return recognise;
}

/** A fact's value never changes: each is read once for each plan. */
const workloadSigns = oncePer((plan: Plan) =>
  oncePer((w: Workload) => {
    const object: Candidate = {
      ...w,
      // The object that holds its template names what it runs, as an owner does.
      owners: [...(w.owner === null ? [] : [w.owner]), ...(w.uses ?? [])],
      labels: [w.labels, w.podLabels],
      annotations: [w.annotations, w.podAnnotations],
    };
    return { object, signs: signsOf(plan, object) };
  }),
);

const podSigns = oncePer((plan: Plan) =>
  oncePer((p: Pod) => {
    const object = podCandidate(p);
    return { object, signs: signsOf(plan, object) };
  }),
);

/** The name of a static pod ends in the name of its node, which is also its owner: that says nothing of the program. */
function podCandidate(p: Pod): Candidate {
  const isStatic = p.owner?.kind === 'Node' && p.owner.group === '';
  const owners = isStatic ? [] : [p.owner, p.workload].flatMap((owner) => owner ?? []);
  const suffix = `-${p.node ?? ''}`;
  const name = isStatic && p.name.endsWith(suffix) ? p.name.slice(0, -suffix.length) : p.name;
  return { ...p, name, owners, labels: [p.labels], annotations: [p.annotations] };
}

function podChain(world: World, p: Pod): ObjectName[] {
  const { namespace } = p;
  const owners = [p.workload, p.owner].flatMap((o) => (o === null ? [] : [objectOf(o, namespace)]));
  const itself = { kind: 'Pod', namespace, name: p.name };
  return [itself, ...owners.flatMap((owner) => [owner, ...ownersOf(world, owner)])];
}

/** The signs of an executor that owns it, or that holds its template: what it starts is one too, whatever it is called. */
function ownedSigns(world: World, owned: Workload | Pod, of: (w: Workload) => Recognition): string[] {
  const origins = 'workload' in owned ? [owned.owner, owned.workload] : [owned.owner];
  const owners = origins.flatMap((origin) => (origin === null ? [] : [objectOf(origin, owned.namespace)]));
  const held = 'uses' in owned ? (owned.uses ?? []) : [];
  return [...owners, ...held].flatMap((origin) => {
    const owner = knownWorkload(world, origin);
    const found = owner === null ? null : of(owner);
    return found?.is === 'executor' ? [...found.signs] : [];
  });
}

/** An owner as facts name it. A pod's workload has its group in its kind already. */
function objectOf(
  { kind, name, group = '' }: { kind: string; name: string; group?: string },
  namespace: string,
): ObjectName {
  return { kind: kindName(group, kind), namespace, name };
}

interface Case {
  object: Candidate;
  signs: Signs;
  /** Itself and its owners, by which the plan may list it. */
  chain: () => readonly ObjectName[];
  owned: readonly string[];
}

function recognised(world: World, c: Case): Recognition {
  const strong = c.signs.strong.length > 0 || c.owned.length > 0;
  if (!strong && c.signs.weak.length === 0) return PLAIN;
  const beside = strong ? null : besideOf(world, c.object);
  if (!strong && beside === null) return PLAIN;
  const signs = [...new Set([...c.signs.strong, ...c.owned, ...c.signs.weak])];
  const entry = entryFor(world.plan, c.chain());
  const lapse = entry === null ? null : lapseOf(entry, { ...c, all: signs, now: world.now });
  if (entry !== null && lapse === null) return { is: 'listed', signs, beside, entry, lapse };
  return { is: strong ? 'executor' : 'suspect', signs, beside, entry, lapse };
}
