/** A shift as stretches of time: what was in force in each, or that nobody watched. */
import { type Span, subtract, union } from '../slo/spans.ts';
import type { Posture } from '../wire/posture.ts';

/** What of a posture is handed over. */
export type Told = Pick<Posture, 'execution' | 'escalations' | 'actions' | 'cadence' | 'agents'>;

/** Epoch milliseconds; `to` is not part of it. */
export interface Shift extends Span {
  /** Each posture with the time at which it was published, oldest first: the one in force at `from`, and all until `to`. */
  readonly postures: readonly { readonly at: number; readonly posture: Told }[];
  /** Times in which nothing was observed, or nothing could be kept. Outside of them the last posture is in force. */
  readonly holes: readonly Gap[];
}

export interface Gap extends Span {
  readonly why: string;
}

/** `told` null: nobody watched. */
export interface Stretch extends Span {
  readonly told: Told | null;
}

const NOTHING_KEPT = 'nothing is remembered of it';

/** When nobody watched, as far as it lies in the shift; what comes before the first posture is such a time too. */
export function gapsOf({ from, to, postures, holes }: Shift): Gap[] {
  const first = postures[0]?.at ?? to;
  return [{ from, to: first, why: NOTHING_KEPT }, ...holes]
    .map((gap) => ({ ...gap, from: Math.max(gap.from, from), to: Math.min(gap.to, to) }))
    .filter((gap) => gap.to > gap.from)
    .sort((a, b) => a.from - b.from);
}

/** The shift without gaps or overlaps, in order: each posture for as long as it was in force and watched. */
export function stretchesOf(shift: Shift): Stretch[] {
  const unwatched = union(gapsOf(shift));
  const watched = shift.postures.flatMap(({ at, posture }, index) => {
    const from = Math.max(at, shift.from);
    const to = Math.min(shift.postures[index + 1]?.at ?? shift.to, shift.to);
    if (to <= from) return [];
    return subtract([{ from, to }], unwatched).map((span) => ({ ...span, told: posture }));
  });
  return [...watched, ...unwatched.map((span) => ({ ...span, told: null }))].sort((a, b) => a.from - b.from);
}
