/** Instants as wall time: ET first, since the desk lives by it; UTC second; the reader's own zone when it is known. */

const EASTERN = formatter('America/New_York');
const UTC = formatter('UTC');

function formatter(timeZone?: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

function say(format: Intl.DateTimeFormat, iso: string): string {
  const at = Date.parse(iso);
  return Number.isFinite(at) ? format.format(at) : '--:--:--';
}

/** `10:15:42 ET`. */
export function formatEastern(iso: string): string {
  return `${say(EASTERN, iso)} ET`;
}

/** `10:15 ET`. */
export function formatEasternMinute(iso: string): string {
  return `${say(EASTERN, iso).slice(0, 5)} ET`;
}

/** `14:15:42 UTC`. */
export function formatUtc(iso: string): string {
  return `${say(UTC, iso)} UTC`;
}

/** `16:15:42`, in the time zone of the machine that it runs on: after mount only, since the server's is another. */
export function formatReader(iso: string): string {
  return say(formatter(), iso);
}
