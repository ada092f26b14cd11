/** The API server's own error document, `kind: Status`, and its text for people. */

import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';
import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import type { Message } from '#lib/status/message.ts';

const statusSchema = z.object({
  kind: z.literal('Status'),
  apiVersion: z.literal('v1'),
  message: z.string().optional(),
  reason: z.string().optional(),
  code: z.number().optional(),
});
export type ApiStatus = z.infer<typeof statusSchema>;

/** Null if the body is not the API server's own: then something in between answered. */
export function readApiStatus(body: Buffer | string): ApiStatus | null {
  const text = body.toString();
  if (!text.includes('"Status"')) return null;
  try {
    return statusSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The API server answered, but not with the requested object. */
export class ApiError extends Error {
  readonly status: number;
  readonly own: boolean;
  readonly why: Message;

  /** `own`: the body was the API server's Status, not that of something in between. */
  constructor(status: number, body: Buffer) {
    const api = readApiStatus(body);
    const why = causeOf(status, api);
    super(text(why));
    this.name = 'ApiError';
    this.status = status;
    this.own = api !== null;
    this.why = why;
  }
}

function causeOf(status: number, api: ApiStatus | null): Message {
  const words = api?.message ? cleanText(api.message, 160) : null;
  switch (status) {
    case 401:
      return say('cause-unauthorised');
    case 403:
      return say('cause-forbidden', { words });
    case 404:
      return say('cause-not-found', { words });
    case 410:
      return say('cause-expired');
    case 429:
      return say('cause-overloaded');
    default:
      if (status >= 300 && status < 400) return say('cause-redirected', { status });
      return status >= 500
        ? say('cause-server-error', { status, words })
        : say('cause-status', { status, words });
  }
}
