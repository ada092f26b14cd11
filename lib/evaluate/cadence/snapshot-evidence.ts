/**
 * A snapshot in the folder of artifacts as evidence that it was taken (plan, Ops cadence). It says of itself when, by whom
 * and of which mesh; its checksums show that nothing was changed since, not who wrote it. It proves nothing else.
 */

import type { SnapshotValue } from '../../facts/fact.ts';
import { FUTURE_TOLERANCE_MS } from '../../facts/freshness.ts';
import { knownValue, valuesOf } from '../../facts/ledger.ts';
import { text } from '../../messages/text.ts';
import type { SnapshotKind } from '../../vocabulary.ts';
import { clockTime } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import type { Look, Window } from './check.ts';

/** The first snapshot of this kind within the window that is of this mesh and whole; else why there is none. */
export function snapshotOf(world: World, kind: SnapshotKind, window: Window): Look {
  const taken = valuesOf(world.ledger, 'snapshot')
    .filter((s) => s.kind === kind && s.takenAt >= window.at && s.takenAt < window.over)
    .toSorted((a, b) => a.takenAt - b.takenAt);
  const judged = taken.map((snapshot) => ({ snapshot, doubt: doubtOf(world, snapshot) }));
  const sound = judged.filter(({ doubt }) => doubt === null).map(({ snapshot }) => snapshot);
  const best = sound.find(({ failed }) => failed.length === 0) ?? sound[0];
  if (best !== undefined) return { glimpse: glimpseOf(best) };
  const [first] = judged;
  const why = first === undefined ? `no snapshot ${kind} found` : `${first.snapshot.run} ${first.doubt}`;
  return { glimpse: null, why };
}

/** Why it proves nothing here; null where it does. What it does not say of itself it does not prove. */
function doubtOf(world: World, { takenAt, mesh, practice, report, trouble }: SnapshotValue): string | null {
  if (trouble !== null) return `proves nothing: ${text(trouble)}`;
  if (takenAt > world.now + FUTURE_TOLERANCE_MS) return 'is dated in the future';
  if (mesh !== world.plan.mesh.name) return `is of ${mesh ?? 'a mesh that it does not name'}`;
  if (practice === null || practice !== knownValue(world.ledger, 'cluster', 'cluster')?.practice)
    return 'is not known to be of this cluster: one may be a practice mesh';
  return report ? null : 'holds no deploy report';
}

function glimpseOf({ run, kind, takenAt, takenBy, failed }: SnapshotValue) {
  const by = takenBy === null ? 'nobody says by whom' : `by ${takenBy}`;
  const without = failed.length === 0 ? '' : `; not in it: ${failed.join(', ')}`;
  return {
    at: takenAt,
    verdict: failed.length === 0 ? ('good' as const) : ('attention' as const),
    value: `snapshot ${kind} taken ${clockTime(takenAt)}, ${by} (${run}/meta.json)${without}`,
  };
}
