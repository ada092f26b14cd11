/** Every kind of hour of the market's year. */
const at = (iso: string): number => Date.parse(iso);

/** Nothing is known in any of them: only the day speaks. Epoch milliseconds. */
export const DAYS: Readonly<Record<string, number>> = {
  'an hour before the open': at('2026-11-20T13:30:00Z'),
  'a moment before the open': at('2026-11-20T14:29:59Z'),
  'at the open': at('2026-11-20T14:30:00Z'),
  'a quarter past the open': at('2026-11-20T14:45:00Z'),
  'the last second': at('2026-11-20T20:59:59Z'),
  'at the close': at('2026-11-20T21:00:00Z'),
  'half an hour after the close': at('2026-11-20T21:30:00Z'),
  'in the night': at('2026-11-21T02:00:00Z'),
  'on a Saturday': at('2026-11-21T15:00:00Z'),
  'on Thanksgiving': at('2026-11-26T15:00:00Z'),
  'on a half-day': at('2026-11-27T17:00:00Z'),
  'after a half-day': at('2026-11-27T18:10:00Z'),
  'in summer time': at('2027-07-06T13:45:00Z'),
  'by rule': at('2029-03-05T15:00:00Z'),
  'past the calendar': at('2031-03-03T15:00:00Z'),
};
