/** What the collectors send their requests with: the network, or what a test puts in its place. */

import { fetchAnswer, fetchReview } from './exchange.ts';
import { readLines } from './line-stream.ts';

/** Whole answers, the self-review, and answers that are read line by line. All reject with a TransportError. */
export interface HttpClient {
  fetchAnswer: typeof fetchAnswer;
  fetchReview: typeof fetchReview;
  readLines: typeof readLines;
}

export const NETWORK: HttpClient = { fetchAnswer, fetchReview, readLines };
