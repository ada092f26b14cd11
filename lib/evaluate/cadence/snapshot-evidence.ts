/**
 * A snapshot in the artifacts folder as evidence that it was taken (plan, Ops cadence). Its metadata has its time, its
 * author and its mesh; its checksums show that nothing was changed since, not who wrote it. It proves nothing else.
 */

import type { SnapshotValue } from '../../facts/fact.ts';
import { FUTURE_TOLERANCE_MS } from '../../facts/freshness.ts';
import { knownValue, valuesOf } from '../../facts/ledger.ts';
import { say } from '../../messages/say.ts';
import type { Message } from '../../status/message.ts';
import type { SnapshotKind } from '../../vocabulary.ts';
import { evidence } from '../base/evidence.ts';
import type { World } from '../base/input.ts';
import type { Observation } from '../base/state.ts';
import type { Look, Window } from './check.ts';

/** The first snapshot of this kind within the window that is of this mesh and whole; else why there is none. */
export function snapshotOf(world: World, kind: SnapshotKind, window: Window): Look {
  const taken = valuesOf(world.ledger, 'snapshot')
    .filter((s) => s.kind === kind && s.takenAt >= window.at && s.takenAt < window.over)
    .toSorted((a, b) => a.takenAt - b.takenAt);
  const evaluated = taken.map((snapshot) => ({ snapshot, doubt: doubtOf(world, snapshot) }));
  const sound = evaluated.filter(({ doubt }) => doubt === null).map(({ snapshot }) => snapshot);
  const best = sound.find(({ failed }) => failed.length === 0) ?? sound[0];
  if (best !== undefined) return { observation: observationOf(best) };
  const [first] = evaluated;
  if (first === undefined || first.doubt === null)
    return { observation: null, why: say('cadence-no-snapshot', { snapshot: kind }) };
  const { snapshot, doubt } = first;
  return { observation: null, why: say('cadence-snapshot-doubted', { run: snapshot.run, doubt }) };
}

/** Why it proves nothing here; null if it does. A field that it lacks proves nothing. */
function doubtOf(world: World, { takenAt, mesh, practice, report, trouble }: SnapshotValue): Message | null {
  if (trouble !== null) return say('cadence-snapshot-in-trouble', { trouble });
  if (takenAt > world.now + FUTURE_TOLERANCE_MS) return say('cadence-snapshot-from-the-future');
  if (mesh !== world.plan.mesh.name) return say('cadence-snapshot-of-another-mesh', { mesh });
  if (practice === null || practice !== knownValue(world.ledger, 'cluster', 'cluster')?.practice)
    return say('cadence-snapshot-of-another-cluster');
  return report ? null : say('cadence-snapshot-without-report');
}

function observationOf({ run, kind, takenAt, takenBy, failed }: SnapshotValue): Observation {
  return {
    at: takenAt,
    verdict: failed.length === 0 ? 'good' : 'attention',
    value: say('cadence-snapshot', { snapshot: kind, takenAt, takenBy, run, failed }),
    evidence: [evidence('meta.json', kind, run, takenAt, 'the snapshot’s own description')],
  };
}
