/**
 * The console's texts as data: a code and its parameters. Evaluation makes messages; `lib/messages` makes their
 * English, last. Nothing compares or cuts a sentence. `zod/mini`: the page parses these too.
 */

import * as z from 'zod/mini';

/** A parameter: plain data, a message within the message, or a list of them. Times are epoch milliseconds, named `…At`. */
export type Param = string | number | boolean | null | Message | readonly Param[];
export type Params = Readonly<Record<string, Param>>;

export interface Message {
  readonly code: string;
  readonly params: Params;
}

const paramSchema: z.ZodMiniType<Param> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(paramSchema), messageSchema]),
);
export const paramsSchema: z.ZodMiniType<Params> = z.record(z.string(), paramSchema);
export const messageSchema: z.ZodMiniType<Message> = z.object({ code: z.string(), params: paramsSchema });

export function isMessage(value: Param): value is Message {
  return typeof value === 'object' && value !== null && 'code' in value;
}
