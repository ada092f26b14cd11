/** What became red and what ended being it, between two postures that follow each other. */
import { type Comparable, compare, type Difference } from '../history/compare.ts';

/** Something that is red: bad, or an escalation that fires. */
export interface Red {
  kind: Difference['kind'];
  subject: string;
}

/** One posture against the one before it. `at`: epoch milliseconds. */
export interface Moment {
  at: number;
  /** At most `MOST_DIFFERENCES`. */
  differences: Difference[];
  /** How many more there are. */
  more: number;
  began: Red[];
  ended: Red[];
}

/** More than a person reads of one moment; the postures themselves have all. */
const MOST_DIFFERENCES = 40;

export const redKey = ({ kind, subject }: Red): string => `${kind} ${subject}`;

export function redsOf(posture: Comparable): Red[] {
  const { execution, agents, failures, escalations } = posture;
  return [
    ...(execution.verdict === 'bad' ? [{ kind: 'execution' as const, subject: 'execution' }] : []),
    ...escalations
      .filter(({ state }) => state === 'firing')
      .map(({ id }) => ({ kind: 'escalation' as const, subject: id })),
    ...failures
      .filter(({ verdict }) => verdict === 'bad')
      .map(({ id }) => ({ kind: 'failure' as const, subject: id })),
    ...agents
      .filter(({ verdict }) => verdict === 'bad')
      .map(({ name }) => ({ kind: 'agent' as const, subject: name })),
  ];
}

/** @param before null where nothing is known of what was before: then whatever is red began no later than this. */
export function momentOf(before: Comparable | null, after: Comparable, at: number): Moment {
  const [was, is] = [before === null ? [] : redsOf(before), redsOf(after)];
  const held = new Set(was.map(redKey));
  const holds = new Set(is.map(redKey));
  const all = before === null ? [] : compare(before, after);
  return {
    at,
    differences: all.slice(0, MOST_DIFFERENCES),
    more: Math.max(0, all.length - MOST_DIFFERENCES),
    began: is.filter((red) => !held.has(redKey(red))),
    ended: was.filter((red) => !holds.has(redKey(red))),
  };
}
