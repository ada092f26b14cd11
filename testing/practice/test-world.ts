/** For tests: a calm world on a fixed date, without a server; time passes only as the test's fake timers say. */

import { beginDrill } from './drills/begin.ts';
import { calm } from './drills/calm.ts';
import type { Drill } from './drills/drill.ts';
import { PracticeClock } from './world/clock.ts';
import type { Deployment, Pod } from './world/kinds.ts';
import { Runner } from './world/runner.ts';
import { World } from './world/world.ts';

export interface TestWorld {
  readonly world: World;
  readonly runner: Runner;
  begin(drill: Drill): void;
  pods(prefix: string): Pod[];
  deployment(name: string): Deployment;
  scale(name: string, replicas: number): void;
}

export function calmWorld(): TestWorld {
  const world = new World(new PracticeClock(0), 1000);
  const runner = new Runner(world);
  const begin = (drill: Drill) => beginDrill(world, runner, drill);
  begin(calm);
  runner.start();
  const deployment = (name: string) => {
    const found = world.store.list('Deployment').find((candidate) => candidate.metadata.name === name);
    if (found === undefined) throw new Error(`no Deployment ${name}`);
    return found;
  };
  return {
    world,
    runner,
    begin,
    deployment,
    pods: (prefix) => world.store.list('Pod').filter((pod) => pod.metadata.name.startsWith(prefix)),
    scale: (name, replicas) => {
      world.store.update('Deployment', deployment(name), (draft) => {
        draft.spec.replicas = replicas;
      });
    },
  };
}
