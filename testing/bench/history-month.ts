/**
 * A month of a mesh as the journal's thread receives it: a sample of every series each second, and postures that
 * change.
 */

import { JournalDatabase } from '#store/database.ts';
import type { Batch, PostureEntry } from '#store/entry.ts';
import type { Samples } from '#store/series-store.ts';

const SERIES = ['heartbeat_age_seconds', 'up', 'restarts', 'ready_replicas', 'probe_latency_seconds'];
/** Seconds written at once, as by a console that caught up. */
const TOGETHER_S = 60;

export interface Month {
  agents: number;
  days: number;
  /** Changes of posture in a day: a restless one. */
  changesADay: number;
  /** A posture as JSON; its id is set again for each. */
  posture: string;
  from: number;
}

export interface Written {
  samples: number;
  postures: number;
  seconds: number;
}

/** Writes it. Deterministic: beats come each two to five seconds, one of a thousand is late, latencies vary. */
export function writeMonth(file: string, month: Month): Written {
  const database = JournalDatabase.open(file, 'bench', month.from, { days: 400, rawDays: 7 }).database;
  const random = lcg(20_261_123);
  const beats = Array.from({ length: month.agents }, () => 0);
  const changeEvery = Math.floor(86_400 / month.changesADay);
  const began = performance.now();
  let postures = 0;
  for (let second = 0; second < month.days * 86_400; second += TOGETHER_S) {
    const samples: Samples[] = [];
    for (let s = second; s < second + TOGETHER_S; s++) samples.push(sampleOf(month, s, beats, random));
    const at = month.from + (second + TOGETHER_S) * 1_000;
    const changed = second % changeEvery < TOGETHER_S ? [postureOf(month, at)] : [];
    postures += changed.length;
    const evaluated = { at, evaluationState: '{}', news: [], confirmed: null };
    const batch: Batch = { postures: changed, evaluated, samples, documents: [], holes: [] };
    database.write(batch);
  }
  database.close();
  const seconds = (performance.now() - began) / 1_000;
  return { samples: month.days * 86_400 * month.agents * SERIES.length, postures, seconds };
}

function sampleOf({ agents, from }: Month, second: number, beats: number[], random: () => number): Samples {
  const at = from + second * 1_000 + Math.floor(random() * 20);
  const values: [string, number | null][] = [];
  for (let agent = 0; agent < agents; agent++) {
    if (random() < (random() < 0.001 ? 0 : 0.3)) beats[agent] = at - Math.floor(random() * 900);
    const age = (at - (beats[agent] || at)) / 1_000;
    const told = [age, age < 30 ? 1 : 0, Math.floor(second / 86_400), 2, Math.round(random() * 40) / 1_000];
    for (const [i, series] of SERIES.entries()) values.push([`${series}/agent-${agent}`, told[i] ?? null]);
  }
  return { at, values };
}

function postureOf({ posture }: Month, at: number): PostureEntry {
  const json = posture.replace('"id":"', `"id":"${at}`);
  return {
    at,
    id: `p${at}`,
    outcome: 'proven-off',
    worst: 'good',
    json,
    plan: 'd',
    input: '{}',
    news: [],
    facts: [],
  };
}

function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
