/**
 * Redacts secrets and terminal escapes in any text of an agent, before it is shown, stored or logged
 * (docs/contracts.md, Redaction).
 */
/** Longer text is cut before it is searched, so that no answer can make the search slow. */
const MAX_SEARCHED = 8192;
const SECRET_KEY = /api_?key|secret|token|authorization|password|private_?key|firebase_?key/i;
const BEARER = /\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{6,}/gi;
const JWT = /\beyJ[A-Za-z0-9_-]{5,2048}\.[A-Za-z0-9_-]{5,2048}(\.[A-Za-z0-9_-]{0,2048})?/g;
const ASSIGNED =
  /((?:[a-z0-9_-]{0,40}(?:api[-_]?key|secret|token|authorization|password|private[-_]?key|firebase[-_]?key)[a-z0-9_-]{0,40})["']?\s{0,4}[=:]\s{0,4})("[^"]*"|'[^']*'|[^\s&,;"'}]+)/gi;
const PEM = /-----BEGIN [A-Z ]+-----[\s\S]*?(-----END [A-Z ]+-----|$)/g;
const ESCAPE = /\u001b(\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(\u0007|\u001b\\)?|[@-Z\\-_])?/g;
/** Credentials with known first letters: of cloud, code and chat services, and of brokers' API keys. */
const KNOWN_TOKEN =
  /\b(?:gh[pousr]_[A-Za-z0-9]{16,}|sk-[A-Za-z0-9_-]{16,}|xox[abeprs]-[A-Za-z0-9-]{8,}|AIza[A-Za-z0-9_-]{20,}|ya29\.[A-Za-z0-9_-]{8,}|(?:AKIA|ASIA)[A-Z0-9]{12,}|[AP]K[A-Z0-9]{16,24}\b)/g;
/** The user information of a URL. */
const USER_INFO = /\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#@"'<>]{1,256}@/gi;
/** Controls except tab and newline, and invisible characters: they could reorder the text, or split a secret. */
const CONTROL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

export const REDACTED = '[redacted]';
const MAX_DEPTH = 24;
const RAW_LIMIT = 4096;

/** True for a key whose value is a secret, in any case and written with `-` or `_`. */
export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(key.replaceAll('-', '_'));
}

/** Text without control characters, terminal escapes and anything that looks like a credential. */
export function redactText(text: string): string {
  return text
    .slice(0, MAX_SEARCHED)
    .toWellFormed()
    .replace(ESCAPE, '')
    .replace(CONTROL, '')
    .replace(PEM, REDACTED)
    .replace(JWT, REDACTED)
    .replace(USER_INFO, `$1${REDACTED}@`)
    .replace(KNOWN_TOKEN, REDACTED)
    .replace(BEARER, `$1 ${REDACTED}`)
    .replace(ASSIGNED, `$1${REDACTED}`);
}

/** One redacted line of at most `limit` characters. */
export function cleanText(text: string, limit: number): string {
  const line = redactText(text).replace(/\s+/g, ' ').trim();
  return cut(line, limit);
}

/** A copy of any JSON value with the values of secret keys and secrets within strings redacted. */
export function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((entry) => redactValue(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [
      redactText(key),
      isSecretKey(key) ? REDACTED : redactValue(entry, depth + 1),
    ]),
  );
}

/** A body for people: redacted, pretty-printed if it is JSON, at most 4 KiB. */
export function rawOf(json: unknown): string {
  const text =
    typeof json === 'string' ? redactText(json) : (JSON.stringify(redactValue(json), null, 2) ?? '');
  return cut(text, RAW_LIMIT);
}

/** No longer than `limit`, and never in the middle of a character. */
function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
