/** The span of an incident's bundle around a moment of the past. */

import type { Changes } from '#lib/timeline/changes.ts';
import { bandOf } from './band.ts';

const MINUTE_MS = 60_000;
/** What led to it and what it led to. */
const AROUND_MS = 10 * MINUTE_MS;
/** Reds that follow each other this closely are one incident (lib/incident/red-spans.ts). */
const APART_MS = 2 * MINUTE_MS;
/** `/api/v1/incident.zip` tells no longer ones, and none that was not written down yet. */
const LONGEST_MS = 24 * 60 * MINUTE_MS;
const SETTLED_MS = 10_000;

/**
 * The red around `at` with ten minutes on each side; where nothing was red then, those minutes around `at`. Epoch
 * milliseconds.
 * @param now the console's time when the page is made
 */
export function incidentSpan(day: Changes, at: number, now: number): { from: number; to: number } {
  const red = redSpells(day).find((spell) => spell.from <= at && at < spell.to) ?? { from: at, to: at };
  const to = Math.min(red.to + AROUND_MS, now - SETTLED_MS);
  return { from: Math.max(Math.min(red.from - AROUND_MS, to - MINUTE_MS), to - LONGEST_MS), to };
}

function redSpells(day: Changes): { from: number; to: number }[] {
  const spells: { from: number; to: number }[] = [];
  for (const { from, to, worst } of bandOf(day)) {
    const last = spells.at(-1);
    if (worst !== 'bad') continue;
    if (last !== undefined && from - last.to < APART_MS) last.to = to;
    else spells.push({ from, to });
  }
  return spells;
}
