/** Why no complete answer came, as a closed list of outcomes and a message. */

import { say } from '#lib/messages/say.ts';
import { text } from '#lib/messages/text.ts';
import type { Message } from '#lib/status/message.ts';

export const TRANSPORT_FAILURES = [
  'refused',
  'dns',
  'tls',
  'reset',
  'timeout',
  'too-large',
  'credential',
  'stopped',
  'forbidden-method',
  'other',
] as const;
export type TransportFailure = (typeof TRANSPORT_FAILURES)[number];

export class TransportError extends Error {
  readonly failure: TransportFailure;
  readonly why: Message;

  constructor(failure: TransportFailure, why: Message) {
    super(text(why));
    this.name = 'TransportError';
    this.failure = failure;
    this.why = why;
  }
}

const BY_CODE: Readonly<Record<string, [TransportFailure, Message]>> = {
  ECONNREFUSED: ['refused', say('cause-refused')],
  EHOSTUNREACH: ['refused', say('cause-no-route', { to: 'host' })],
  ENETUNREACH: ['refused', say('cause-no-route', { to: 'network' })],
  EADDRNOTAVAIL: ['refused', say('cause-no-address')],
  ENOTFOUND: ['dns', say('cause-dns-unknown')],
  EAI_AGAIN: ['dns', say('cause-dns-silent')],
  ECONNRESET: ['reset', say('cause-reset')],
  EPIPE: ['reset', say('cause-reset')],
  ETIMEDOUT: ['timeout', say('cause-connect-timeout')],
  HPE_HEADER_OVERFLOW: ['too-large', say('cause-headers-too-large')],
};

/** Converts any socket error to a TransportError. It never carries a URL or a credential. */
export function transportErrorOf(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const code = codeOf(error);
  const known = BY_CODE[code];
  if (known) return new TransportError(...known);
  if (isTls(code)) return new TransportError('tls', tlsCause(code));
  if (code.startsWith('HPE_')) return new TransportError('other', say('cause-not-http'));
  return new TransportError('other', say('cause-failed', { error: code }));
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string')
    return error.code;
  return '';
}

function isTls(code: string): boolean {
  return /CERT|TLS|SSL|EPROTO|SELF_SIGNED|UNABLE_TO_/.test(code);
}

function tlsCause(code: string): Message {
  if (code === 'CERT_HAS_EXPIRED') return say('cause-tls-expired');
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return say('cause-tls-other-host');
  if (/SELF_SIGNED|UNABLE_TO_/.test(code)) return say('cause-tls-untrusted');
  return say('cause-tls', { error: code });
}
