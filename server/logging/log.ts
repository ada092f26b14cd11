/** The console's log: one JSON object a line on stdout, without secrets and terminal escapes, whatever the source of the text. */

import { type DestinationStream, type Logger, pino } from 'pino';
import { isSecretKey, REDACTED, redactText, redactValue } from '#lib/contracts/redact.ts';

/** Where requests carry credentials. What else is secret is known by its key or its form, at any depth. */
const SECRET_PATHS = ['headers', '*.headers', 'request', '*.request', 'config', '*.config'];

/** @param destination where the lines go; stdout when left out. */
export function makeLog(destination?: DestinationStream): Logger {
  const options = {
    name: 'mission-control',
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: SECRET_PATHS, censor: REDACTED },
    // Pino's own serializer would describe an error a second time.
    serializers: { err: (described: unknown) => described },
    formatters: { level: (label: string) => ({ level: label }), log: withoutSecrets },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function withoutSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, isSecretKey(key) ? REDACTED : cleanField(value)]),
  );
}

function cleanField(value: unknown): unknown {
  return value instanceof Error ? errorFields(value) : redactValue(value);
}

/** An error's own text may quote what an agent or a server said; its other properties may hold a whole request. */
function errorFields(error: Error): Record<string, unknown> {
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...code,
  };
}
