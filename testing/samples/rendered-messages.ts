/** An evaluation with its messages in English, for tables of sentences. */

import { text } from '#lib/messages/text.ts';
import { messageSchema } from '#lib/status/message.ts';

export function renderedMessages(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renderedMessages);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const message = entries.length === 2 ? messageSchema.safeParse(value) : undefined;
  if (message?.success) return text(message.data);
  return Object.fromEntries(entries.map(([key, held]) => [key, renderedMessages(held)]));
}
