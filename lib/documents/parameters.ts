/** Parameters that several documents take. */

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
    takes: { kind: 'text', shortest: 0, longest: 20 },
    description: 'Accepted for older clients; it changes nothing',
    example: 'true',
  },
} as const;
