/** Causes of several namespaces as one. */

import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';

/** With the namespace that it applies to; null is the whole cluster. */
export function within(namespace: string | null, cause: Message): Message {
  return namespace === null ? cause : say('cause-in', { namespace, cause });
}

/** One cause as it is, several as a list; null if there is none. */
export function oneOf(causes: readonly Message[]): Message | null {
  const [first, ...more] = causes;
  return first === undefined || more.length === 0 ? (first ?? null) : say('cause-several', { causes });
}
