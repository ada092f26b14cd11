/** Parts of a pod's spec that are not kept, and what is cut of its command lines: only which executors they name is. */

import type { ContainerSpec } from '#lib/facts/fact.ts';
import type { MapContext } from './map-context.ts';

export const MAX_WORDS = 64;
/** Long enough for the script of a shell: what it starts may stand at its end. */
export const MAX_WORD = 1_000;
/** No name is longer: what stands across a cut is whole in one of two pieces. */
const OVERLAP = 100;
const MOST_SEARCHED = 64_000;

/** `␤` stands for the end of a script's line. A line that ends in a backslash goes on. */
export function lined(word: string): string {
  return word
    .trim()
    .replace(/\\\r?\n/g, ' ')
    .replace(/\s*[\r\n]+\s*/g, ' ␤ ');
}

type Text = string | null | undefined;

interface Container {
  command?: readonly string[] | null | undefined;
  args?: readonly string[] | null | undefined;
  /** Further texts of it and of its pod, each with the name of its place. */
  texts: readonly (readonly [string, Text])[];
}

export function tracesOf(
  { command, args, texts }: Container,
  context: MapContext,
): Pick<ContainerSpec, 'traces'> {
  const cut = [...cutOf(command ?? []), ...cutOf(args ?? [])];
  const parts = [...texts, ...cut.map((piece) => ['argument', piece] as const)];
  const traces = parts.flatMap(([part, text]) =>
    context.executorsIn(text ?? '').map((name) => `${part}=${name}`),
  );
  return traces.length === 0 ? {} : { traces: [...new Set(traces)] };
}

/** The server of a volume is an address, as is whom a token is for. */
const NOT_SEARCHED = new Set(['server', 'audience']);

/** Every text within a value, each with the last key that leads to it. */
export function textsIn(value: unknown, key = ''): [string, string][] {
  if (typeof value === 'string') return [[key, value]];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, key));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    NOT_SEARCHED.has(name) ? [] : textsIn(inner, name),
  );
}

/** What is not kept of a command line, in pieces. */
function cutOf(words: readonly string[]): string[] {
  return words.map(lined).flatMap((word, i) => {
    if (i < MAX_WORDS && word.length <= MAX_WORD) return [];
    const pieces: string[] = [];
    const until = Math.min(word.length, MOST_SEARCHED);
    for (let at = i < MAX_WORDS ? MAX_WORD - OVERLAP : 0; at < until; at += MAX_WORD - OVERLAP)
      pieces.push(word.slice(at, at + MAX_WORD));
    return pieces;
  });
}
