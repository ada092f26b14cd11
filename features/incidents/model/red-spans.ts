/** From when until when each thing was red, and which of these belong to one incident. */

import { type Standing, standingKey } from './summary.ts';
import type { Moment } from './transitions.ts';

/** Times are epoch milliseconds. */
export interface Gap {
  from: number;
  to: number;
  why: string;
}

export interface RedSpan {
  /** As it stood when it became red. */
  red: Standing;
  began: number;
  /** It may have begun before `began`: it was red when it was first seen, or nobody watched just before. */
  orEarlier: boolean;
  /** Null: still red at the end. */
  ended: number | null;
  /** As it stood when it ended being red; null: still red, or told of no more. Unknown is no healing. */
  turnedTo: Standing | null;
}

interface Watched {
  firstKnown: number;
  redAtStart: readonly Standing[];
  moments: readonly Moment[];
  holes: readonly Gap[];
}

/** In the order in which they began. */
export function redSpans({ firstKnown, redAtStart, moments, holes }: Watched): RedSpan[] {
  const begin = (red: Standing, began: number, orEarlier: boolean): RedSpan => ({
    ...{ red, began, orEarlier, ended: null, turnedTo: null },
  });
  const spans = redAtStart.map((red) => begin(red, firstKnown, true));
  const open = new Map(spans.map((span) => [standingKey(span.red), span]));
  let known = firstKnown;
  for (const { at, began, ended } of moments) {
    const orEarlier = holes.some((hole) => hole.from < at && hole.to > known);
    known = at;
    for (const { key, after } of ended) {
      Object.assign(open.get(key) ?? {}, { ended: at, turnedTo: after });
      open.delete(key);
    }
    for (const red of began) {
      const span = begin(red, at, orEarlier);
      spans.push(span);
      open.set(standingKey(red), span);
    }
  }
  return spans;
}

/** Reds that follow each other this closely are one incident. */
const APART_MS = 2 * 60_000;

export interface Spell {
  spans: RedSpan[];
  from: number;
  /** Null: still red at the end. */
  to: number | null;
}

/** Reds that overlap or follow each other closely, together. */
export function spellsOf(spans: readonly RedSpan[]): Spell[] {
  const spells: Spell[] = [];
  for (const span of spans) {
    const last = spells.at(-1);
    if (last === undefined || (last.to !== null && span.began - last.to >= APART_MS))
      spells.push({ spans: [span], from: span.began, to: span.ended });
    else {
      last.spans.push(span);
      last.to = last.to === null || span.ended === null ? null : Math.max(last.to, span.ended);
    }
  }
  return spells;
}
