/**
 * Read-only access tokens for Google's APIs, from the machine's metadata server or from a file that another process
 * refreshes. One variable configures it; without it nothing is asked and nothing is sent.
 */

import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import type { Clock } from '#platform/clock.ts';
import { type HttpClient, NETWORK } from '../http/client.ts';
import { TransportError } from '../http/transport-error.ts';

export const TOKEN_VARIABLE = 'MISSION_CONTROL_GOOGLE_TOKEN';
/** Google's own variable for another address of the metadata server. */
const HOST_VARIABLE = 'GCE_METADATA_HOST';
const METADATA_HOST = 'metadata.google.internal';
const TOKEN_PATH = '/computeMetadata/v1/instance/service-accounts/default/token';
const METADATA_TIMEOUT_MS = 1_000;
const METADATA_MAX_BYTES = 65_536;
/** A token is refreshed this long before it expires. */
const MARGIN_SECONDS = 60;
/**
 * How long a token is cached before its source is asked again, so that a revoked token is soon replaced. The source is
 * local, and the metadata server caches its own token.
 */
const BELIEVED_SECONDS = 10;
const TOKEN = /^[\x21-\x7e]{16,8192}$/;

const answerSchema = z.object({ access_token: z.string(), expires_in: z.number() });

/** A token, and the longest time in seconds for which it may be sent. */
interface Lent {
  token: string;
  seconds: number;
}

export interface GoogleTokens {
  /** The token to send to `url`. @throws TransportError `credential`, without any part of the token. */
  for(url: URL): Promise<string>;
}

/** `metadata`, or the path of a file with a token; null if the variable is not set. `http`: for tests. */
export function googleTokens(
  env: Readonly<Record<string, string | undefined>>,
  clock: Clock,
  http: HttpClient = NETWORK,
): GoogleTokens | null {
  const from = env[TOKEN_VARIABLE]?.trim() ?? '';
  if (from === '') return null;
  const host = env[HOST_VARIABLE]?.trim() || METADATA_HOST;
  const lend = from === 'metadata' ? () => fromMetadata(host, http) : () => fromFile(from);
  return kept(lend, clock);
}

/** One request at a time, and none while the last token counts. */
function kept(lend: () => Promise<Lent>, clock: Clock): GoogleTokens {
  let held: { token: string; askAt: number; until: number } | null = null;
  let asking: Promise<string> | null = null;
  const refresh = async (): Promise<string> => {
    const begun = clock.monotonic();
    try {
      const { token, seconds } = await lend();
      const askAt = begun + Math.min(seconds, BELIEVED_SECONDS) * 1000;
      held = { token, askAt, until: begun + seconds * 1000 };
      return token;
    } catch (error) {
      // A failed refresh does not invalidate a token that still counts.
      if (held === null || clock.monotonic() >= held.until) throw error;
      held.askAt = clock.monotonic() + BELIEVED_SECONDS * 1000;
      return held.token;
    }
  };
  return {
    async for(url) {
      if (!isTrusted(url)) throw new TransportError('credential', say('cause-token-plain'));
      if (held !== null && clock.monotonic() < held.askAt) return held.token;
      asking ??= refresh().finally(() => {
        asking = null;
      });
      return asking;
    },
  };
}

/** A token travels over the network encrypted only; to the same machine it may go in plain text. */
function isTrusted({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(hostname);
}

async function fromFile(path: string): Promise<Lent> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return { token: tokenOf(text, say('cause-token-file')), seconds: BELIEVED_SECONDS };
}

async function fromMetadata(host: string, http: HttpClient): Promise<Lent> {
  const url = URL.parse(`http://${host}${TOKEN_PATH}`);
  if (url === null)
    throw new TransportError('credential', say('cause-metadata-host', { variable: HOST_VARIABLE }));
  const limits = { timeoutMs: METADATA_TIMEOUT_MS, maxBytes: METADATA_MAX_BYTES };
  const headers = { 'metadata-flavor': 'Google' };
  const answer = await http.fetchAnswer({ url, headers, agent: undefined }, limits).catch(() => null);
  // An answer without Google's own header is from a proxy or a portal on the way.
  if (answer?.status !== 200 || answer.headers['metadata-flavor'] !== 'Google')
    throw new TransportError('credential', say('cause-token-metadata'));
  const { access_token, expires_in } = parsed(answer.body);
  const token = tokenOf(access_token, say('cause-token-metadata'));
  return { token, seconds: Math.max(1, expires_in - MARGIN_SECONDS) };
}

function parsed(body: Buffer): z.infer<typeof answerSchema> {
  try {
    return answerSchema.parse(JSON.parse(body.toString('utf8')));
  } catch {
    throw new TransportError('credential', say('cause-token-metadata'));
  }
}

function tokenOf(text: string, otherwise: Message): string {
  const token = text.trim();
  if (!TOKEN.test(token)) throw new TransportError('credential', otherwise);
  return token;
}
