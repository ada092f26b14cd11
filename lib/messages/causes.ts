/** Why something could not be read, or not in full: by code, in the words of whoever reads it. */

import type { Param } from '../status/message.ts';
import type { Render } from './render.ts';

const KIB = 1024;
const kib = (bytes: number): string => `${Math.round(bytes / KIB)} KiB`;
const quotedAfter = (words: string | null): string => (words === null ? '' : `: ${words}`);

/** Between the console and whoever it asks. */
const ON_THE_WAY = {
  'cause-refused': () => 'connection refused',
  'cause-no-route': (p: { to: 'host' | 'network' }) => `no route to the ${p.to}`,
  'cause-no-address': () => 'no local address to connect from',
  'cause-dns-unknown': () => 'the host name is not known',
  'cause-dns-silent': () => 'the name server does not answer',
  'cause-reset': () => 'connection lost',
  'cause-reset-midway': () => 'connection lost in the middle of the answer',
  'cause-line-cut': () => 'the stream ended in the middle of a line',
  'cause-connect-timeout': () => 'the connection timed out',
  'cause-timeout': (p: { timeoutMs: number }) =>
    `no full answer within ${Number((p.timeoutMs / 1000).toFixed(1))} s`,
  'cause-silent': (p: { silenceMs: number }) => `silent for ${Math.round(p.silenceMs / 1000)} s`,
  'cause-headers-too-large': () => 'the answer has too many headers',
  'cause-too-large': (p: { maxBytes: number }) => `the answer is longer than ${kib(p.maxBytes)}`,
  'cause-line-too-large': (p: { maxBytes: number }) => `a line is longer than ${kib(p.maxBytes)}`,
  'cause-list-too-long': (p: { maxObjects: number }) => `the list is longer than ${p.maxObjects} objects`,
  'cause-tls-expired': () => 'TLS: the certificate has expired',
  'cause-tls-other-host': () => 'TLS: the certificate is for another host',
  'cause-tls-untrusted': () => 'TLS: the certificate is not signed by a known authority',
  'cause-tls': (p: { error: string }) => `TLS: ${p.error}`,
  'cause-not-http': () => 'the answer is not HTTP',
  'cause-never-begins': () => 'the answer never begins',
  'cause-failed': (p: { error: string }) => `the request failed${p.error === '' ? '' : ` (${p.error})`}`,
  'cause-stopped': () => 'stopped',
};

/** What this console does not send. */
const REFUSED_BY_US = {
  'cause-method': (p: { method: string }) => `${p.method} refused: this console only reads`,
  'cause-protocol': (p: { protocol: string }) => `${p.protocol} refused: only http and https are spoken`,
  'cause-secrets': () => 'refused: Secrets are never read',
  'cause-review-off': () => 'refused: the review is switched off',
  'cause-review-namespace': () => 'refused: the review names no namespace',
  'cause-review-elsewhere': () => 'refused: POST goes to the review of its own permissions and nowhere else',
};

/** Who the console is towards whoever it asks. */
const CREDENTIALS = {
  'cause-credential': (p: { error: string | null }) =>
    `the credential could not be read: ${p.error ?? 'no reason was given'}`,
  'cause-plugin-silent': () => 'the credential plugin does not answer',
  'cause-token-plain': () => 'a token is sent over https only',
  'cause-token-file': () => 'the file of the access token gives no access token',
  'cause-token-metadata': () => 'the metadata server gives no access token',
  'cause-metadata-host': (p: { variable: string }) => `${p.variable} is no host`,
};

/** What the API server answered. `words`: its own, cut. */
const API = {
  'cause-unauthorised': () => '401: the token was refused',
  'cause-forbidden': (p: { words: string | null }) => `403: not allowed${quotedAfter(p.words)}`,
  'cause-not-found': (p: { words: string | null }) => `404: not found${quotedAfter(p.words)}`,
  'cause-expired': () => '410: the history asked for is gone',
  'cause-overloaded': () => '429: the API server is overloaded',
  'cause-redirected': (p: { status: number }) => `${p.status}: redirected elsewhere`,
  'cause-server-error': (p: { status: number; words: string | null }) =>
    `${p.status} from the API server${quotedAfter(p.words)}`,
  'cause-status': (p: { status: number; words: string | null }) =>
    `${p.status} from the API server${quotedAfter(p.words)}`,
  'cause-unreadable': () => 'the answer could not be read',
  'cause-not-json': () => 'the answer is not JSON',
  'cause-not-list': () => 'the answer is not a Kubernetes list',
  'cause-not-groups': () => 'the answer is not the API server’s list of groups',
  'cause-not-review': () => 'the answer is not a review of permissions',
  'cause-other-object': () => 'another object was answered',
  'cause-absent-kind': (p: { kind: string }) => `this cluster has no ${p.kind}s`,
};

/** Seen, and not in full. */
const PARTS = {
  'cause-malformed': (p: { count: number; first: Param }, text: Render) =>
    `${p.count} could not be read, such as ${text(p.first)}`,
  'cause-object-nameless': () => 'an object without a name',
  'cause-object': (p: { subject: string; problem: string }) => `${p.subject}: ${p.problem}`,
  'cause-object-unreadable': (p: { subject: string }) => `${p.subject}: it could not be read`,
  'cause-bad-lines': (p: { count: number }) =>
    `${p.count} watch ${p.count === 1 ? 'line' : 'lines'} could not be read; listed anew each time`,
  'cause-stalled': () => 'its watch has fallen silent again and again; listed anew each time',
  'cause-in': (p: { namespace: string; cause: Param }, text: Render) => `${p.namespace}: ${text(p.cause)}`,
  'cause-several': (p: { causes: readonly Param[] }, text: Render) => p.causes.map(text).join('; '),
  'cause-none': () => 'cannot be read',
};

const CLOUD_RUN = {
  'cause-unset': (p: { variable: string }) => `not configured: ${p.variable} is not set`,
  'cause-no-location': (p: { variable: string }) =>
    `${p.variable} must be projects/<project>/locations/<location>`,
  'cause-no-url': (p: { variable: string }) => `${p.variable} is not an http or https URL`,
  'cause-admin-unauthorised': () => '401: the access token was refused',
  'cause-admin-forbidden': () => '403: not allowed',
  'cause-admin-permission': (p: { permission: string }) => `403: ${p.permission} is not granted`,
  'cause-admin-disabled': (p: { consumer: string }) => `403: the Cloud Run API is disabled for ${p.consumer}`,
  'cause-admin-quota': () => '429: over the quota of the Cloud Run Admin API',
  'cause-admin-status': (p: { status: number }) => `${p.status} from the Cloud Run Admin API`,
  'cause-no-project': () => 'not configured: the plan names no project',
  'cause-no-list': () => '200 without a list',
  'cause-list-endless': () => 'the list does not end',
  'cause-object-unread': () => 'not what the Admin API lists',
  'cause-region-unreachable': () => 'the Admin API cannot reach it',
  'cause-more': (p: { count: number }) => `${p.count} more`,
  'cause-service-changing': () => 'it is being changed, or a change of it failed',
  'cause-other-revision': () => 'another revision than the latest may serve, and its variables are not read',
};

const FILES = {
  'cause-too-many-names': (p: { most: number }) => `more than ${p.most} names: not all were looked at`,
  'cause-unlisted': (p: { error: string }) => `cannot be listed (${p.error})`,
  'cause-set-aside': (p: { file: string }) => `a damaged file was set aside as ${p.file}`,
};

export const CAUSES = {
  ...ON_THE_WAY,
  ...REFUSED_BY_US,
  ...CREDENTIALS,
  ...API,
  ...PARTS,
  ...CLOUD_RUN,
  ...FILES,
};
