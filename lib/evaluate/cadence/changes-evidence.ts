/** What changed since the last close, as an item of the cadence: that it is told is the check. */

import { say } from '../../messages/say.ts';
import type { Message } from '../../status/message.ts';
import { evidence } from '../base/evidence.ts';
import { type Changes, MESH } from '../changes/changes.ts';
import type { Evaluated } from '../escalation/condition.ts';
import type { Look } from './check.ts';

/** All agents and the mesh, compared with the oldest of their closes. */
export function changesLook({ world, changes }: Evaluated): Look {
  const untold = [...changes].flatMap(([name, told]) =>
    told.changes === null
      ? [say('changes-of', { of: shown(name, world.plan.mesh.name), change: told.why })]
      : [],
  );
  if (untold.length > 0) return { observation: null, why: say('clauses', { items: untold, most: 2 }) };
  const told = [...changes].flatMap(([name, found]) => foundOf(shown(name, world.plan.mesh.name), found));
  const closeAt = Math.min(...[...changes.values()].flatMap((c) => (c.changes === null ? [] : [c.close])));
  const value =
    told.length === 0 ? say('changes-none', { closeAt }) : say('changes-found', { closeAt, changes: told });
  return {
    observation: {
      at: world.now,
      verdict: told.length === 0 ? 'good' : 'attention',
      value,
      evidence: [
        evidence('changes since the close', String(told.length), world.plan.mesh.name, world.now, SOURCE),
      ],
    },
  };
}

const SOURCE = 'compared with what was in force then';

const shown = (name: string, mesh: string): string => (name === MESH ? mesh : name);

function foundOf(of: string, found: Changes): Message[] {
  return (found.changes ?? []).map((change) => say('changes-of', { of, change }));
}
