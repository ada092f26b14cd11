/** The journal of a one-shot evaluation, which keeps nothing. */

import type { Journal } from './journal.ts';

const nothing = () => Promise.reject(new Error('no journal is kept'));

export const NO_JOURNAL: Journal = {
  saved: null,
  setAside: () => null,
  published: () => undefined,
  evaluated: () => undefined,
  sampled: () => undefined,
  inForce: () => undefined,
  postureAt: nothing,
  postureOf: nothing,
  documents: nothing,
  inputAt: nothing,
  changes: nothing,
  series: nothing,
  minutes: nothing,
  state: () => ({ state: 'ok', writtenAt: null }),
  close: async () => undefined,
};
