/** How a chart writes its instants and ages. */

const MINUTES = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  hour: '2-digit',
  minute: '2-digit',
});
const SECONDS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'America/New_York',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** Epoch milliseconds as `HH:MM` Eastern Time, the desk's; with seconds as `HH:MM:SS`. */
export function clockText(at: number, withSeconds: unknown = false): string {
  return (withSeconds === true ? SECONDS : MINUTES).format(at);
}

/** Seconds as short as an axis needs them: `60 s`, `5 min`, `2 h`. */
export function secondsText(seconds: number): string {
  if (seconds === 0) return '0';
  if (seconds < 100) return `${Number(seconds.toFixed(seconds < 10 ? 1 : 0))} s`;
  if (seconds < 7200) return `${Number((seconds / 60).toFixed(1))} min`;
  return `${Number((seconds / 3600).toFixed(1))} h`;
}
