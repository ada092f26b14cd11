/** One answer of the Admin API: a page of a list, or why it is none. */

import { z } from 'zod';
import { readStrictJson } from '#lib/contracts/strict-json.ts';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';

export interface Page {
  items: unknown[];
  next: string | null;
  /** Regions that the API itself could not reach. */
  unreachable: string[];
}

/** `missing`: the API knows no such collection. `ends`: asking for more would meet the same. */
export type PageResult = Page | { problem: Message; missing: boolean; ends: boolean };

const errorSchema = z.object({
  error: z.object({
    message: z.string().default(''),
    details: z
      .array(
        z
          .object({ reason: z.string(), metadata: z.record(z.string(), z.string()).default({}) })
          .partial()
          .loose(),
      )
      .default([]),
  }),
});
const tailSchema = z.object({
  nextPageToken: z.string().default(''),
  unreachable: z.array(z.string()).default([]),
  error: z.undefined().optional(),
});

/** `field`: the key of the answer that holds the items. An empty list is an object without any key. */
export function readPage(status: number, body: Buffer, field: string): PageResult {
  const json = readStrictJson(body.toString('utf8'));
  if (status !== 200) return refused(status, 'problem' in json ? null : json.value);
  const none = (problem: Message): PageResult => ({ problem, missing: false, ends: false });
  if ('problem' in json) return none(say('attempt-body', { status, problem: json.problem }));
  const object = z.record(z.string(), z.unknown()).safeParse(json.value).data;
  const page = tailSchema.safeParse(object).data;
  const items = z.array(z.unknown()).default([]).safeParse(object?.[field]).data;
  const keys = Object.keys(object ?? {});
  const known = keys.length === 0 || keys.some((key) => key === field || key in tailSchema.shape);
  if (page === undefined || items === undefined || !known) return none(say('cause-no-list'));
  const { nextPageToken, unreachable } = page;
  return { items, next: nextPageToken === '' ? null : nextPageToken, unreachable };
}

function refused(status: number, body: unknown): PageResult {
  const error = errorSchema.safeParse(body).data?.error;
  const problem = causeOf(status, error);
  const missing = [400, 404, 501].includes(status);
  return { problem, missing, ends: status === 401 || status === 429 || status >= 500 };
}

function causeOf(status: number, error: z.infer<typeof errorSchema>['error'] | undefined): Message {
  if (status === 401) return say('cause-admin-unauthorised');
  if (status === 429) return say('cause-admin-quota');
  if (status !== 403) return say('cause-admin-status', { status });
  const disabled = error?.details.find((detail) => detail.reason === 'SERVICE_DISABLED');
  // The consumer may be the project of the credential: its API is off, and the other project's runs on.
  if (disabled !== undefined) return say('cause-admin-disabled', { consumer: consumerOf(disabled.metadata) });
  const permission = /[Pp]ermission '([a-zA-Z.]{3,60})' denied/.exec(error?.message ?? '')?.[1];
  return permission === undefined
    ? say('cause-admin-forbidden')
    : say('cause-admin-permission', { permission });
}

function consumerOf(metadata: Record<string, string> | undefined): string {
  const consumer = metadata?.consumer ?? '';
  return /^projects\/[a-z0-9:.-]{1,100}$/.test(consumer) ? consumer : 'a project';
}
