/** What differs between two postures as lines of words: what a reader of the past asks before anything else. */

import { text } from '../messages/text.ts';
import { isMessage, type Param } from '../status/message.ts';
import type { LineDifference } from './lines.ts';
import { type Comparable, type Kind, partName, type Transition, transitions } from './transitions.ts';

export type Difference = LineDifference<string>;

/** The fields that are compared. */
const FIELDS: Readonly<Record<Kind, readonly string[]>> = {
  execution: ['outcome', 'verdict'],
  proof: [],
  agent: ['verdict', 'state', 'reason', 'mode', 'pods', 'restarts', 'image', 'seen'],
  failure: ['state', 'verdict', 'who'],
  rule: ['state', 'verdict'],
  source: [],
};

/** Empty for equal postures. */
export function compare(before: Comparable, after: Comparable): Difference[] {
  return differencesOf(transitions(before, after));
}

export function differencesOf(news: readonly Transition[]): Difference[] {
  return news
    .filter(({ kind, field }) => FIELDS[kind].includes(field))
    .map(({ before, after, ...where }) => ({
      ...{ kind: where.kind === 'rule' ? 'escalation' : where.kind, subject: where.subject },
      field: fieldText(where),
      before: valueText(where.field, before),
      after: valueText(where.field, after),
    }))
    .filter(({ before, after }) => before !== after);
}

/** `restarts`, `image of Deployment pier/feed`, `http health of feed-0`. */
export function fieldText({ field, part }: Pick<Transition, 'field' | 'part'>): string {
  if (part === undefined) return field;
  return field === 'seen'
    ? `${part.kind} ${part.name} of ${part.namespace}`
    : `${field} of ${partName(part)}`;
}

function valueText(field: string, value: Param): string | null {
  if (value === null) return null;
  return field === 'pods' && isMessage(value) ? `${text(value)} ready` : text(value);
}
