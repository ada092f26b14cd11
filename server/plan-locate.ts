/**
 * Where a path of the plan stands in the YAML text.
 */

import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
} from 'yaml';
import type { PlanIssue } from '#lib/plan/plan-issue.ts';

export interface TextPosition {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
}

/** The line and column that an issue's `at` asks for; where the path ends early, the last place that exists. */
export function locate(
  doc: Document,
  lines: LineCounter,
  issue: Pick<PlanIssue, 'path' | 'at'>,
): TextPosition {
  const path = issue.at === 'parent' ? issue.path.slice(0, -1) : issue.path;
  let place: Place = { value: doc.contents ?? undefined, key: undefined };
  for (const step of path) {
    const next = stepInto(doc, place.value, step);
    if (!next) break;
    place = next;
  }
  return positionAt(lines, offsetOf(place, issue.at));
}

/** The line and column of an offset in the text. */
export function positionAt(lines: LineCounter, offset: number): TextPosition {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

interface Place {
  readonly value: Node | undefined;
  readonly key: Node | undefined;
}

/** A value is shown where it stands, unless it is empty; a parent by the key that leads to it, if it has one. */
function offsetOf(place: Place, at: PlanIssue['at']): number {
  const empty = isScalar(place.value) && place.value.value === null;
  const first = at === 'value' && !empty ? place.value : place.key;
  return (first ?? place.value ?? place.key)?.range?.[0] ?? 0;
}

function stepInto(doc: Document, node: Node | undefined, step: PropertyKey): Place | null {
  const target = isAlias(node) ? node.resolve(doc) : node;
  if (isSeq(target)) {
    const item = typeof step === 'number' ? target.items[step] : undefined;
    return isNode(item) ? { value: item, key: undefined } : null;
  }
  if (!isMap(target)) return null;
  const pair = target.items.find((entry) => keyOf(entry) === step);
  return pair
    ? { value: isNode(pair.value) ? pair.value : undefined, key: isNode(pair.key) ? pair.key : undefined }
    : null;
}

const keyOf = (pair: Pair): string => (isScalar(pair.key) ? String(pair.key.value) : '');
