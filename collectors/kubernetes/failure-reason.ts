/** Why a read failed, as a message. */

import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import { TransportError } from '../http/transport-error.ts';
import { ApiError } from './api-status.ts';

export function failureCause(error: unknown): Message {
  if (error instanceof ApiError || error instanceof TransportError) return error.why;
  return say('cause-unreadable');
}

/** The API server refused this credential. */
export function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403;
}
