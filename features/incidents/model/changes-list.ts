/** Every field that changed: the appendix of a timeline. */

import { bothTimes } from '#lib/format/clock.ts';
import { markdownText } from '#lib/format/markdown-text.ts';
import type { Difference } from '#lib/timeline/compare.ts';
import type { PostureChange } from './transitions.ts';

/** @param postureChanges oldest first */
export function changesMarkdown(postureChanges: readonly PostureChange[]): string {
  const lines = postureChanges.flatMap(changeLines);
  return `${['# Each field that changed', '', ...(lines.length === 0 ? ['Nothing changed.'] : lines)].join('\n')}\n`;
}

function changeLines({ at, differences, more }: PostureChange): string[] {
  const lines = differences.map((difference) => `- ${bothTimes(at)} ${differenceText(difference)}`);
  return more === 0 ? lines : [...lines, `- ${bothTimes(at)} and ${more} more lines of the posture`];
}

function differenceText({ kind, subject, field, before, after }: Difference): string {
  const name = kind === subject ? kind : `${kind} ${markdownText(subject)}`;
  return `${name}, ${markdownText(field)}: ${valueText(before)} → ${valueText(after)}`;
}

/** Null and the empty text differ: null was not in the posture. */
function valueText(value: string | null): string {
  return value === null ? '(not told)' : value === '' ? '(empty)' : markdownText(value);
}
