/** What stands in for the network: every request of the collectors ends here, and nothing opens a socket. */

import type { HttpClient } from '#collectors/http/client.ts';
import { type Answer, type Exchange, type ReadLimits, timeoutError } from '#collectors/http/exchange.ts';
import type { LineStreamOptions } from '#collectors/http/line-stream.ts';
import { TransportError } from '#collectors/http/transport-error.ts';
import { say } from '#lib/messages/say.ts';

export interface Network {
  answer(exchange: Exchange): Answer | 'refused' | 'timeout';
  watch(url: URL, options: LineStreamOptions): Promise<Answer | null>;
}

export const refused = (): TransportError => new TransportError('refused', say('cause-refused'));
export const stopped = (): TransportError => new TransportError('stopped', say('cause-stopped'));

/** A client whose requests are answered at once. */
export function clientOf(network: Network): HttpClient {
  return {
    async fetchAnswer(exchange: Exchange, { timeoutMs, signal }: ReadLimits): Promise<Answer> {
      if (signal?.aborted) throw stopped();
      const answer = network.answer(exchange);
      if (answer === 'refused') throw refused();
      if (answer !== 'timeout') return answer;
      await new Promise((resolve) => setTimeout(resolve, timeoutMs));
      throw timeoutError(timeoutMs);
    },
    fetchReview: () => Promise.reject(stopped()),
    async readLines({ url }: Exchange, options: LineStreamOptions): Promise<Answer | null> {
      if (options.signal.aborted) throw stopped();
      return network.watch(url, options);
    },
  };
}
