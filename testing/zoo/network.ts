/** What stands in for the network: every request of the collectors ends here, and nothing opens a socket. */

import type { Answer, Exchange, ReadLimits } from '#collectors/http/exchange.ts';
import type { LineStreamOptions } from '#collectors/http/line-stream.ts';
import { TransportError } from '#collectors/http/transport-error.ts';
import { say } from '#lib/messages/say.ts';

export interface Network {
  answer(url: URL, headers: Exchange['headers']): Answer | 'refused' | 'timeout';
  watch(url: URL, options: LineStreamOptions): Promise<Answer | null>;
}

let inForce: Network | null = null;

/** From here on all requests go there. */
export function connect(network: Network): void {
  inForce = network;
}

function network(): Network {
  if (inForce === null) throw new Error('no network');
  return inForce;
}

/** In place of `collectors/http/exchange.ts`. */
export const exchange = {
  async fetchAnswer({ url, headers }: Exchange, { timeoutMs, signal }: ReadLimits): Promise<Answer> {
    if (signal?.aborted) throw new TransportError('stopped', say('cause-stopped'));
    const answer = network().answer(url, headers);
    if (answer === 'refused') throw new TransportError('refused', say('cause-reset'));
    if (answer !== 'timeout') return answer;
    await new Promise((resolve) => setTimeout(resolve, timeoutMs));
    throw new TransportError('timeout', say('cause-timeout', { timeoutMs }));
  },
};

/** In place of `collectors/http/line-stream.ts`. */
export const lineStream = {
  async readLines({ url }: Exchange, options: LineStreamOptions): Promise<Answer | null> {
    if (options.signal.aborted) throw new TransportError('stopped', say('cause-stopped'));
    return network().watch(url, options);
  },
};
