/** Objects that may be executors and that the plan does not list, with their signs. */

import { say } from '../../messages/say.ts';
import { text } from '../../messages/text.ts';
import type { Message } from '../../status/message.ts';
import type { Evidence } from '../../status/status.ts';
import { evidence } from '../base/evidence.ts';
import { distinct, type Finding, placesOf } from './finding.ts';
import type { Inventory, Runnable } from './inventory.ts';
import { objectPath, objectSubject } from './objects.ts';
import { type Shown, shown } from './proof.ts';

/** The suspects of a part of the inventory that are wanted or run, a pod by its workload. */
export function suspectsOf({ runnables }: Inventory, isPart: (r: Runnable) => boolean): Finding[] {
  const suspects = runnables.filter((r) => r.recognition.is === 'suspect' && r.active && isPart(r));
  return distinct(
    suspects.map((r) => ({ weight: 'unknown', subject: objectSubject(r.origin), what: signsSaid(r) })),
  );
}

/** Null if nothing is suspect. */
export function suspectsShown(suspects: readonly Finding[]): Shown | null {
  if (suspects.length === 0) return null;
  const places = new Set(suspects.map(({ subject }) => subject.path));
  return shown('suspects', { count: places.size, places: placesOf(suspects) });
}

/** By which signs each was recognised, where its own name does not say it. */
export function signsEvidence(
  { runnables }: Inventory,
  isPart: (r: Runnable) => boolean,
  at: number | null,
  source: string,
): Evidence[] {
  const told = runnables.filter(
    ({ active, recognition: { is, lapse, signs } }) =>
      active &&
      (is === 'suspect' || (is === 'executor' && (lapse !== null || !signs[0]?.startsWith('name=')))),
  );
  return told.filter(isPart).map((r) => evidence('signs', text(signsSaid(r)), objectPath(r), at, source));
}

function signsSaid({ recognition: { signs, beside, lapse } }: Runnable): Message {
  const what =
    beside === null
      ? say('executor-by-signs', { signs: [...signs] })
      : say('suspect-by-signs', { signs: [...signs], beside });
  return lapse === null ? what : say('entry-void', { what, why: lapse });
}
