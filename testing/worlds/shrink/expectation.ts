/** What a case of the zoo must, or must not, say so that a violation is one of it too. */

import type { Said } from '../../zoo/case.ts';
import { QUARRY } from '../plan.ts';
import type { Violation } from '../verdicts.ts';
import { FAVOURABLE } from '../word.ts';

type Part = Partial<Record<keyof Said, unknown>>;
export type Demand = { say: Part } | { mustNot: Part };

/** The ways in which a subject is good, and bad. */
const WORDS = {
  execution: { good: ['proven-off'], bad: ['not-off', 'gated', 'contradicted'] },
  proof: { good: ['good', 'attention'], bad: ['bad'] },
  agent: { good: FAVOURABLE, bad: ['bad', 'attention'] },
  failure: { good: ['absent'], bad: ['present'] },
} as const;
const ABSENT = 'not-applicable';
const UNDER_WAY = ['firing', 'pending', 'waiting'];

function part(
  subject: string,
  how: 'good' | 'bad',
  ofAgent: readonly string[] = WORDS.agent[how],
): Part | null {
  const [kind, name = ''] = subject.split('/');
  if (kind === 'execution') return { execution: WORDS.execution[how] };
  if (kind === 'proof') return { proofs: { [name]: WORDS.proof[how] } };
  if (kind === 'agent') return { agents: { [name]: ofAgent } };
  return kind === 'failure' ? { failures: { [name]: WORDS.failure[how] } } : null;
}

/** That an agent does not apply rests on other evidence than its health: only what was said of the two is forbidden. */
const asFavourable = (said: string): string[] =>
  FAVOURABLE.filter((word) => (word === ABSENT) === said.startsWith(ABSENT));

const isAtOnce = (rule: string): boolean =>
  QUARRY.escalations.some(({ id, forSeconds }) => id === rule && forSeconds === 0);

const say = (found: Part | null): Demand | null => found && { say: found };
const mustNot = (found: Part | null): Demand | null => found && { mustNot: found };

/** The properties that a case can hold the console to. */
const DEMANDS: Readonly<Record<string, (violation: Violation) => Demand | null>> = {
  'never good unproven': ({ subject, said }) => mustNot(part(subject, 'good', asFavourable(said))),
  'what is in sight is told': ({ subject }) => say(part(subject, 'bad')),
  'calm is called calm': ({ subject }) => say(part(subject, 'good')),
  'gated only while gates hold': () => mustNot({ execution: ['gated'] }),
  'a rule in sight is under way': ({ subject }) =>
    say({ rules: { [subject]: isAtOnce(subject) ? ['firing'] : UNDER_WAY } }),
  'a rule is inactive in calm': ({ subject }) => say({ rules: { [subject]: ['inactive'] } }),
  'no action in calm': () => say({ calm: true }),
  'no page before its time': ({ subject }) => mustNot({ rules: { [subject]: ['firing'] } }),
};

/** Null if the zoo has no words for it: it is about more than one posture, or not about its words. */
export function demandOf(violation: Violation): Demand | null {
  return DEMANDS[violation.property]?.(violation) ?? null;
}

export const SAYABLE: readonly string[] = Object.keys(DEMANDS);
