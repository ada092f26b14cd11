/** Parameters that several documents take. `zod/mini`: the browser loads definitions too. */

import * as z from 'zod/mini';

/** An instant in ISO 8601. */
export function instant(example: string) {
  return z.iso.datetime({ offset: true, error: `expected an instant such as ${example}` });
}

/** A whole number from 1 to `most`, written without leading zeros. */
export function wholeNumber(most: number) {
  return z.pipe(
    z.string().check(z.regex(/^[1-9]\d{0,3}$/, `expected a whole number from 1 to ${most}`)),
    z.pipe(z.transform(Number), z.number().check(z.lte(most, `expected at most ${most}`))),
  );
}

/** `from` lies before `to`, where both are given. */
export const ORDERED = {
  parameter: 'from',
  detail: 'must be before to',
  holds: ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
    from === undefined || to === undefined || Date.parse(from) < Date.parse(to),
} as const;

/** The mesh's older clients send it. The plan alone schedules what is read of the mesh, so it changes nothing. */
export const REFRESH = {
  refresh: {
    schema: z.string().check(z.maxLength(20)),
    description: 'Accepted for older clients; it changes nothing',
    example: 'true',
  },
} as const;
