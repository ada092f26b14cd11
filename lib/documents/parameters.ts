/** Parameters that several documents take. */

/** `from` is before `to`, if both are given. */
export const ORDERED = {
  parameter: 'from',
  detail: 'must be before to',
  holds: ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
    from === undefined || to === undefined || Date.parse(from) < Date.parse(to),
} as const;

/** The legacy API takes it. The plan alone schedules the polls, so it changes nothing. */
export const REFRESH = {
  refresh: {
    takes: { kind: 'text', shortest: 0, longest: 20 },
    description: 'Accepted for clients of the legacy API; it changes nothing',
    example: 'true',
  },
} as const;
