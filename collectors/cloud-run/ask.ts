/** GET of the Admin API, with a token and within its quota. */

import { say } from '#lib/messages/say.ts';
import type { Message } from '#lib/status/message.ts';
import type { Clock } from '#platform/clock.ts';
import { type HttpClient, NETWORK } from '../http/client.ts';
import { TransportError, transportErrorOf } from '../http/transport-error.ts';
import { makeDirectAgents } from '../probes/ask.ts';
import { type GoogleTokens, TOKEN_VARIABLE } from './google-token.ts';
import type { Ask } from './search.ts';

/** The Admin API's address, or a replacement for it. */
const API_VARIABLE = 'CLOUD_RUN_API_URL';
const API = 'https://run.googleapis.com';
const TIMEOUT_MS = 5_000;
/** A page of a hundred services with long environments. */
const MAX_BYTES = 4_194_304;
/** After a 429 nothing is asked for this long. */
const REST_MS = 45_000;

export interface AskOptions {
  env: Readonly<Record<string, string | undefined>>;
  tokens: GoogleTokens | null;
  clock: Clock;
  signal: AbortSignal;
  /** For tests. */
  http?: HttpClient;
}

export interface AdminApi {
  ask: Ask;
  /** True for a while after a 429: nothing is asked then. */
  rests(): boolean;
  /** Why it cannot be asked at all; null if it can. */
  problem: Message | null;
  end(): void;
}

export function adminApi({ env, tokens, clock, signal, http = NETWORK }: AskOptions): AdminApi {
  const base = URL.parse(env[API_VARIABLE]?.trim() || API);
  const agents = makeDirectAgents();
  let restUntil = Number.NEGATIVE_INFINITY;
  const ask: Ask = async (path) => {
    if (base === null || tokens === null) throw new TransportError('other', say('cause-none'));
    if (clock.monotonic() < restUntil) throw new TransportError('other', say('cause-admin-quota'));
    const url = new URL(`${base.href.replace(/\/+$/, '')}${path}`);
    const agent = url.protocol === 'https:' ? agents.https : agents.http;
    const limits = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES, signal };
    const headers = { accept: 'application/json', authorization: `Bearer ${await tokens.for(url)}` };
    const answer = await http.fetchAnswer({ url, headers, agent }, limits);
    if (answer.status === 429) restUntil = clock.monotonic() + REST_MS;
    return answer;
  };
  return {
    ask: (path) =>
      ask(path).catch((error: unknown) => {
        throw transportErrorOf(error);
      }),
    rests: () => clock.monotonic() < restUntil,
    problem: problemOf(base, tokens),
    end() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function problemOf(base: URL | null, tokens: GoogleTokens | null): Message | null {
  if (tokens === null) return say('cause-unset', { variable: TOKEN_VARIABLE });
  const usable = base && /^https?:$/.test(base.protocol) && base.username === '' && base.password === '';
  return usable ? null : say('cause-no-url', { variable: API_VARIABLE });
}
