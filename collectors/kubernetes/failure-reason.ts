/** Why a read failed, in a few words for people. */

import { TransportError } from '../http/transport-error.ts';
import { ApiError } from './api-status.ts';

export function failureReason(error: unknown): string {
  if (error instanceof ApiError || error instanceof TransportError) return error.message;
  return 'the answer could not be read';
}

/** The API server said that this credential may not. */
export function isForbidden(error: unknown): boolean {
  return error instanceof ApiError && error.status === 403;
}
