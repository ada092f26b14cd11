/** The troubles of every pod of the mesh, once per evaluation, each with its beginning. */

import type { ContainerState } from '../../facts/fact.ts';
import { valuesOf } from '../../facts/ledger.ts';
import { meshAvailability } from '../base/availability.ts';
import type { Deaths } from '../base/death-memory.ts';
import { type Pod, sinceOf, type World } from '../base/input.ts';
import type { StateBuilder } from '../base/state.ts';
import { deathsOf, isKept } from './deaths.ts';
import { type PodPast, type PodTrouble, troublesOf } from './pod-trouble.ts';

/** With the instant at which each began, epoch ms. */
export interface DatedTrouble extends PodTrouble {
  since: number;
}

/** By the pod. */
export type PodTroubles = ReadonlyMap<Pod, readonly DatedTrouble[]>;

const WAITS = 'waits:';
const TROUBLE = 'trouble:';

/** A trouble begins once, and while it lasts its beginning never moves on: an image that cannot be pulled is one under whichever of the kubelet's names it goes now. */
export function podTroubles(world: World, states: StateBuilder): PodTroubles {
  const before = new Map(
    states.deaths().map(([key, died]) => [key, died.last > world.now ? atMost(died, world.now) : died]),
  );
  const deaths = new Map<string, Deaths>();
  const shown = new Map<string, ContainerState>();
  const clock = { now: world.now, evidenceMs: world.plan.evaluation.evidenceSeconds * 1_000 };
  const found = podsOfMesh(world).map((pod): [Pod, DatedTrouble[]] => {
    for (const state of pod.states) {
      const key = keyOf(pod, state.name);
      const died = deathsOf(state, before.get(key), world.now);
      if (died === null) continue;
      deaths.set(key, died);
      shown.set(key, state);
    }
    const all = troublesOf(pod, pastOf(pod, deaths, states), clock);
    return [pod, all.map((one) => dated(world, one, states))];
  });
  // While pods are not read nothing shows that one has gone, and what is known of it is kept.
  const all = podsAreRead(world) ? deaths : new Map([...before, ...deaths]);
  states.keepDeaths([...all].filter(([key, died]) => isKept(died, shown.get(key), world.now)));
  if (!podsAreRead(world))
    keepUnread(
      found.map(([pod]) => pod),
      states,
    );
  return new Map(found);
}

/** What was dated by a clock that was ahead. */
function atMost(died: Deaths, now: number): Deaths {
  return { ...died, first: Math.min(died.first, now), last: Math.min(died.last, now) };
}

/** Those that a failure mode or an agent may be about. */
function podsOfMesh({ plan, ledger }: World): Pod[] {
  const named = plan.agents.flatMap((agent) => agent.workloads.flatMap(({ namespace }) => namespace ?? []));
  const namespaces = new Set([...plan.mesh.namespaces, ...named]);
  return valuesOf(ledger, 'pod').filter((pod) => namespaces.has(pod.namespace));
}

function pastOf(pod: Pod, deaths: ReadonlyMap<string, Deaths>, states: StateBuilder): PodPast {
  return {
    deaths: (container) => deaths.get(keyOf(pod, container)) ?? null,
    waitsSince: (container, byEvidence) =>
      states.since(`${WAITS}${keyOf(pod, container)}`, 'waits', byEvidence),
  };
}

function dated(world: World, one: PodTrouble, states: StateBuilder): DatedTrouble {
  const key = `${TROUBLE}${one.code}:${keyOf(one.pod, one.container)}`;
  const held = states.timer(key)?.since;
  const first = one.since ?? held ?? sinceOf(world, 'pod', podSubject(one.pod)) ?? world.now;
  const since = Math.min(first, held ?? first, world.now);
  states.hold(key, 'there', since);
  return { ...one, since };
}

/** The timers of pods that are not read yet, as after a restart of the console. */
function keepUnread(read: readonly Pod[], states: StateBuilder): void {
  const uids = new Set(read.map(({ uid }) => uid));
  const uidIn = (key: string): string => key.slice(key.lastIndexOf(':') + 1).split('/')[0] ?? '';
  states.keepAll((key) => (key.startsWith(WAITS) || key.startsWith(TROUBLE)) && !uids.has(uidIn(key)));
}

function podsAreRead(world: World): boolean {
  return meshAvailability(world, ['Pod']).available;
}

export function podSubject({ namespace, name }: Pod): string {
  return `Pod/${namespace}/${name}`;
}

function keyOf({ uid }: Pod, container: string): string {
  return `${uid}/${container}`;
}
