/** Saboteurs that mistake what a spec says, in every object that has one. */

import type { World } from '#lib/evaluate/base/input.ts';
import type { ContainerSpec } from '#lib/facts/fact.ts';
import type { Evaluate } from '../../console.ts';
import { mistaken, seeing } from '../saboteur.ts';

type Containers = readonly ContainerSpec[];

export const containers = (change: (all: Containers, world: World) => ContainerSpec[]): Evaluate =>
  seeing((world) => {
    const other = <V extends { containers: ContainerSpec[] }>(value: V): V => ({
      ...value,
      containers: change(value.containers, world),
    });
    return mistaken(mistaken(world, 'pod', other), 'workload', other);
  });

export const specs = (change: (c: ContainerSpec, world: World) => Partial<ContainerSpec>): Evaluate =>
  containers((all, world) => all.map((c) => ({ ...c, ...change(c, world) })));
