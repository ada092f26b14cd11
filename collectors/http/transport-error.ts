/** Why no full answer came, in a closed list for programs and in a few words for people. */
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

  constructor(failure: TransportFailure, message: string) {
    super(message);
    this.name = 'TransportError';
    this.failure = failure;
  }
}

const BY_CODE: Readonly<Record<string, [TransportFailure, string]>> = {
  ECONNREFUSED: ['refused', 'connection refused'],
  EHOSTUNREACH: ['refused', 'no route to the host'],
  ENETUNREACH: ['refused', 'no route to the network'],
  EADDRNOTAVAIL: ['refused', 'no local address to connect from'],
  ENOTFOUND: ['dns', 'the host name is not known'],
  EAI_AGAIN: ['dns', 'the name server does not answer'],
  ECONNRESET: ['reset', 'connection lost'],
  EPIPE: ['reset', 'connection lost'],
  ETIMEDOUT: ['timeout', 'the connection timed out'],
  HPE_HEADER_OVERFLOW: ['too-large', 'the answer has too many headers'],
};

/** Turns whatever a socket threw into a reason that a person understands; never carries a URL or a credential. */
export function transportErrorOf(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const code = codeOf(error);
  const known = BY_CODE[code];
  if (known) return new TransportError(...known);
  if (isTls(code)) return new TransportError('tls', `TLS: ${tlsReason(code)}`);
  if (code.startsWith('HPE_')) return new TransportError('other', 'the answer is not HTTP');
  return new TransportError('other', code === '' ? 'the request failed' : `the request failed (${code})`);
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

function tlsReason(code: string): string {
  if (code === 'CERT_HAS_EXPIRED') return 'the certificate has expired';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'the certificate is for another host';
  if (/SELF_SIGNED|UNABLE_TO_/.test(code)) return 'the certificate is not signed by a known authority';
  return code;
}
