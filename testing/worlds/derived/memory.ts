/**
 * What the journal remembers of a world: its own stores over a database in memory. Each life of the console is a process
 * of its own.
 */

import { DatabaseSync } from 'node:sqlite';
import type { Gap, Interval } from '#lib/intervals.ts';
import type { Posture } from '#lib/posture.ts';
import type { MinuteRun } from '#lib/series/minutes.ts';
import { PostureStore } from '#store/posture-store.ts';
import { migrate } from '#store/schema.ts';
import { type Samples, SeriesStore } from '#store/series-store.ts';
import { Statements } from '#store/statements.ts';
import type { Told } from './told.ts';

/** What was published, oldest first, and the times that nobody watched. */
export interface Remembered {
  published: readonly { at: number; posture: Posture }[];
  holes: readonly Gap[];
}

function inMemory<T>(use: (sql: Statements) => T): T {
  const database = new DatabaseSync(':memory:');
  try {
    migrate(database);
    return use(new Statements(database));
  } finally {
    database.close();
  }
}

export function seriesOf(
  processes: readonly (readonly Samples[])[],
  names: readonly string[],
  { from, to }: Interval,
): MinuteRun[][] {
  return inMemory((sql) => {
    for (const samples of processes) {
      const store = new SeriesStore(sql);
      for (const sample of samples) store.write(sample);
    }
    return new SeriesStore(sql).minutes(names, from, to);
  });
}

/** A posture is published if it is another one than before, and first in each life. */
export function rememberedOf(processes: readonly (readonly Told[])[], { from, to }: Interval): Remembered {
  return inMemory((sql) => {
    const published = processes.flatMap((moments) => {
      const store = new PostureStore(sql, 'simulated');
      return moments.filter((told, i) => {
        const isNews = told.posture.id !== moments[i - 1]?.posture.id;
        if (isNews) store.keep(entryOf(told), NO_FACTS);
        store.watched(told.at);
        return isNews;
      });
    });
    const { holes } = new PostureStore(sql, 'simulated').changes(from, to, 0);
    const gaps = holes.map((hole) => ({
      from: Date.parse(hole.from),
      to: Date.parse(hole.to),
      why: hole.why,
    }));
    return { published, holes: gaps };
  });
}

const NO_FACTS = new Uint8Array();
/** The postures themselves stay here: the store needs to know when there was one. */
function entryOf({ at, posture }: Told) {
  const { outcome, verdict } = posture.execution;
  return {
    at,
    id: posture.id,
    outcome,
    worst: verdict,
    json: '{}',
    plan: '',
    input: '{}',
    news: [],
    facts: [],
  };
}
