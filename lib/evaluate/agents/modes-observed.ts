/** The modes that an agent is set to, and says it has. */

import { settingOf } from '../base/environment.ts';
import type { World } from '../base/input.ts';
import type { EvaluatedAgent } from './agent.ts';

/** Modes in the specs of its workloads and in its own answers, each once. */
export function modesOf(world: World, evaluated: EvaluatedAgent): string[] {
  const name = world.plan.safety.environment.mode;
  const specs = [...evaluated.workloads, ...evaluated.pods].flatMap((o) =>
    o.containers.flatMap((c) => {
      const setting = settingOf(world, o.namespace, c, name);
      return setting.state === 'known' ? [setting.value.trim().toUpperCase()] : [];
    }),
  );
  const answers = evaluated.results.flatMap((r) => {
    const mode = r.answer !== null && 'mode' in r.answer ? r.answer.mode : null;
    return mode === null ? [] : [mode.trim().toUpperCase()];
  });
  return [...new Set([...specs, ...answers])].sort();
}
