/** The API server's own error document, `kind: Status`, and what it tells people. */

import { z } from 'zod';
import { cleanText } from '#lib/contracts/redact.ts';

const statusSchema = z.object({
  kind: z.literal('Status'),
  apiVersion: z.literal('v1'),
  message: z.string().optional(),
  reason: z.string().optional(),
  code: z.number().optional(),
});
export type ApiStatus = z.infer<typeof statusSchema>;

/** Null when the body is not the API server's own: then somebody else answered. */
export function readApiStatus(body: Buffer | string): ApiStatus | null {
  const text = body.toString();
  if (!text.includes('"Status"')) return null;
  try {
    return statusSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The API server answered, and it was not what was asked for. */
export class ApiError extends Error {
  readonly status: number;
  readonly own: boolean;

  /** `own`: the body was the API server's Status, not that of something in between. */
  constructor(status: number, body: Buffer) {
    const api = readApiStatus(body);
    super(reasonOf(status, api));
    this.name = 'ApiError';
    this.status = status;
    this.own = api !== null;
  }
}

function reasonOf(status: number, api: ApiStatus | null): string {
  const said = api?.message ? `: ${cleanText(api.message, 160)}` : '';
  switch (status) {
    case 401:
      return '401: the token was refused';
    case 403:
      return `403: not allowed${said}`;
    case 404:
      return `404: not found${said}`;
    case 410:
      return '410: the history asked for is gone';
    case 429:
      return '429: the API server is overloaded';
    default:
      return status >= 300 && status < 400
        ? `${status}: redirected elsewhere`
        : `${status} from the API server${said}`;
  }
}
