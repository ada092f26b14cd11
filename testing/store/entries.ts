/** Messages to the journal's thread, for tests. */

import { serialiseState } from '#lib/evaluate/base/state.ts';
import type { Batch, PostureEntry } from '#store/entry.ts';
import { stateWith, T0 } from './postures.ts';

export const STATE_JSON = JSON.stringify(serialiseState(stateWith('k', T0)));

export function entry(at: number, id: string): PostureEntry {
  const json = JSON.stringify({ id, at, text: `µ “${id}”` });
  return { at, id, outcome: 'proven-off', worst: 'good', json, plan: 'd', input: '{}', news: [], facts: [] };
}

export function batch(at: number, ...postures: PostureEntry[]): Batch {
  const evaluated = { at, evaluationState: STATE_JSON, news: [], confirmed: null };
  return { postures, evaluated, samples: [], documents: [], holes: [] };
}
