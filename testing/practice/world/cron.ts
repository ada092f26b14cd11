/** One field of a cron line: the values that it allows. `*`, `a`, `a-b`, `a,b` and steps. */
function allows(field: string, value: number): boolean {
  return field.split(',').some((part) => {
    const [range = '*', step = '1'] = part.split('/');
    const [from = '0', to] = range === '*' ? ['0', '59'] : range.split('-');
    const last = to === undefined ? (part.includes('/') ? 59 : Number(from)) : Number(to);
    return value >= Number(from) && value <= last && (value - Number(from)) % Number(step) === 0;
  });
}

/** True if a cron schedule fires in the minute of `ms`, read on the wall clock of `timeZone`. */
export function firesAt(schedule: string, timeZone: string, ms: number): boolean {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = schedule.trim().split(/\s+/);
  return (
    allows(minute, at.minute) &&
    allows(hour, at.hour) &&
    allows(day, at.day) &&
    allows(month, at.month) &&
    allows(weekday, at.dayOfWeek % 7)
  );
}
