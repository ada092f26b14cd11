/** The fields of an object that safety depends on, so that two reads of it can be compared. */

import { cleanText } from '#lib/contracts/redact.ts';
import type { ConfigValue, PodValue, WorkloadValue } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import { CONFIG_MAP, type Kind, POLLED } from './kinds.ts';
import type { Absorbed } from './known-objects.ts';

export type SafetyObject = WorkloadValue | PodValue | ConfigValue;
/** The state of a subject by a watch or a poll. `unreadable`: it cannot be compared. */
export type Word = SafetyObject | 'gone' | 'unreadable';

/** True if safety depends on objects of this kind. They are then polled as well as watched. */
export function isSafetyKind(kind: Kind): boolean {
  return kind === CONFIG_MAP || POLLED.includes(kind);
}

export function wordOf({ fact }: Absorbed): Word {
  if (fact?.kind === 'workload' || fact?.kind === 'pod' || fact?.kind === 'config')
    return fact.value ?? 'unreadable';
  return 'unreadable';
}

/** By subject; objects without a name are left out. */
export function wordsOf(taken: readonly Absorbed[]): Map<string, Word> {
  return new Map(
    taken.flatMap((absorbed) => (absorbed.subject === null ? [] : [[absorbed.subject, wordOf(absorbed)]])),
  );
}

/** Equal for two reads with the same safety state: replicas, a pod's presence, a switch's keys. */
export function keyOf(object: SafetyObject): string {
  if ('desired' in object) return `${object.desired}/${object.actual}`;
  if ('phase' in object) return object.uid;
  return JSON.stringify(Object.entries(object.data).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A short text of an object's state: for a ConfigMap its keys. */
export function messageOf(object: SafetyObject): Message {
  if ('desired' in object) return say('object-replicas', { desired: object.desired, actual: object.actual });
  if ('phase' in object) return say('object-there', { uid: object.uid.slice(0, 8) });
  const entries = Object.entries(object.data).map(
    ([key, value]) => `${key}=${value.trim().slice(0, MAX_VALUE)}`,
  );
  return say('object-keys', {
    entries: entries.length === 0 ? null : cleanText(entries.join(', '), MAX_TEXT),
  });
}

const MAX_VALUE = 40;
const MAX_TEXT = 160;
