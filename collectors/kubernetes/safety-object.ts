/** What of an object safety rests on, so that two readings of it can be held against each other. */

import { cleanText } from '#lib/contracts/redact.ts';
import type { ConfigValue, PodValue, WorkloadValue } from '#lib/facts/fact.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import { CONFIG_MAP, type Kind, SWEPT } from './kinds.ts';
import type { Absorbed } from './known-objects.ts';

export type SafetyObject = WorkloadValue | PodValue | ConfigValue;
/** What a watch or a sweep says of a subject. `unreadable`: something that cannot be compared. */
export type Word = SafetyObject | 'gone' | 'unreadable';

/** Whether safety rests on objects of this kind, which are then swept as well as watched. */
export function isSafetyKind(kind: Kind): boolean {
  return kind === CONFIG_MAP || SWEPT.includes(kind);
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

/** The same for two readings that say the same as far as safety goes: replicas, whether a pod is there, a switch's keys. */
export function keyOf(object: SafetyObject): string {
  if ('desired' in object) return `${object.desired}/${object.actual}`;
  if ('phase' in object) return object.uid;
  return JSON.stringify(Object.entries(object.data).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What an object says, cut: of a ConfigMap its keys. */
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
